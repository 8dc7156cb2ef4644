import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aListItem, aMessage } from "@/lib/calls/build";
import { createBudget } from "./budget";
import { type CallResult, createLive } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";

const SETTINGS = {
  boardIntervalMs: 2_000,
  callIntervalMs: 1_000,
  attention: DEFAULT_ATTENTION_SETTINGS,
  timeZone: "UTC",
  alwaysOn: false,
};

function world(options: { maxPerMinute?: number; latencyMs?: number; calls?: number; alwaysOn?: boolean } = {}) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: options.maxPerMinute ?? 6_000, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take, latencyMs: options.latencyMs });
  const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  for (let i = 0; i < (options.calls ?? 0); i += 1) {
    upstream.put({
      id: `call_${i}`,
      status: "active",
      createdAt: at(-60_000 - i),
      startedAt: at(-50_000),
      updatedAt: at(0),
      transcript: [],
    });
  }
  const live = createLive({
    source: upstream.source,
    clock,
    budget,
    exchange: aloneExchange(clock.nowMs),
    random: () => 0.5,
    settings: { ...SETTINGS, alwaysOn: options.alwaysOn ?? false },
  });
  /** Somebody has the board open for `ms`, polling every two seconds like a page does. */
  async function watchBoard(ms: number, viewers = 1) {
    for (let passedMs = 0; passedMs < ms; passedMs += 2_000) {
      const asked = Array.from({ length: viewers }, () => live.board());
      await clock.advance(2_000);
      await Promise.all(asked);
    }
    return boardNow();
  }
  async function boardNow() {
    const asked = live.board();
    await clock.advance(0);
    const result = await settledSoon(asked);
    if (result.kind !== "board") throw new Error(`no board: ${result.fault.kind}`);
    return result;
  }
  async function callNow(id: string): Promise<CallResult> {
    const asked = live.call(id);
    await clock.advance(100);
    return settledSoon(asked);
  }
  async function settledSoon<T>(asked: Promise<T>): Promise<T> {
    await clock.advance(0);
    return asked;
  }
  return { clock, budget, upstream, live, at, watchBoard, boardNow, callNow };
}

describe("upstream cost", () => {
  test("does not depend on how many people look", async () => {
    const counts: number[] = [];
    for (const viewers of [1, 10, 1_000]) {
      const { upstream, watchBoard } = world({ calls: 20 });
      await watchBoard(20_000, viewers);
      counts.push(upstream.log.length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
  });

  test("is nothing when nobody looks, and stops soon after the last one left", async () => {
    const { clock, upstream, watchBoard } = world({ calls: 5 });
    await clock.advance(60_000);
    expect(upstream.log).toHaveLength(0);
    await watchBoard(10_000);
    await clock.advance(20_000);
    const after = upstream.log.length;
    await clock.advance(600_000);
    expect(upstream.log.length).toBe(after);
  });

  test("goes on without viewers when the operator turned always-on on", async () => {
    const { clock, upstream } = world({ calls: 3, alwaysOn: true });
    await clock.advance(60_000);
    expect(upstream.count("list")).toBeGreaterThan(20);
  });

  test("has one request a call in flight at most, and a bounded number in all", async () => {
    const { clock, upstream, live } = world({ calls: 60, latencyMs: 3_000 });
    const perCall = new Map<string, number>();
    const getCall = upstream.source.getCall;
    upstream.source.getCall = async (id) => {
      perCall.set(id, (perCall.get(id) ?? 0) + 1);
      expect(perCall.get(id)).toBe(1);
      return getCall(id).finally(() => perCall.set(id, 0));
    };
    for (let i = 0; i < 15; i += 1) {
      void live.board();
      void live.call("call_1");
      await clock.advance(2_000);
    }
    expect(upstream.mostInFlight).toBeLessThanOrEqual(12);
    expect(upstream.mostInFlight).toBeGreaterThan(4);
  });

  test("never exceeds the budget, and every call on the board still gets its turn", async () => {
    const { upstream, watchBoard, clock } = world({ calls: 100, maxPerMinute: 300 });
    const startMs = clock.nowMs();
    await watchBoard(180_000);
    for (let fromMs = startMs; fromMs < startMs + 120_000; fromMs += 10_000) {
      const inMinute = upstream.log.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + 60_000).length;
      expect(inMinute).toBeLessThanOrEqual(300);
    }
    const reads = Array.from({ length: 100 }, (_, i) => upstream.log.filter(({ id }) => id === `call_${i}`).length);
    expect(Math.min(...reads)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...reads)).toBeLessThanOrEqual(Math.min(...reads) * 3);
  });

  test("stretches the interval under a short budget and says so", async () => {
    const { watchBoard } = world({ calls: 100, maxPerMinute: 300 });
    const { board } = await watchBoard(120_000);
    expect(board.budget.askedDetailIntervalMs).toBe(2_000);
    expect(board.budget.detailIntervalMs).toBeGreaterThan(10_000);
  });

  test("opens a call at once and keeps to its pace under a large board and a short budget", async () => {
    const { clock, live, upstream, watchBoard } = world({ calls: 500, maxPerMinute: 600 });
    await watchBoard(90_000);
    const startMs = clock.nowMs();
    let openedMs = Number.POSITIVE_INFINITY;
    void live.call("call_7").then(() => {
      openedMs = clock.nowMs() - startMs;
    });
    for (let i = 0; i < 30; i += 1) {
      void live.board();
      void live.call("call_7");
      await clock.advance(1_000);
    }
    expect(openedMs).toBeLessThanOrEqual(1_000);
    expect(upstream.log.filter(({ id, atMs }) => id === "call_7" && atMs >= startMs).length).toBeGreaterThan(12);
  });

  test("goes to the open call before the board when the budget is short", async () => {
    const { clock, live, upstream, watchBoard } = world({ calls: 100, maxPerMinute: 300 });
    await watchBoard(60_000);
    const sinceMs = clock.nowMs();
    for (let i = 0; i < 60; i += 1) {
      void live.board();
      void live.call("call_7");
      await clock.advance(1_000);
    }
    const of = (id: string) => upstream.log.filter((entry) => entry.id === id && entry.atMs >= sinceMs).length;
    expect(of("call_7")).toBeGreaterThan(of("call_8") * 4);
    expect(of("call_8")).toBeGreaterThan(0);
  });
});

describe("the board", () => {
  test("answers the very first asker with data, not with nothing", async () => {
    const { clock, live } = world({ calls: 2 });
    const asked = live.board();
    await clock.advance(200);
    const result = await asked;
    expect(result.kind === "board" && result.board.data.calls).toHaveLength(2);
  });

  test("waits a moment for the details of its calls before the first view, but not for slow ones", async () => {
    const fast = world({ calls: 20, latencyMs: 50 });
    const asked = fast.live.board();
    await fast.clock.advance(500);
    const first = await asked;
    expect(first.kind === "board" && first.board.data.calls.every(({ changedAt }) => changedAt !== null)).toBe(true);
    const slow = world({ calls: 20, latencyMs: 900 });
    const startMs = slow.clock.nowMs();
    let answeredMs = 0;
    void slow.live.board().then(() => {
      answeredMs = slow.clock.nowMs() - startMs;
    });
    await slow.clock.advance(10_000);
    expect(answeredMs).toBeLessThan(3_000);
  });

  test("is the same object until something that a person could see has changed", async () => {
    const { upstream, watchBoard, boardNow, at } = world();
    upstream.put({ id: "quiet", status: "ringing", createdAt: at(-1_000), startedAt: null, transcript: null });
    const first = await watchBoard(4_000);
    const second = await watchBoard(4_000);
    expect(second.board).toBe(first.board);
    upstream.put({ id: "quiet", status: "active", startedAt: at(0), updatedAt: at(0) });
    await watchBoard(4_000);
    expect((await boardNow()).board.version).toBeGreaterThan(first.board.version);
  });

  test("keeps the rows of unchanged calls while another call talks", async () => {
    const { upstream, watchBoard, at } = world({ calls: 2 });
    const first = await watchBoard(6_000);
    upstream.put({ id: "call_0", updatedAt: at(0), transcript: [aMessage({ content: "Hello", timestamp: at(-500) })] });
    const second = await watchBoard(4_000);
    const row = (result: typeof first, id: string) => result.board.data.calls.find((call) => call.id === id);
    expect(row(second, "call_1")).toBe(row(first, "call_1"));
    expect(row(second, "call_0")?.lastMessages.at(-1)?.content).toBe("Hello");
  });

  test("learns how a call that left the list ended, keeps it 20 s and lets it go", async () => {
    const { clock, upstream, watchBoard, at } = world({ calls: 2 });
    await watchBoard(6_000);
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), duration: 50, updatedAt: at(0) });
    const soon = await watchBoard(4_000);
    expect(soon.board.data.calls.find(({ id }) => id === "call_0")?.status).toBe("completed");
    await watchBoard(12_000);
    expect((await watchBoard(0)).board.data.calls).toHaveLength(2);
    await watchBoard(10_000);
    expect((await watchBoard(0)).board.data.calls.map(({ id }) => id)).toEqual(["call_1"]);
    const sinceMs = clock.nowMs();
    await watchBoard(10_000);
    expect(upstream.log.filter(({ id, atMs }) => id === "call_0" && atMs >= sinceMs)).toHaveLength(0);
  });

  test("does not show as just ended what ended while nobody looked", async () => {
    const { clock, upstream, watchBoard, at } = world({ calls: 3 });
    await watchBoard(6_000);
    await clock.advance(120_000);
    upstream.put({ id: "call_0", status: "completed", endedAt: at(-60_000), updatedAt: at(-60_000) });
    const { board } = await watchBoard(2_000);
    expect(board.data.calls.map(({ id }) => id).sort()).toEqual(["call_1", "call_2"]);
  });

  test("does not call the time when nobody looked a slow pace", async () => {
    const { clock, watchBoard, callNow } = world({ calls: 3 });
    await watchBoard(8_000);
    await callNow("call_0");
    await clock.advance(120_000);
    const { board, freshness } = await watchBoard(4_000);
    expect([freshness.refreshMs, freshness.slowReason]).toEqual([2_000, null]);
    expect(board.budget.detailIntervalMs).toBe(2_000);
    const result = await callNow("call_0");
    expect(result.kind === "call" && [result.freshness.refreshMs, result.freshness.slowReason]).toEqual([1_000, null]);
  });

  test("takes a call that a complete reading of the list does not name for ending, and after a second one for ended", async () => {
    const { upstream, watchBoard, boardNow, clock } = world({ calls: 2 });
    await watchBoard(6_000);
    const seen: string[] = [];
    const look = async () => {
      const { board } = await boardNow();
      const row = board.data.calls.find(({ id }) => id === "call_0");
      const { active, attention } = board.data.totals;
      const said = [row?.phase, row?.attention.length, active, attention].join(" ");
      if (said !== seen.at(-1)) seen.push(said);
    };
    await look();
    // Its details go on saying that it lives.
    upstream.hidden.add("call_0");
    for (let i = 0; i < 10; i += 1) {
      await clock.advance(500);
      await look();
    }
    expect(seen).toHaveLength(3);
    for (let i = 0; i < 50; i += 1) {
      await clock.advance(500);
      await look();
    }
    expect(seen).toEqual(["running 0 2 0", "ending 0 1 0", "ended 0 1 0", "  1 0"]);
  });

  test("lets a call that changed its status between two requests of one reading come back with the next", async () => {
    const { upstream, watchBoard, boardNow, clock } = world({ calls: 2 });
    await watchBoard(6_000);
    upstream.hidden.add("call_0");
    await watchBoard(2_000);
    expect((await boardNow()).board.data.totals.active).toBe(1);
    upstream.hidden.delete("call_0");
    await watchBoard(2_000);
    await clock.advance(1_000);
    const { board } = await boardNow();
    expect(board.data.calls.map(({ phase }) => phase)).toEqual(["running", "running"]);
    expect(board.data.totals.active).toBe(2);
  });

  test("does not take a call for ended because of a reading in which rows could not be read", async () => {
    const { upstream, watchBoard } = world({ calls: 2 });
    await watchBoard(6_000);
    const listCalls = upstream.source.listCalls;
    upstream.source.listCalls = async (filters) => ({ ...(await listCalls(filters)), droppedRows: 1 });
    upstream.hidden.add("call_0");
    const { board } = await watchBoard(30_000);
    expect(board.data.calls.find(({ id }) => id === "call_0")?.phase).toBe("ending");
    expect(board.data.totals.active).toBe(1);
  });

  test("names the status of the list where its details are older, and of the details where the list is", async () => {
    const { upstream, watchBoard, boardNow, at } = world({ calls: 1 });
    upstream.put({ id: "call_0", status: "ringing", startedAt: null });
    await watchBoard(6_000);
    upstream.fail = ({ what }) => (what === "call" ? sourceError("timeout") : null);
    upstream.put({ id: "call_0", status: "active", startedAt: at(0) });
    await watchBoard(4_000);
    expect((await boardNow()).board.data.calls[0]?.status).toBe("active");
  });

  test("ends a call as its row in the list says, and does not flicker while its details still say that it runs", async () => {
    const { upstream, clock, watchBoard, boardNow } = world({ calls: 1 });
    await watchBoard(6_000);
    const listCalls = upstream.source.listCalls;
    upstream.source.listCalls = async (filters) => {
      const page = await listCalls(filters);
      return { ...page, calls: page.calls.map((row) => ({ ...row, status: "completed" })) };
    };
    await watchBoard(4_000);
    const seen = new Set<string>();
    for (let second = 0; second < 12; second += 1) {
      await clock.advance(700);
      const [row] = (await boardNow()).board.data.calls;
      seen.add(`${row?.status} ${row?.phase}`);
    }
    expect([...seen]).toEqual(["completed ended"]);
  });

  test("tells an outage and a lag of the details as freshness, and never as a reason for attention", async () => {
    const { upstream, clock, watchBoard, boardNow } = world({ calls: 3 });
    const before = await watchBoard(6_000);
    expect(before.freshness).toMatchObject({ health: "live", oldestAsOfMs: null });
    upstream.fail = ({ what }) => (what === "call" ? sourceError("upstream_error") : null);
    await watchBoard(30_000);
    const { board, freshness } = await boardNow();
    expect(board.data.calls.map(({ attention }) => attention)).toEqual([[], [], []]);
    expect(board.data.calls.every(({ standsAt }) => Date.parse(standsAt ?? "") < clock.nowMs() - 25_000)).toBe(true);
    expect(freshness).toMatchObject({ health: "live", slowReason: "call_service_down" });
    expect(clock.nowMs() - (freshness.oldestAsOfMs ?? 0)).toBeGreaterThan(25_000);
    upstream.fail = null;
    await watchBoard(20_000);
    const after = await boardNow();
    expect(after.freshness).toMatchObject({ slowReason: null, oldestAsOfMs: null });
    expect(after.board.data.calls.map(({ standsAt }) => standsAt)).toEqual([null, null, null]);
  });

  test("calls a call whose details were never read starting, and nothing about it alarming", async () => {
    const { upstream, watchBoard, boardNow, at } = world();
    upstream.fail = ({ what }) => (what === "call" ? sourceError("timeout") : null);
    upstream.put({ id: "new", status: "ringing", createdAt: at(-90_000), startedAt: null });
    await watchBoard(6_000);
    const { board } = await boardNow();
    expect(board.data.calls.map(({ phase, attention }) => [phase, attention])).toEqual([["starting", []]]);
    expect(board.data.totals).toMatchObject({ ringing: 1, attention: 0 });
  });

  test("says that answers cannot be read when one call in twenty has such parts, and not of one in a hundred", async () => {
    const odd = async (count: number) => {
      const { upstream, watchBoard } = world({ calls: 100 });
      const getCall = upstream.source.getCall;
      const isOdd = (id: string) => Number(id.replace("call_", "")) < count;
      upstream.source.getCall = async (id) => ({
        ...(await getCall(id)),
        ...(isOdd(id) ? { unreadable: { messages: 2, fields: ["metadata"] } } : {}),
      });
      await watchBoard(10_000);
      return watchBoard(2_000);
    };
    expect((await odd(1)).freshness.slowReason).toBeNull();
    const { board, freshness } = await odd(5);
    expect(freshness.slowReason).toBe("call_service_malformed");
    expect(board.data.calls.filter(({ unreadable }) => unreadable === 3)).toHaveLength(5);
  });

  test("is not told by a list that lags behind that an ended call lives, and believes one that goes on saying so", async () => {
    const { upstream, watchBoard, boardNow, at } = world({ calls: 1 });
    await watchBoard(6_000);
    const lagging = upstream.source.listCalls;
    const row = aListItem({ id: "call_0", status: "active", createdAt: at(-60_000) });
    upstream.source.listCalls = async (filters) => {
      const page = await lagging(filters);
      return filters.status === "active" ? { ...page, calls: [row] } : page;
    };
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), summary: "Done." });
    await watchBoard(4_000);
    const phases = async () => (await boardNow()).board.data.calls.map(({ phase, status }) => `${phase} ${status}`);
    const seen = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      await watchBoard(2_000);
      for (const phase of await phases()) seen.add(phase);
    }
    // Its details were read again and again, and said each time that it has ended.
    expect([...seen]).toEqual(["ended completed"]);
    upstream.fail = ({ what }) => (what === "call" ? sourceError("timeout") : null);
    await watchBoard(40_000);
    expect(await phases()).toEqual(["running active"]);
  });

  test("keeps the tile true while many calls begin and end, and tells no ended one's reasons", async () => {
    const { clock, upstream, watchBoard, boardNow, at } = world({ maxPerMinute: 600 });
    let made = 0;
    const running: string[] = [];
    const begin = () => {
      const id = `call_${made}`;
      made += 1;
      running.push(id);
      const asked = [aMessage({ role: "user", content: "Hello?", timestamp: at(-90_000) })];
      upstream.put({ id, status: "active", createdAt: at(-100_000), startedAt: at(-95_000), transcript: asked });
    };
    for (let i = 0; i < 100; i += 1) begin();
    await watchBoard(20_000);
    let worst = 0;
    for (let third = 0; third < 100; third += 1) {
      begin();
      upstream.put({ id: running.shift() as string, status: "completed", endedAt: at(0) });
      await clock.advance(333);
      const { totals, calls } = (await boardNow()).board.data;
      worst = Math.max(worst, Math.abs(totals.active - running.length));
      const ghosts = calls.filter(({ id, attention }) => attention.length > 0 && !running.includes(id));
      expect(ghosts.length).toBeLessThanOrEqual(8);
    }
    expect(worst).toBeLessThanOrEqual(8);
  });

  test("keeps the last good data with its age when the upstream dies, and is young again one interval after it returns", async () => {
    const { upstream, watchBoard, clock } = world({ calls: 3 });
    await watchBoard(6_000);
    upstream.fail = () => sourceError("unreachable");
    const dead = await watchBoard(30_000);
    expect(dead.board.data.calls).toHaveLength(3);
    expect(dead.freshness.health).toBe("stale");
    expect(dead.freshness.slowReason).toBe("call_service_down");
    expect(clock.nowMs() - (dead.freshness.asOfMs ?? 0)).toBeGreaterThan(25_000);
    upstream.fail = null;
    const back = await watchBoard(20_000);
    expect(back.freshness.health).toBe("live");
    expect(back.freshness.slowReason).toBeNull();
  });

  test("says what is wrong when it never had any data", async () => {
    const { clock, live, upstream } = world({ calls: 1 });
    upstream.fail = () => sourceError("key_rejected");
    const asked = live.board();
    await clock.advance(100);
    expect(await asked).toEqual({ kind: "fault", fault: { kind: "key_rejected", retryAfterMs: null } });
  });

  test("asks a failing upstream at growing intervals, not in a burst", async () => {
    const { clock, upstream, watchBoard } = world({ calls: 3 });
    await watchBoard(6_000);
    upstream.fail = () => sourceError("upstream_error");
    const sinceMs = clock.nowMs();
    await watchBoard(60_000);
    expect(upstream.count("list", sinceMs)).toBeLessThan(40);
  });

  test("finds a scheduled call that starts now although it was created long ago and a sweep is dear", async () => {
    const { upstream, watchBoard, at } = world({ calls: 150, maxPerMinute: 600 });
    upstream.put({ id: "old", status: "scheduled", createdAt: at(-86_400_000 * 3), startedAt: null });
    await watchBoard(20_000);
    upstream.put({ id: "old", status: "active", startedAt: at(0), updatedAt: at(0) });
    const { board } = await watchBoard(30_000);
    expect(board.data.calls.map(({ id }) => id)).toContain("old");
  });

  test("does not take a row that a page did not reach for a newer word on the status than the call's details", async () => {
    const { upstream, live, watchBoard, boardNow, clock, at } = world({ calls: 150, maxPerMinute: 300 });
    upstream.put({ id: "old", status: "ringing", createdAt: at(-86_400_000), startedAt: null });
    live.subscribe(["call:old"], () => undefined, { demand: 1_000 });
    await watchBoard(30_000);
    upstream.put({ id: "old", status: "active", startedAt: at(0), updatedAt: at(0) });
    const seen: string[] = [];
    for (let i = 0; i < 120; i += 1) {
      await clock.advance(500);
      const status = (await boardNow()).board.data.calls.find(({ id }) => id === "old")?.status ?? "gone";
      if (status !== seen.at(-1)) seen.push(status);
    }
    expect(seen).toEqual(["ringing", "active"]);
  });

  test("lists 500 live calls, all of them", async () => {
    const { watchBoard } = world({ calls: 500, maxPerMinute: 6_000 });
    const { board } = await watchBoard(10_000);
    expect(board.data.calls).toHaveLength(500);
  });
});

describe("one call", () => {
  test("is fetched once for everybody who opens it at the same moment", async () => {
    const { clock, live, upstream } = world({ calls: 1 });
    const asked = Array.from({ length: 50 }, () => live.call("call_0"));
    await clock.advance(100);
    const results = await Promise.all(asked);
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["call"]));
    expect(upstream.count("call")).toBe(1);
  });

  /** How long after its end, in seconds, somebody who keeps it open has had it read. */
  async function readsAfterEnd(summaryAfterMs: number | null, forMs: number) {
    const { clock, upstream, callNow, at } = world({ calls: 1 });
    await callNow("call_0");
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), updatedAt: at(0), summary: null });
    await callNow("call_0");
    await clock.advance(900);
    await callNow("call_0");
    const endedMs = Date.parse(upstream.calls.get("call_0")?.endedAt ?? "");
    const sinceMs = clock.nowMs();
    for (let passedMs = 0; passedMs < forMs; passedMs += 5_000) {
      if (summaryAfterMs !== null && clock.nowMs() - endedMs >= summaryAfterMs) {
        upstream.put({ id: "call_0", summary: "Refund agreed." });
      }
      await callNow("call_0");
      await clock.advance(4_900);
    }
    const reads = upstream.log.filter(({ what, atMs }) => what === "call" && atMs >= sinceMs);
    return { seconds: reads.map(({ atMs }) => Math.round((atMs - endedMs) / 1000)), last: await callNow("call_0") };
  }

  test("is read on after its end, and settled with its summary and nothing new a minute after", async () => {
    const { seconds, last } = await readsAfterEnd(3_000, 7_200_000);
    expect(seconds).toEqual([5, 15, 60]);
    expect(last).toMatchObject({ kind: "call", view: { settled: true, call: { summary: "Refund agreed." } } });
  });

  test("whose summary came within the last of these reads is read once more", async () => {
    const { seconds, last } = await readsAfterEnd(30_000, 7_200_000);
    expect(seconds).toEqual([5, 15, 60, 600]);
    expect(last).toMatchObject({ view: { settled: true, call: { summary: "Refund agreed." } } });
  });

  test("without a summary is read for an hour, and settled without", async () => {
    const pending = await readsAfterEnd(null, 3_000_000);
    expect(pending.seconds).toEqual([5, 15, 60, 600]);
    expect(pending.last).toMatchObject({ view: { settled: false, call: { summary: null } } });
    const { seconds, last } = await readsAfterEnd(null, 7_200_000);
    expect(seconds).toEqual([5, 15, 60, 600, 3600]);
    expect(last).toMatchObject({ view: { settled: true, call: { summary: null } } });
  });

  test("shows lines that come after the end and a summary that is corrected", async () => {
    const { clock, upstream, callNow, at } = world({ calls: 1 });
    const said = (content: string) => aMessage({ content, timestamp: at(0) });
    upstream.put({ id: "call_0", transcript: [said("One")] });
    await callNow("call_0");
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), summary: "Draft.", updatedAt: at(0) });
    await clock.advance(1_000);
    await callNow("call_0");
    const lines = [said("One"), said("Two"), said("Three")];
    upstream.put({ id: "call_0", transcript: lines, summary: "Corrected.", updatedAt: at(3_000) });
    for (let i = 0; i < 8; i += 1) {
      await callNow("call_0");
      await clock.advance(900);
    }
    const result = await callNow("call_0");
    expect(result).toMatchObject({ kind: "call", view: { settled: false, call: { summary: "Corrected." } } });
    expect(result.kind === "call" && result.view.call.transcript).toHaveLength(3);
  });

  test("that ended while nobody looked is read once when it is opened, and not again", async () => {
    const { clock, upstream, callNow, at } = world();
    upstream.put({ id: "done", status: "completed", endedAt: at(-10_000), summary: "All well.", duration: 60 });
    expect(await callNow("done")).toMatchObject({ view: { settled: false } });
    await clock.advance(3 * 60_000);
    upstream.put({ id: "done", summary: "All very well." });
    expect(await callNow("done")).toMatchObject({ view: { call: { summary: "All very well." } } });
    for (let i = 0; i < 30; i += 1) {
      await clock.advance(60_000);
      await callNow("done");
    }
    // At ten and fifteen seconds, when it was opened again, and once more because that brought news.
    expect(upstream.count("call")).toBe(4);
    const old = world();
    old.upstream.put({ id: "old", status: "completed", endedAt: old.at(-86_400_000), summary: "All well." });
    expect(await old.callNow("old")).toMatchObject({ view: { settled: true } });
    for (let i = 0; i < 30; i += 1) {
      await old.clock.advance(60_000);
      await old.callNow("old");
    }
    expect(old.upstream.count("call")).toBe(1);
  });

  test("does not call the time between the reads after its end a lateness, and an outage then is none of it", async () => {
    const { clock, upstream, callNow, at } = world({ calls: 1 });
    await callNow("call_0");
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), summary: null });
    for (let i = 0; i < 10; i += 1) {
      const result = await callNow("call_0");
      expect(result).toMatchObject({ freshness: { health: "live", slowReason: null } });
      await clock.advance(5_000);
    }
    upstream.fail = () => sourceError("unreachable");
    await clock.advance(20_000);
    expect(await callNow("call_0")).toMatchObject({ freshness: { slowReason: "call_service_down" } });
  });

  test("that nobody asked the call service for in time says so, and is no slowness of the call service", async () => {
    const { clock, budget, live, upstream } = world({ calls: 1 });
    budget.rateLimited(60_000);
    const starved = live.call("call_0");
    const board = live.board();
    await clock.advance(9_100);
    expect(await starved).toEqual({ kind: "fault", fault: { kind: "request_budget", retryAfterMs: null } });
    expect(await board).toEqual({ kind: "fault", fault: { kind: "request_budget", retryAfterMs: null } });
    expect(upstream.log).toEqual([]);
    const slow = world({ calls: 1, latencyMs: 60_000 });
    const asked = slow.live.call("call_0");
    await slow.clock.advance(9_100);
    expect(await asked).toMatchObject({ kind: "fault", fault: { kind: "timeout" } });
  });

  test("that does not exist is a clear fault, asked for again only now and then", async () => {
    const { clock, upstream, callNow } = world();
    for (let i = 0; i < 10; i += 1) {
      expect(await callNow("nobody")).toMatchObject({ kind: "fault", fault: { kind: "not_found" } });
      await clock.advance(900);
    }
    expect(upstream.count("call")).toBeLessThanOrEqual(3);
  });

  test("that was not there at first is found when it is there, even after a quiet time", async () => {
    const { clock, upstream, callNow } = world();
    expect((await callNow("later")).kind).toBe("fault");
    await clock.advance(20_000);
    upstream.put({ id: "later", status: "active" });
    expect((await callNow("later")).kind).toBe("call");
  });

  test("shows what was read last although the first answer's clock was ten minutes ahead", async () => {
    const { clock, upstream, callNow, watchBoard, at } = world({ calls: 1 });
    upstream.put({ id: "call_0", updatedAt: at(600_000), transcript: [aMessage({ content: "One" })] });
    await watchBoard(4_000);
    await callNow("call_0");
    const lines = [aMessage({ content: "One" }), aMessage({ content: "Two", timestamp: at(0) })];
    upstream.put({ id: "call_0", updatedAt: at(0), transcript: lines });
    await clock.advance(2_000);
    expect(await callNow("call_0")).toMatchObject({ view: { call: { transcript: lines } } });
    upstream.put({ id: "call_0", status: "completed", endedAt: at(0), updatedAt: at(0), summary: "Done." });
    await clock.advance(2_000);
    expect(await callNow("call_0")).toMatchObject({ view: { call: { status: "completed", summary: "Done." } } });
    const { board } = await watchBoard(4_000);
    expect(board.data.calls[0]?.status).toBe("completed");
  });

  test("keeps what was said when the upstream loses the transcript for one answer, and not for two", async () => {
    const { clock, upstream, callNow, at } = world({ calls: 1 });
    const lines = [
      aMessage({ content: "One", timestamp: at(-3_000) }),
      aMessage({ content: "Two", timestamp: at(-1_000) }),
    ];
    upstream.put({ id: "call_0", transcript: lines, updatedAt: at(0) });
    await callNow("call_0");
    upstream.put({ id: "call_0", transcript: null, updatedAt: at(500) });
    await clock.advance(1_500);
    const result = await callNow("call_0");
    expect(result.kind === "call" && result.view.call.transcript?.map(({ content }) => content)).toEqual([
      "One",
      "Two",
    ]);
    await clock.advance(1_500);
    expect(await callNow("call_0")).toMatchObject({ view: { call: { transcript: null } } });
  });
});

test("a call that the call service begins not to know keeps what was read, and says so", async () => {
  const { clock, upstream, callNow } = world({ calls: 1 });
  await callNow("call_0");
  upstream.calls.delete("call_0");
  await clock.advance(3_000);
  expect(await callNow("call_0")).toMatchObject({ kind: "call", freshness: { slowReason: "call_not_found" } });
});

describe("a page of the list", () => {
  test.each([14, 50])("is read in its turn while the budget is short and %i calls are live", async (calls) => {
    const { clock, live, watchBoard } = world({ calls, maxPerMinute: 600 });
    await watchBoard(20_000);
    for (let i = 0; i < 20; i += 1) {
      const asked = live.page({ limit: 50, offset: i });
      void live.board();
      await clock.advance(2_000);
      expect((await asked).kind).toBe("page");
    }
  });

  test("is one request for everybody who asks for the same at the same time", async () => {
    const { clock, live, upstream } = world({ calls: 3 });
    const asked = Array.from({ length: 20 }, () => live.page({ status: "active", limit: 50 }));
    await clock.advance(500);
    await Promise.all(asked);
    expect(upstream.count("list")).toBe(1);
  });

  test("that cannot be read anew is the last one with its age and what is wrong, and a fault when it is too old", async () => {
    const { clock, live, upstream } = world({ calls: 3 });
    const ask = async () => {
      const asked = live.page({ limit: 50 });
      await clock.advance(500);
      return asked;
    };
    await ask();
    upstream.fail = () => sourceError("timeout");
    await clock.advance(10_000);
    expect(await ask()).toMatchObject({ kind: "page", fault: { kind: "timeout" } });
    await clock.advance(60_000);
    expect(await ask()).toMatchObject({ kind: "fault", fault: { kind: "timeout" } });
  });
});

describe("a 429", () => {
  test("stops all polling for as long as Retry-After says, and the board says why it is slow", async () => {
    const { clock, budget, upstream, watchBoard } = world({ calls: 5 });
    await watchBoard(6_000);
    upstream.fail = () => {
      budget.rateLimited(12_000);
      return sourceError("rate_limited", 12_000);
    };
    await watchBoard(2_000);
    upstream.fail = null;
    const sinceMs = clock.nowMs();
    await watchBoard(8_000);
    expect(upstream.count("list", sinceMs) + upstream.count("call", sinceMs)).toBe(0);
    const { freshness } = await watchBoard(0);
    expect(freshness.slowReason).toBe("rate_limited");
    await watchBoard(10_000);
    expect(upstream.count("list", sinceMs)).toBeGreaterThan(0);
  });
});

describe("odd upstreams", () => {
  test("a call that comes to life again under the same id is live again", async () => {
    const { clock, upstream, watchBoard, callNow, at } = world({ calls: 2 });
    await watchBoard(6_000);
    upstream.put({ id: "call_0", status: "no_answer", endedAt: at(0), updatedAt: at(0) });
    await watchBoard(30_000);
    await clock.advance(600_000);
    upstream.put({ id: "call_0", status: "active", endedAt: null, updatedAt: at(0) });
    const { board } = await watchBoard(20_000);
    expect(board.data.calls.find(({ id }) => id === "call_0")?.status).toBe("active");
    const result = await callNow("call_0");
    expect(result.kind === "call" && [result.view.call.status, result.view.settled]).toEqual(["active", false]);
  });

  test("a list that has more for ever does not keep the board away", async () => {
    const { upstream, watchBoard } = world({ calls: 120 });
    const listCalls = upstream.source.listCalls;
    upstream.source.listCalls = async (filters) => {
      const page = await listCalls({ ...filters, offset: 0 });
      return { ...page, pagination: { ...page.pagination, hasMore: true } };
    };
    const { board } = await watchBoard(10_000);
    expect(board.data.calls.length).toBeGreaterThanOrEqual(100);
  });

  test("a round that was cut off when the last viewer left is not finished for the next one", async () => {
    const { clock, budget, upstream, live, watchBoard, at } = world({ calls: 3, latencyMs: 50 });
    await watchBoard(6_000);
    void live.board();
    await clock.advance(1_990);
    budget.rateLimited(60_000);
    await clock.advance(3_600_000);
    upstream.put({ id: "call_0", status: "completed", endedAt: at(-3_000_000), updatedAt: at(-3_000_000) });
    const { board, freshness } = await watchBoard(4_000);
    expect(clock.nowMs() - (freshness.asOfMs ?? 0)).toBeLessThan(5_000);
    expect(board.data.calls.map(({ id }) => id)).not.toContain("call_0");
  });

  test("a Retry-After on any failure is obeyed", async () => {
    const { clock, upstream, watchBoard } = world({ calls: 2 });
    await watchBoard(6_000);
    upstream.fail = () => sourceError("upstream_error", 60_000);
    await watchBoard(4_000);
    const sinceMs = clock.nowMs();
    await watchBoard(50_000);
    expect(upstream.count("list", sinceMs)).toBe(0);
  });

  test("a listed call whose details are not there yet stays on the board", async () => {
    const { upstream, watchBoard } = world({ calls: 2 });
    upstream.fail = ({ what, id }) => (what === "call" && id === "call_0" ? sourceError("not_found") : null);
    for (let i = 0; i < 12; i += 1) {
      const { board } = await watchBoard(2_000);
      expect(board.data.calls.map(({ id }) => id)).toContain("call_0");
    }
  });

  test("its times are judged by its own clock", async () => {
    const { clock, upstream, watchBoard, callNow, at } = world();
    clock.setSkew(-90_000);
    upstream.put({
      id: "behind",
      status: "active",
      createdAt: at(-100_000),
      startedAt: at(-95_000),
      updatedAt: at(-90_000),
      transcript: [aMessage({ role: "user", content: "Hello?", timestamp: at(-91_000) })],
    });
    const { board } = await watchBoard(4_000);
    expect(board.data.calls[0]?.attention).toEqual([]);
    const result = await callNow("behind");
    expect(result.kind === "call" && result.view.attention).toEqual([]);
  });
});

describe("hanging up", () => {
  test("is one upstream request for a double click, and the call is read again", async () => {
    const { clock, live, upstream, callNow } = world({ calls: 1 });
    await callNow("call_0");
    const asked = [live.cancel("call_0"), live.cancel("call_0")];
    await clock.advance(1_000);
    expect(await Promise.all(asked)).toEqual([
      { kind: "cancelled", status: "cancelled" },
      { kind: "cancelled", status: "cancelled" },
    ]);
    expect(upstream.count("cancel")).toBe(1);
    const result = await callNow("call_0");
    expect(result.kind === "call" && result.view.call.status).toBe("cancelled");
  });

  test("that gets no answer is unconfirmed, is not repeated, and tells the truth of a fresh read", async () => {
    const { clock, live, upstream, callNow } = world({ calls: 1 });
    await callNow("call_0");
    upstream.fail = ({ what }) => (what === "cancel" ? sourceError("timeout") : null);
    const asked = live.cancel("call_0");
    await clock.advance(1_000);
    expect(await asked).toEqual({ kind: "unconfirmed", status: "active" });
    await clock.advance(60_000);
    expect(upstream.count("cancel")).toBe(1);
  });

  test("that gets no answer while nothing can be read claims nothing", async () => {
    const { clock, budget, live, upstream, callNow } = world({ calls: 1 });
    await callNow("call_0");
    upstream.fail = ({ what }) => (what === "cancel" ? sourceError("timeout") : null);
    budget.rateLimited(60_000);
    const asked = live.cancel("call_0");
    await clock.advance(30_000);
    expect(await asked).toEqual({ kind: "unconfirmed", status: null });
  });

  test("a call that is over already costs no request and is no error", async () => {
    const { live, upstream, callNow, at } = world();
    upstream.put({ id: "done", status: "completed", endedAt: at(-1_000), summary: "Done." });
    await callNow("done");
    expect(await live.cancel("done")).toEqual({ kind: "already_ended", status: "completed" });
    expect(upstream.count("cancel")).toBe(0);
  });

  test("works although polling has used the budget up", async () => {
    const { clock, budget, live, upstream } = world({ calls: 1, maxPerMinute: 60 });
    while (budget.take("read"));
    const asked = live.cancel("call_0");
    await clock.advance(100);
    expect(await asked).toMatchObject({ kind: "cancelled" });
    expect(upstream.count("cancel")).toBe(1);
  });
});

test("under any mix of failures the last good call stays and the loop keeps going", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom("ok", "timeout", "unreachable", "upstream_error", "malformed", "paused", "rate_limited"),
        {
          minLength: 3,
          maxLength: 25,
        },
      ),
      async (outcomes) => {
        const { clock, upstream, watchBoard } = world({ calls: 3 });
        await watchBoard(4_000);
        for (const outcome of outcomes) {
          upstream.fail = outcome === "ok" ? null : () => sourceError(outcome as "timeout");
          const { board } = await watchBoard(2_000);
          expect(board.data.calls).toHaveLength(3);
        }
        upstream.fail = null;
        await watchBoard(40_000);
        const sinceMs = clock.nowMs();
        await watchBoard(6_000);
        expect(upstream.count("list", sinceMs)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 30 },
  );
});

test("a call whose id is a word of the scheduler's own is a call like any other", async () => {
  for (const id of ["board", "list", "today", "pages", "contacts"]) {
    const { upstream, callNow } = world();
    upstream.put({ id, status: "active" });
    expect(await callNow(id)).toMatchObject({ kind: "call", view: { call: { id } } });
    expect(upstream.log.map(({ what }) => what)).toEqual(["call"]);
  }
});
