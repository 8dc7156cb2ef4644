import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Alarm, alarmRows } from "./alarm-rows";

const warning = (id: string): Alarm => ({ id, severity: 2 });
const critical = (id: string): Alarm => ({ id, severity: 3 });

/** What needs attention, the most urgent first. */
const alarms = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(..."abcdefghij"), severity: fc.constantFrom<2 | 3>(2, 3) }), {
    selector: ({ id }) => id,
  })
  .map((list) => list.sort((a, b) => b.severity - a.severity));

describe("the alarm column", () => {
  test("a new alarm takes the first free row", () => {
    expect(alarmRows(["a", null, "c", null], [critical("n"), warning("a"), warning("c")], 4)).toEqual([
      "a",
      "n",
      "c",
      null,
    ]);
  });

  test("none free: that of the least severe, if that is less severe than itself", () => {
    const shown = ["a", "b", "c"];
    expect(alarmRows(shown, [critical("n"), critical("a"), warning("b"), critical("c")], 3)).toEqual(["a", "n", "c"]);
    expect(alarmRows(shown, [critical("a"), critical("b"), critical("c"), critical("n")], 3)).toBe(shown);
    expect(alarmRows(shown, [warning("a"), warning("b"), warning("c"), warning("n")], 3)).toBe(shown);
  });

  test("whatever comes and goes: the others keep their row, none stands twice, and no row is free while one waits", () => {
    fc.assert(
      fc.property(fc.array(alarms, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (steps, rows) => {
        let before: readonly (string | null)[] = [];
        for (const now of steps) {
          const after = alarmRows(before, now, rows);
          expect(after).toHaveLength(rows);
          const shown = after.filter((id) => id !== null);
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown.every((id) => now.some((alarm) => alarm.id === id))).toBe(true);
          expect(shown).toHaveLength(Math.min(rows, now.length));
          const severityOf = (id: string | null) => now.find((alarm) => alarm.id === id)?.severity ?? 0;
          for (const [row, id] of before.entries()) {
            if (id === null || severityOf(id) === 0 || after[row] === id) continue;
            expect(after.includes(id), "moved").toBe(false);
            expect(severityOf(after[row] ?? null)).toBeGreaterThan(severityOf(id));
          }
          const waiting = now.filter(({ id }) => !shown.includes(id));
          const least = Math.min(...shown.map(severityOf));
          for (const { severity } of waiting) expect(severity).toBeLessThanOrEqual(least);
          before = after;
        }
      }),
    );
  });

  test("one that was over for a moment comes back to its own row, and not to another that is free", () => {
    expect(alarmRows([null, null, "c"], [warning("b"), warning("c")], 3, ["a", "b", "c"])).toEqual([null, "b", "c"]);
    expect(alarmRows(["n", null, "c"], [critical("n"), warning("a"), warning("c")], 3, ["n", "b", "c"])).toEqual([
      "n",
      "a",
      "c",
    ]);
  });

  test("whatever comes, goes, comes back and resizes: who is shown before and after, or comes back to a row that nobody took, has it", () => {
    const step = fc.record({ now: alarms, rows: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let before: readonly (string | null)[] = [];
        let last: readonly (string | null)[] = [];
        for (const { now, rows } of steps) {
          const after = alarmRows(before, now, rows, last);
          for (const [row, id] of after.entries()) {
            if (id === null) continue;
            const stood = before.indexOf(id);
            if (stood >= 0 && stood < rows) expect(row).toBe(stood);
            const own = last.indexOf(id);
            const isFree = own >= 0 && own < rows && (before[own] ?? null) === null && after[own] === null;
            expect(isFree, "its own row stands free").toBe(false);
          }
          last = after.map((id, row) => id ?? last[row] ?? null);
          before = after;
        }
      }),
    );
  });

  test("another screen has more rows or fewer, and keeps what it can", () => {
    expect(alarmRows(["a", "b"], [critical("a"), critical("b")], 4)).toEqual(["a", "b", null, null]);
    expect(alarmRows(["a", "b", "c"], [critical("a"), critical("b"), critical("c")], 2)).toEqual(["a", "b"]);
  });
});
