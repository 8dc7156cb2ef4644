import { describe, expect, test } from "vitest";
import { ALL_UP_TO, movedIndex, rowWindow, selectedIndex } from "./row-window";

const list = { items: 500, columns: 4, rowPx: 180, topPx: 200, screenPx: 900 };

describe("of a long list", () => {
  test("only what is on the screen and a little more is in the page", () => {
    const { from, to, abovePx } = rowWindow(list);
    expect({ from, abovePx }).toEqual({ from: 0, abovePx: 0 });
    expect(to).toBe(6 * 4);
  });

  test("the rows left out keep their height, wherever the reader is", () => {
    for (const topPx of [200, 0, -90, -5000, -18_000, -40_000]) {
      const { from, to, abovePx, belowPx } = rowWindow({ ...list, topPx });
      expect(abovePx + belowPx + Math.ceil((to - from) / 4) * 180).toBe(125 * 180);
      expect(from % 4).toBe(0);
    }
  });

  test("what is on the screen is always in the page", () => {
    const { from, to } = rowWindow({ ...list, topPx: -9000 });
    expect(from).toBeLessThanOrEqual((9000 / 180) * 4);
    expect(to).toBeGreaterThanOrEqual((9900 / 180) * 4);
  });

  test("the first view, before anything was measured, has its first cards", () => {
    expect(rowWindow({ ...list, rowPx: 0 })).toMatchObject({ from: 0, to: ALL_UP_TO });
  });
});

test("a short list is whole", () => {
  expect(rowWindow({ ...list, items: 60, topPx: -99_999 })).toEqual({ from: 0, to: 60, abovePx: 0, belowPx: 0 });
});

describe("arrow keys", () => {
  test.each([
    ["ArrowRight", 0, 1],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 1, 5],
    ["ArrowUp", 5, 1],
    ["ArrowUp", 1, 1],
    ["ArrowDown", 7, 9],
    ["ArrowDown", 9, 9],
    ["ArrowRight", 9, 9],
    ["Home", 7, 0],
    ["End", 0, 9],
    ["x", 3, -1],
  ])("%s from %i goes to %i in ten cards of four columns", (key, index, expected) => {
    expect(movedIndex(key, index, 10, 4)).toBe(expected);
  });

  test("leave left and right to the browser in a table", () => {
    expect(movedIndex("ArrowRight", 2, 10, 1)).toBe(-1);
    expect(movedIndex("ArrowDown", 2, 10, 1)).toBe(3);
  });
});

test("a call that leaves hands the selection to what takes its place", () => {
  expect(selectedIndex(["a", "b", "c"], null)).toBe(0);
  expect(selectedIndex(["a", "b", "c"], { id: "c", index: 0 })).toBe(2);
  expect(selectedIndex(["a", "c"], { id: "b", index: 1 })).toBe(1);
  expect(selectedIndex(["a"], { id: "c", index: 2 })).toBe(0);
  expect(selectedIndex([], { id: "c", index: 2 })).toBe(0);
});

describe("places that are empty", () => {
  const ids = ["a", null, "c", null, null, "f", "g", null];
  const moved = (key: string, index: number) => movedIndex(key, index, ids.length, 4, (place) => ids[place] === null);

  test.each([
    ["ArrowRight", 0, 2],
    ["ArrowLeft", 2, 0],
    ["ArrowRight", 2, 5],
    ["ArrowDown", 0, 5],
    ["ArrowUp", 5, 0],
    ["ArrowDown", 2, 6],
    ["Home", 6, 0],
    ["End", 0, 6],
  ])("are passed over: %s from %i goes to %i", (key, index, expected) => {
    expect(moved(key, index)).toBe(expected);
  });

  test("are never where the selection is", () => {
    expect(selectedIndex(ids, null)).toBe(0);
    expect(selectedIndex([null, "b"], null)).toBe(1);
    expect(selectedIndex(ids, { id: "x", index: 3 })).toBe(5);
    expect(selectedIndex(ids, { id: "x", index: 7 })).toBe(6);
    expect(selectedIndex([null], { id: "x", index: 0 })).toBe(0);
  });
});
