import fc from "fast-check";
import { expect, test } from "vitest";
import { createDueWork, type Work } from "./due-work";

const START_MS = 1_000_000;
const workAt = (dueMs: number, pace: Partial<Work> = {}): Work => ({
  ...{ dueMs, intervalMs: 2_000, weight: 1, isBackground: false, start: () => undefined },
  ...pace,
});
const urgencyOf = (work: Work, nowMs: number) => (1 + (nowMs - work.dueMs) / work.intervalMs) * work.weight;

const change = fc.record({
  key: fc.integer({ min: 0, max: 40 }).map((n) => `call_${n}`),
  passedMs: fc.integer({ min: 0, max: 700 }),
  work: fc.option(
    fc.record({
      inMs: fc.integer({ min: -5_000, max: 3_000 }),
      intervalMs: fc.constantFrom(1_000, 2_000, 60_000),
      weight: fc.constantFrom(80, 40, 10, 3, 1.5, 1, 0.5),
      isBackground: fc.boolean(),
    }),
  ),
});

test("chooses what weighing all that is due would choose, at every moment and after every change", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 150 }), fc.boolean(), (changes, withBackground) => {
      const due = createDueWork();
      const all = new Map<string, Work>();
      let nowMs = START_MS;
      for (const { key, passedMs, work } of changes) {
        nowMs += passedMs;
        const filed = work && workAt(nowMs + work.inMs, work);
        if (filed) all.set(key, filed);
        else all.delete(key);
        due.place(key, filed, nowMs);
        for (let ripe = due.ripe(nowMs); ripe !== null; ripe = due.ripe(nowMs)) {
          due.place(ripe, all.get(ripe) ?? null, nowMs);
        }
        const chosen = due.mostPressing(nowMs, ({ isBackground }) => withBackground || !isBackground);
        const pressing = [...all.values()]
          .filter(({ dueMs, isBackground }) => dueMs <= nowMs && (withBackground || !isBackground))
          .map((one) => urgencyOf(one, nowMs));
        const chosenWork = chosen === null ? undefined : all.get(chosen);
        expect(chosenWork && urgencyOf(chosenWork, nowMs)).toBe(
          pressing.length === 0 ? undefined : Math.max(...pressing),
        );
        const later = [...all.values()].map(({ dueMs }) => dueMs).filter((dueMs) => dueMs > nowMs);
        expect(due.nextMs()).toBe(later.length === 0 ? null : Math.min(...later));
        expect(due.isEmpty()).toBe(all.size === 0);
      }
    }),
    { numRuns: 200 },
  );
});

test("says whether a key stood elsewhere, so that whoever chose it by its old place chooses anew", () => {
  const due = createDueWork();
  expect(due.place("a", workAt(START_MS), START_MS)).toBe(true);
  expect(due.place("a", workAt(START_MS), START_MS)).toBe(false);
  expect(due.place("a", workAt(START_MS - 1), START_MS)).toBe(true);
  expect(due.place("a", workAt(START_MS - 1, { weight: 3 }), START_MS)).toBe(true);
  expect(due.place("a", workAt(START_MS + 1), START_MS)).toBe(true);
  expect(due.place("a", null, START_MS)).toBe(false);
  expect(due.isEmpty()).toBe(true);
});
