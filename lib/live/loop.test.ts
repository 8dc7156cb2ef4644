import { describe, expect, test } from "vitest";
import { createBudget } from "./budget";
import type { Work } from "./due-work";
import { createLoop } from "./loop";
import { type FakeClock, fakeClock } from "./testing";

const INTERVAL_MS = 2_000;

/** A loop over so many calls, each read in `readMs` and due again an interval after its read began. */
function floor(options: { calls: number; readMs?: number; maxPerMinute?: number; weightOf?: (id: string) => number }) {
  const clock = fakeClock();
  const budget = createBudget({
    maxPerMinute: options.maxPerMinute ?? 1_000_000,
    nowMs: clock.nowMs,
    random: () => 0.5,
  });
  const dueMs = new Map<string, number>();
  const reading = new Set<string>();
  const began: { id: string; atMs: number }[] = [];
  let visits = 0;
  const loop = createLoop({
    ...{ clock, budget, always: [], tidy: () => undefined },
    workOf(id): Work | null {
      visits += 1;
      const due = dueMs.get(id);
      if (due === undefined || reading.has(id)) return null;
      const weight = options.weightOf?.(id) ?? 1;
      return { dueMs: due, intervalMs: INTERVAL_MS, weight, isBackground: false, start: () => start(id) };
    },
  });
  function start(id: string): void {
    budget.take("read");
    reading.add(id);
    began.push({ id, atMs: clock.nowMs() });
    dueMs.set(id, clock.nowMs() + INTERVAL_MS);
    loop.run(async () => {
      await new Promise<void>((resolve) => clock.after(options.readMs ?? 5, resolve));
      reading.delete(id);
      loop.touch(id);
    });
  }
  for (let at = 0; at < options.calls; at += 1) {
    dueMs.set(`call_${at}`, clock.nowMs() + (at * INTERVAL_MS) / options.calls);
    loop.touch(`call_${at}`);
  }
  loop.pump();
  const visited = () => visits;
  return { clock, loop, began, dueMs, visited };
}

async function visitsPerRead(calls: number, options: { readMs?: number; maxPerMinute?: number } = {}) {
  const { clock, began, visited } = floor({ calls, ...options });
  await clock.advance(INTERVAL_MS);
  const before = { visits: visited(), reads: began.length };
  await clock.advance(3 * INTERVAL_MS);
  const reads = began.length - before.reads;
  expect(reads).toBeGreaterThan(0);
  return (visited() - before.visits) / reads;
}

describe("what a read costs", () => {
  test("is no more looking around with 1,000 calls than with 10", async () => {
    const few = await visitsPerRead(10);
    expect(few).toBeLessThanOrEqual(4);
    expect(await visitsPerRead(1_000)).toBeLessThanOrEqual(few);
  });

  test("is no more while hundreds of reads are due and every slot is taken", async () => {
    expect(await visitsPerRead(1_000, { readMs: 50 })).toBeLessThanOrEqual(4);
  });

  test("is no more while hundreds of reads are due and the budget is used up", async () => {
    expect(await visitsPerRead(1_000, { maxPerMinute: 6_000 })).toBeLessThanOrEqual(6);
  });
});

async function nothingMore(clock: FakeClock, visited: () => number) {
  const before = visited();
  await clock.advance(600_000);
  return visited() - before;
}

describe("the loop", () => {
  test("stands still when nothing is left to be read", async () => {
    const { clock, dueMs, visited, began } = floor({ calls: 5 });
    await clock.advance(10_000);
    dueMs.clear();
    await clock.advance(10_000);
    const reads = began.length;
    expect(await nothingMore(clock, visited)).toBe(0);
    expect(began.length).toBe(reads);
  });

  test("reads what was touched as soon as it is due, however late it stood before", async () => {
    const { clock, loop, dueMs, began } = floor({ calls: 5 });
    await clock.advance(INTERVAL_MS);
    dueMs.set("late", clock.nowMs() + 60_000);
    loop.touch("late");
    loop.pump();
    await clock.advance(100);
    dueMs.set("late", clock.nowMs());
    loop.touch("late");
    loop.pump();
    expect(began.at(-1)).toEqual({ id: "late", atMs: clock.nowMs() });
  });

  test("does not read at its old time what falls due later now, and reads it at its new one", async () => {
    const { clock, loop, dueMs, began } = floor({ calls: 0 });
    const startMs = clock.nowMs();
    dueMs.set("moved", startMs + 500);
    loop.touch("moved");
    loop.pump();
    dueMs.set("moved", startMs + 900);
    await clock.advance(899);
    expect(began).toEqual([]);
    await clock.advance(1);
    expect(began).toEqual([{ id: "moved", atMs: startMs + 900 }]);
  });

  test("stretches the intervals in proportion to the weights when the budget is short, and starves nobody", async () => {
    const { clock, began } = floor({
      calls: 200,
      maxPerMinute: 1_200,
      weightOf: (id) => (id === "call_0" ? 40 : Number(id.slice(5)) < 100 ? 1.5 : 1),
    });
    await clock.advance(60_000);
    const sinceMs = clock.nowMs();
    await clock.advance(180_000);
    const readsOf = (id: string) => began.filter((one) => one.id === id && one.atMs >= sinceMs).length;
    const mean = (from: number, to: number) => {
      let sum = 0;
      for (let at = from; at < to; at += 1) sum += readsOf(`call_${at}`);
      return sum / (to - from);
    };
    expect(readsOf("call_0")).toBeGreaterThan(80);
    const [lively, calm] = [mean(1, 100), mean(100, 200)];
    expect(lively / calm).toBeGreaterThan(1.2);
    expect(lively / calm).toBeLessThan(1.8);
    const fewest = Math.min(...Array.from({ length: 200 }, (_, at) => readsOf(`call_${at}`)));
    expect(fewest).toBeGreaterThan(10);
  });
});
