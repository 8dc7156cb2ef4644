import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBudget } from "./budget";

function budgetAt(maxPerMinute: number) {
  const clock = { ms: 1_000_000 };
  const budget = createBudget({ maxPerMinute, nowMs: () => clock.ms, random: () => 0.5 });
  return { clock, budget };
}

describe("the request budget", () => {
  test("never lets more than the ceiling out in any sixty seconds, whatever is asked when", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 2_000 }),
        fc.array(
          fc.record({
            waitMs: fc.integer({ min: 0, max: 20_000 }),
            reads: fc.integer({ min: 0, max: 300 }),
            acts: fc.integer({ min: 0, max: 20 }),
            limited: fc.option(fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: null }), {
              nil: undefined,
              freq: 5,
            }),
          }),
          { maxLength: 40 },
        ),
        (maxPerMinute, steps) => {
          const { clock, budget } = budgetAt(maxPerMinute);
          const takenAtMs: number[] = [];
          for (const step of steps) {
            clock.ms += step.waitMs;
            for (let i = 0; i < step.reads; i += 1) if (budget.take("read")) takenAtMs.push(clock.ms);
            for (let i = 0; i < step.acts; i += 1) if (budget.take("act")) takenAtMs.push(clock.ms);
            if (step.limited !== undefined) budget.rateLimited(step.limited);
          }
          for (const [index, atMs] of takenAtMs.entries()) {
            const later = takenAtMs[index + maxPerMinute];
            if (later !== undefined) expect(later - atMs).toBeGreaterThanOrEqual(60_000);
          }
        },
      ),
    );
  });

  test("gives steady polling nine tenths of the ceiling at least", () => {
    const { clock, budget } = budgetAt(600);
    let taken = 0;
    for (let i = 0; i < 600; i += 1) {
      clock.ms += 100;
      while (budget.take("read")) taken += 1;
    }
    expect(taken).toBeGreaterThan(540 * 0.95);
    expect(taken).toBeLessThanOrEqual(600);
  });

  test("keeps a reserve for hanging up that polling cannot eat", () => {
    const { budget } = budgetAt(60);
    while (budget.take("read"));
    expect(budget.take("act")).toBe(true);
  });

  test("halves on a 429, once for answers that were already under way, and wins the rest back step by step", () => {
    const { clock, budget } = budgetAt(600);
    const before = budget.allowedPerMinute();
    budget.rateLimited(null);
    const halved = budget.allowedPerMinute();
    expect(halved).toBeLessThan(before * 0.6);
    clock.ms += 500;
    budget.rateLimited(null);
    expect(budget.allowedPerMinute()).toBe(halved);
    const seen: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      clock.ms += 10_000;
      seen.push(budget.allowedPerMinute());
    }
    expect(seen[1]).toBeGreaterThan(halved);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBe(before);
  });

  test.each([
    ["obeys Retry-After to the millisecond", 7_000],
    ["waits with jitter when none was given", null],
  ])("%s", (_name, retryAfterMs) => {
    const { clock, budget } = budgetAt(600);
    budget.rateLimited(retryAfterMs);
    expect(budget.available()).toBe(0);
    const waitMs = budget.waitMs(1);
    expect(waitMs).toBeGreaterThanOrEqual(retryAfterMs ?? 500);
    clock.ms += (retryAfterMs ?? 700) - 1;
    expect(budget.take("read")).toBe(false);
    clock.ms += waitMs;
    expect(budget.take("read")).toBe(true);
  });
});
