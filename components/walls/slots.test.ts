import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capacityOf, EMPTY_GRID, type Grid, type Room, settled } from "./slots";

const ROOM: Room = { widthPx: 1_240, heightPx: 48, leastWidthPx: 57, leastHeightPx: 42 };
const room = fc.record({
  widthPx: fc.integer({ min: 40, max: 4_000 }),
  heightPx: fc.integer({ min: 20, max: 2_000 }),
  leastWidthPx: fc.integer({ min: 10, max: 120 }),
  leastHeightPx: fc.integer({ min: 10, max: 120 }),
});
const live = (...ids: string[]) => ids.map((id) => ({ id, goesOn: true }));
const ended = (...ids: string[]) => ids.map((id) => ({ id, goesOn: false }));
const must = (grid: Grid | null): Grid => {
  if (grid === null) throw new Error("There is no room.");
  return grid;
};
/** Where each call begins, as fractions of the room. */
const cornersOf = ({ columns, rows, slots }: Grid) =>
  new Map(
    slots.flatMap((id, slot) =>
      id === null ? [] : [[id, `${(slot % columns) / columns} ${Math.floor(slot / columns) / rows}`] as const],
    ),
  );

/** What happens in a lane: a call begins, ends, or is let go. */
const history = fc.array(
  fc.record({ does: fc.constantFrom("begins", "begins", "begins", "ends", "goes"), which: fc.nat(30) }),
  { maxLength: 60 },
);

describe("slots", () => {
  test("whatever begins, ends and goes: a call keeps its corner until it has ended, and no two share one", () => {
    fc.assert(
      fc.property(room, history, fc.constantFrom(1, 8), (space, steps, openFor) => {
        let grid: Grid = EMPTY_GRID;
        let calls: { id: string; goesOn: boolean }[] = [];
        for (const [step, { does, which }] of steps.entries()) {
          const at = which % Math.max(1, calls.length);
          if (does === "begins") calls = [...calls, { id: `call_${step}`, goesOn: true }];
          else if (does === "ends")
            calls = calls.map((call, place) => (place === at ? { ...call, goesOn: false } : call));
          else calls = calls.filter((call, place) => place !== at || call.goesOn);
          const next = settled(grid, calls, space, openFor);
          if (next === null) {
            expect(calls.filter((call) => call.goesOn).length).toBeGreaterThan(capacityOf(space) - 1);
            return;
          }
          const [before, after] = [cornersOf(grid), cornersOf(next)];
          const going = calls.filter((call) => call.goesOn).map(({ id }) => id);
          expect(going.every((id) => after.has(id))).toBe(true);
          for (const id of going) if (before.has(id)) expect(after.get(id)).toBe(before.get(id));
          expect(next.slots.filter((id) => id !== null)).toHaveLength(after.size);
          expect(next.slots).toHaveLength(next.columns * next.rows);
          if (next.columns > 1) expect(space.widthPx / next.columns).toBeGreaterThanOrEqual(space.leastWidthPx);
          if (next.rows > 1) expect(space.heightPx / next.rows).toBeGreaterThanOrEqual(space.leastHeightPx);
          grid = next;
        }
      }),
    );
  });

  test("the same calls leave the same grid, itself", () => {
    const grid = must(settled(EMPTY_GRID, live("a", "b"), ROOM, 8));
    expect(settled(grid, live("b", "a"), ROOM, 8)).toBe(grid);
    expect(settled(grid, [...live("a"), ...ended("b")], ROOM, 8)).toBe(grid);
  });

  test("a new call takes a free slot; none free, that of one that has ended; none of these, every slot is halved", () => {
    const full = must(settled(EMPTY_GRID, live(..."abcdefgh"), ROOM, 8));
    expect(full).toMatchObject({ columns: 8, rows: 1 });
    const gone = must(settled(full, live(..."abdefgh", "x"), ROOM, 8));
    expect(gone.slots[2]).toBe("x");
    const over = must(settled(full, [...live(..."abdefgh"), ...ended("c"), ...live("y")], ROOM, 8));
    expect(over.slots[2]).toBe("y");
    const more = must(settled(full, live(..."abcdefgh", "z"), ROOM, 8));
    expect(more.columns).toBe(16);
    expect(more.slots.slice(0, 4)).toEqual(["a", "z", "b", null]);
  });

  test("a call that has ended before it had a slot gets none", () => {
    expect(must(settled(EMPTY_GRID, ended("a"), ROOM, 1)).slots).toEqual([null]);
  });

  test("more calls than there is room for are told", () => {
    const many = live(...Array.from({ length: capacityOf(ROOM) + 1 }, (_, at) => `call_${at}`));
    expect(settled(EMPTY_GRID, many, ROOM, 8)).toBeNull();
    expect(settled(EMPTY_GRID, many.slice(1), ROOM, 8)).not.toBeNull();
  });

  test("a large room is halved so that slots stay longer than high", () => {
    const grid = must(settled(EMPTY_GRID, live(..."abcdefgh"), { ...ROOM, heightPx: 840 }, 8));
    expect(grid).toMatchObject({ columns: 2, rows: 4 });
  });
});
