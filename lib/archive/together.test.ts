import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anEnded, aTalk } from "./testing";
import { createTogether, type Keeping } from "./together";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const aKeeping = (id: string, characters = 5): Keeping => ({
  ended: anEnded(aTalk(["x".repeat(characters)], { id })),
  keepsTalk: true,
});

/** Stores everything but what is refused; a batch with one of those is refused as a whole. */
function anArchive({ refused = [], older = [] }: { refused?: string[]; older?: string[] } = {}) {
  const batches: string[][] = [];
  const counts: number[] = [];
  const keep = createTogether(async (batch, alongside) => {
    const ids = batch.map(({ ended }) => ended.call.id);
    if (ids.some((id) => refused.includes(id))) throw new Error("refused");
    batches.push(ids);
    const stored = new Set(ids.filter((id) => !older.includes(id)));
    for (const { also, callIds } of alongside) await also({} as never, callIds.filter((id) => stored.has(id)).length);
    return stored;
  });
  return { batches, counts, keep, count: async (_: unknown, count: number) => void counts.push(count) };
}

test("calls with something along are stored together, what goes along once for all of them", async () => {
  const { batches, counts, keep, count } = anArchive({ older: ["b"] });
  const kept = ["a", "b", "c"].map((id) => keep(aKeeping(id), count));
  await vi.advanceTimersByTimeAsync(299);
  expect(batches).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(kept)).toEqual([true, false, true]);
  expect([batches, counts]).toEqual([[["a", "b", "c"]], [2]]);
});

test("a call alone waits for nobody, and takes along who waits", async () => {
  const { batches, keep, count } = anArchive();
  const first = keep(aKeeping("a"), count);
  expect(await keep(aKeeping("b"), undefined)).toBe(true);
  expect(await first).toBe(true);
  expect(batches).toEqual([["a", "b"]]);
  expect(vi.getTimerCount()).toBe(0);
});

test("not too many, not too much talk, and no call twice", async () => {
  const { batches, keep, count } = anArchive();
  const kept = [
    ...["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((id) => keep(aKeeping(id), count)),
    ...[keep(aKeeping("long", 29_999), count), keep(aKeeping("huge", 40_000), count)],
    ...[keep(aKeeping("twice"), count), keep(aKeeping("twice"), count)],
  ];
  await vi.runAllTimersAsync();
  await Promise.all(kept);
  expect(batches).toEqual([["1", "2", "3", "4", "5", "6", "7", "8"], ["9"], ["long"], ["huge"], ["twice"], ["twice"]]);
});

test("one that cannot be stored keeps no other from it", async () => {
  const { batches, counts, keep, count } = anArchive({ refused: ["b"] });
  const kept = ["a", "b", "c"].map((id) => keep(aKeeping(id), count));
  const outcomes = Promise.allSettled(kept);
  await vi.runAllTimersAsync();
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect([batches, counts]).toEqual([
    [["a"], ["c"]],
    [1, 1],
  ]);
});

test("while the database is away each hears it, and it is asked once", async () => {
  let asked = 0;
  const keep = createTogether(async () => {
    asked += 1;
    throw Object.assign(new Error(), { name: "DatabaseUnavailableError" });
  });
  const outcomes = Promise.allSettled([keep(aKeeping("a"), async () => {}), keep(aKeeping("b"), undefined)]);
  expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(asked).toBe(1);
});
