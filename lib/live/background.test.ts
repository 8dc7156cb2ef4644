import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { createBudget } from "./budget";
import { createLive, type Live } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";

const MINUTE_MS = 60_000;
const NEVER = new AbortController().signal;
let live: Live;
afterEach(() => live.stop());

function floor({ maxPerMinute = 600, boardCalls = 10 } = {}) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  for (let i = 0; i < boardCalls; i += 1) {
    upstream.put({ id: `board_${i}`, status: "active", createdAt: at(-60_000 - i), startedAt: at(-50_000) });
  }
  for (let i = 0; i < 2_000; i += 1) {
    upstream.put({ id: `old_${i}`, status: "completed", createdAt: at(-9_000_000), endedAt: at(-8_000_000) });
  }
  live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  const watch = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      void live.board();
      await clock.advance(500);
    }
  };
  /** Reads them all, as fast as it is let. */
  const bringIn = () => {
    let done = 0;
    for (let i = 0; i < 2_000; i += 1) void live.background.readCall(`old_${i}`, NEVER).then(() => (done += 1));
    return () => done;
  };
  const reads = (prefix: string, sinceMs: number) =>
    upstream.log.filter(({ what, id, atMs }) => what === "call" && id?.startsWith(prefix) && atMs >= sinceMs).length;
  return { clock, budget, upstream, watch, bringIn, reads };
}

describe("what nobody waits for", () => {
  test("is read although nobody watches, and is read once", async () => {
    const { clock, upstream } = floor();
    const reading = live.background.readCall("old_7", NEVER);
    await clock.advance(MINUTE_MS);
    expect(await reading).toMatchObject({ kind: "call", call: { id: "old_7" }, omittedMessages: 0 });
    expect(upstream.log.map(({ id }) => id)).toEqual(["old_7"]);
    expect(live.knowsCall("old_7")).toBe(false);
  });

  test("a page of the list is handed on with when it was read", async () => {
    const { clock } = floor();
    const reading = live.background.readPage({ status: "active", limit: 3 }, NEVER);
    await clock.advance(1_000);
    expect(await reading).toMatchObject({ kind: "page", page: { pagination: { total: 10, hasMore: true } } });
  });

  test("leaves the board as it would be without it", async () => {
    const alone = floor();
    await alone.watch(2 * MINUTE_MS);
    const since = alone.clock.nowMs();
    await alone.watch(2 * MINUTE_MS);
    const expected = alone.reads("board", since);
    live.stop();
    const { clock, watch, bringIn, reads, upstream } = floor();
    await watch(2 * MINUTE_MS);
    const done = bringIn();
    const from = clock.nowMs();
    await watch(2 * MINUTE_MS);
    expect(reads("board", from)).toBeGreaterThanOrEqual(expected * 0.98);
    expect(done()).toBeGreaterThan(20);
    expect(upstream.log.length).toBeLessThan(600 * 4.5);
  });

  test("waits while live work takes all there is, and takes all there is while nobody watches", async () => {
    const { clock, watch, bringIn, reads } = floor({ maxPerMinute: 60, boardCalls: 60 });
    await watch(MINUTE_MS);
    const done = bringIn();
    const from = clock.nowMs();
    await watch(2 * MINUTE_MS);
    expect(done()).toBe(0);
    expect(reads("board", from)).toBeGreaterThan(30);
    await clock.advance(3 * MINUTE_MS);
    expect(done()).toBeGreaterThan(70);
  });

  test("takes no slot from live work, however slow the call service is", async () => {
    const { clock, upstream, bringIn } = floor();
    upstream.latencyMs = 20_000;
    bringIn();
    await clock.advance(1_000);
    expect(upstream.inFlight).toBe(3);
    for (let i = 0; i < 12; i += 1) void live.call(`board_${i % 10}`);
    for (let i = 100; i < 110; i += 1) void live.call(`old_${i}`);
    await clock.advance(1_000);
    expect(upstream.inFlight).toBe(15);
  });

  test("stands still while a 429 is made up for", async () => {
    const { clock, budget, upstream, bringIn } = floor();
    const done = bringIn();
    await clock.advance(5_000);
    budget.rateLimited(2_000);
    const before = upstream.log.length;
    expect(done()).toBeGreaterThan(0);
    await clock.advance(20_000);
    expect(upstream.log.length).toBeLessThanOrEqual(before + 3);
    await clock.advance(2 * MINUTE_MS);
    expect(upstream.log.length).toBeGreaterThan(before + 50);
  });

  test("after failures asks ever more rarely, one at a time, and goes on at once when it is answered", async () => {
    const { clock, upstream } = floor();
    upstream.fail = () => sourceError("unreachable");
    const read = async () => {
      const reading = live.background.readCall("old_1", NEVER);
      await clock.advance(2 * MINUTE_MS);
      return (await reading).kind;
    };
    const atMs: number[] = [];
    for (let i = 0; i < 5; i += 1) expect(await read()).toBe("fault");
    for (let i = 0; i < 8; i += 1) void live.background.readCall(`old_${i}`, NEVER);
    const from = clock.nowMs();
    await clock.advance(10 * MINUTE_MS);
    atMs.push(...upstream.log.filter((one) => one.atMs >= from).map((one) => one.atMs - from));
    expect(atMs.length).toBeLessThanOrEqual(11);
    upstream.fail = null;
    await clock.advance(2 * MINUTE_MS);
    expect(await read()).toBe("call");
  });

  test("a call that is not there is no failure of the service", async () => {
    const { clock, upstream } = floor();
    const outcomes: string[] = [];
    for (let i = 0; i < 20; i += 1) {
      void live.background
        .readCall(`missing_${i}`, NEVER)
        .then((read) => outcomes.push(read.kind === "fault" ? read.fault.kind : read.kind));
    }
    await clock.advance(10_000);
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => "not_found"));
    expect(upstream.mostInFlight).toBe(3);
  });

  test("one that is given up leaves the row, and costs nothing", async () => {
    const { clock, upstream, bringIn } = floor({ maxPerMinute: 60 });
    bringIn();
    await clock.advance(5_000);
    const leaving = new AbortController();
    const reading = live.background.readCall("board_1", leaving.signal);
    leaving.abort(new Error("no more"));
    await expect(reading).rejects.toThrow("no more");
    await clock.advance(MINUTE_MS);
    expect(upstream.log.some(({ id }) => id === "board_1")).toBe(false);
    await expect(live.background.readCall("board_1", leaving.signal)).rejects.toThrow("no more");
  });
});

describe("a call that is known", () => {
  test("learns what was read of it, and whoever listens hears of it", async () => {
    const { clock, upstream, watch } = floor();
    await watch(5_000);
    const heard: string[] = [];
    live.subscribe(["calls"], ({ type }) => heard.push(type), { demand: "none" });
    upstream.put({ id: "board_3", status: "completed", endedAt: new Date(clock.nowMs()).toISOString() });
    const reading = live.background.readCall("board_3", NEVER);
    await clock.advance(2_000);
    expect(await reading).toMatchObject({ kind: "call", call: { status: "completed" } });
    expect(heard).toContain("call.ended");
  });

  test("and being read, it is read once for both", async () => {
    const { clock, upstream } = floor();
    upstream.latencyMs = 3_000;
    void live.call("old_5");
    await clock.advance(500);
    const reading = live.background.readCall("old_5", NEVER);
    await clock.advance(4_000);
    expect(await reading).toMatchObject({ kind: "call", call: { id: "old_5" } });
    expect(upstream.log.filter(({ id }) => id === "old_5")).toHaveLength(1);
  });

  test("fails as its reading fails", async () => {
    const { clock, upstream, watch } = floor();
    await watch(5_000);
    upstream.fail = () => sourceError("timeout");
    const reading = live.background.readCall("board_3", NEVER);
    await clock.advance(2_000);
    expect(await reading).toMatchObject({ kind: "fault", fault: { kind: "timeout" } });
  });
});

test("how much is left is what is allowed without what live work has taken lately", async () => {
  const { watch } = floor();
  expect(live.background.leftPerMinute()).toBe(600);
  await watch(3 * MINUTE_MS);
  expect(live.background.leftPerMinute()).toBeLessThan(400);
});
