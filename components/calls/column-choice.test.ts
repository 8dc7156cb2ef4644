import { describe, expect, test } from "vitest";
import { COLUMNS, type ColumnChoice, movedColumn, readColumns, USUAL_COLUMNS } from "./column-choice";

describe("columns as a browser has kept them", () => {
  test.each<[string, string | null]>([
    ["nothing", null],
    ["no JSON", "{"],
    ["something else", '"when"'],
    ["no order", '{"hidden":["when"]}'],
  ])("of %s are the usual ones", (_, text) => expect(readColumns(text)).toEqual(USUAL_COLUMNS));

  test("keep what is known: order, what is hidden, widths within reason", () => {
    const kept = { order: ["agent", "gone", "who"], hidden: ["agent", "gone"], widths: { who: 4, agent: 1e9, x: 5 } };
    const read = readColumns(JSON.stringify(kept));
    expect([...read.order].sort()).toEqual([...COLUMNS].sort());
    expect(read.order.indexOf("agent")).toBeLessThan(read.order.indexOf("who"));
    expect(read.hidden).toContain("agent");
    expect(read.widths).toEqual({ who: 64, agent: 900 });
  });

  test("always show whom a call was with", () => {
    expect(readColumns(JSON.stringify({ order: COLUMNS, hidden: COLUMNS })).hidden).not.toContain("who");
  });

  test("read again what they wrote", () => {
    expect(readColumns(JSON.stringify(USUAL_COLUMNS))).toEqual(USUAL_COLUMNS);
  });
});

test.each<["when" | "who" | "duration", 1 | -1, string]>([
  ["when", 1, "who when"],
  ["when", -1, "when who"],
  ["who", -1, "who when"],
  // Status, between them, is hidden.
  ["duration", -1, "duration agent"],
])("%s moved by %i gives %s", (column, step, expected) => {
  const choice: ColumnChoice = { order: [...COLUMNS], hidden: ["status"], widths: {} };
  const { order } = movedColumn(choice, column, step);
  const wanted = expected.split(" ");
  expect(order.filter((one) => wanted.includes(one))).toEqual(wanted);
});
