import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aMessage } from "@/lib/calls/build";
import { createBudget } from "./budget";
import type { CallLife } from "./call-life";
import type { LiveEvent, SubscriptionDemand, Topic } from "./events";
import { createLive, type Live } from "./live";
import { aloneExchange } from "./source";
import { createSpine } from "./spine";
import { fakeClock, fakeSource } from "./testing";

let live: Live;
afterEach(() => live.stop());

function world(calls = 3) {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: 6_000, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  for (let i = 0; i < calls; i += 1) {
    upstream.put({ id: `c${i}`, createdAt: at(-60_000 - i), startedAt: at(-50_000), transcript: [], updatedAt: at(0) });
  }
  const errors: unknown[] = [];
  live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
    onListenerError: (error) => errors.push(error),
  });
  const listen = (topics: Topic[], demand: SubscriptionDemand) => {
    const heard: LiveEvent[] = [];
    return { heard, ...live.subscribe(topics, (event) => heard.push(event), { demand }) };
  };
  const readsOf = (id: string, sinceMs = 0) => upstream.log.filter((one) => one.id === id && one.atMs >= sinceMs);
  return { clock, upstream, at, errors, listen, readsOf };
}
const typesOf = (events: LiveEvent[]) => events.map(({ type }) => type);

describe("whoever only listens", () => {
  test("costs the call API nothing", async () => {
    const { clock, upstream, listen } = world();
    listen(["calls", "board", "call:c0"], "none");
    await clock.advance(600_000);
    expect(upstream.log).toEqual([]);
  });

  test("hears all that is read for somebody who looks, and the board once a version", async () => {
    const { clock, listen } = world();
    const { heard, current } = listen(["calls", "board"], "none");
    for (let i = 0; i < 5; i += 1) {
      void live.board();
      await clock.advance(2_000);
    }
    expect(typesOf(heard).filter((type) => type === "call.started")).toHaveLength(3);
    const versions = heard.flatMap((event) => (event.type === "board.changed" ? [event.version.after] : []));
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    expect(current().board?.version).toBe(versions.at(-1));
  });
});

describe("a subscription that wants something", () => {
  test("has the board read at its interval as long as it lives, though nobody asks", async () => {
    const { clock, upstream, listen } = world();
    const { heard, unsubscribe } = listen(["board"], 2_000);
    await clock.advance(60_000);
    // Four requests a sweep, every two seconds, and each call's details.
    expect(upstream.count("list")).toBeGreaterThan(100);
    expect(upstream.count("call")).toBeGreaterThan(80);
    expect(heard.length).toBeGreaterThan(0);
    unsubscribe();
    await clock.advance(1_000);
    const after = upstream.log.length;
    await clock.advance(600_000);
    expect(upstream.log.length).toBe(after);
  });

  test("has one call read at the shortest interval anybody wants, and less often when that one leaves", async () => {
    const { clock, listen, readsOf } = world();
    listen(["call:c0"], 10_000);
    const quick = listen(["call:c0"], 1_000);
    await clock.advance(20_000);
    expect(readsOf("c0").length).toBeGreaterThan(17);
    quick.unsubscribe();
    quick.unsubscribe();
    const sinceMs = clock.nowMs();
    await clock.advance(60_000);
    expect(readsOf("c0", sinceMs).length).toBeGreaterThanOrEqual(5);
    expect(readsOf("c0", sinceMs).length).toBeLessThanOrEqual(7);
  });

  test("for one call has it read on after its end, is told when nothing more is expected, and then costs nothing", async () => {
    const { clock, upstream, at, listen, readsOf } = world();
    const { heard } = listen(["call:c0"], 1_000);
    await clock.advance(3_000);
    upstream.put({ id: "c0", status: "completed", endedAt: at(0), summary: null });
    await clock.advance(8_000);
    upstream.put({ id: "c0", summary: "Refund agreed." });
    await clock.advance(100_000);
    expect(typesOf(heard)).toEqual([
      "call.started",
      "call.changed",
      "call.ended",
      "call.changed",
      "call.changed",
      "call.settled",
    ]);
    expect(heard[3]).toMatchObject({
      fields: ["summary"],
      state: { stage: "ended", call: { summary: "Refund agreed." } },
    });
    const sinceMs = clock.nowMs();
    await clock.advance(7_200_000);
    expect(readsOf("c0", sinceMs)).toEqual([]);
  });

  test("for every call has each read on to where it is settled, long after it left the board", async () => {
    const { clock, upstream, at, listen, readsOf } = world();
    const { heard } = listen(["calls"], 2_000);
    await clock.advance(4_000);
    upstream.put({ id: "c1", status: "completed", endedAt: at(0), summary: null });
    await clock.advance(40_000);
    upstream.put({ id: "c1", summary: "Done." });
    await clock.advance(900_000);
    const ends = heard.filter((event) => event.type !== "board.changed" && event.callId === "c1");
    expect(typesOf(ends).filter((type) => type !== "call.changed")).toEqual([
      "call.started",
      "call.ended",
      "call.settled",
    ]);
    expect(ends.at(-1)).toMatchObject({ type: "call.settled", state: { call: { summary: "Done." } } });
    const sinceMs = clock.nowMs();
    await clock.advance(7_200_000);
    expect(readsOf("c1", sinceMs)).toEqual([]);
  });
});

describe("a reason for attention", () => {
  test("is told when it opens, gets worse and is over, with its line and times, though nobody asks", async () => {
    const { clock, upstream, at, listen } = world(1);
    const { heard } = listen(["call:c0"], 1_000);
    const spokeMs = clock.nowMs() + 2_000;
    await clock.advance(2_000);
    const asked = aMessage({ role: "user", content: "Are you there?", timestamp: at(0) });
    upstream.put({ id: "c0", transcript: [asked] });
    await clock.advance(30_000);
    const answer = aMessage({ role: "assistant", content: "Yes.", timestamp: at(0) });
    upstream.put({ id: "c0", transcript: [asked, answer] });
    await clock.advance(2_000);
    const reasons = heard.filter((event) => event.type.startsWith("attention."));
    const since = new Date(spokeMs).toISOString();
    expect(reasons).toMatchObject([
      {
        type: "attention.opened",
        reason: "agent_silent",
        severity: "warning",
        since,
        line: { content: "Are you there?" },
      },
      { type: "attention.changed", reason: "agent_silent", severity: { before: "warning", after: "critical" } },
      { type: "attention.cleared", reason: "agent_silent", severity: "critical", why: "passed" },
    ]);
    const secondsAfter = reasons.map(({ atMs }) => Math.floor((atMs - spokeMs) / 1_000));
    expect(secondsAfter).toEqual([10, 20, 30]);
  });

  test("is over when the call ends", async () => {
    const { clock, upstream, at, listen } = world(1);
    upstream.put({ id: "c0", transcript: [aMessage({ role: "user", content: "Hello?", timestamp: at(-40_000) })] });
    const { heard } = listen(["call:c0"], 1_000);
    await clock.advance(2_000);
    upstream.put({ id: "c0", status: "completed", endedAt: at(0) });
    await clock.advance(2_000);
    expect(typesOf(heard)).toEqual([
      ...["call.started", "attention.opened", "call.changed", "call.ended", "attention.cleared"],
    ]);
    expect(heard.at(-1)).toMatchObject({ why: "ended" });
  });
});

describe("listeners", () => {
  test("that throw, now or later, are reported and keep nobody else from hearing", async () => {
    const { clock, errors, listen } = world(1);
    live.subscribe(
      ["calls"],
      () => {
        throw new Error("at once");
      },
      { demand: "none" },
    );
    live.subscribe(["calls"], async () => Promise.reject(new Error("later")), { demand: "none" });
    const { heard } = listen(["calls"], 1_000);
    await clock.advance(3_000);
    expect(heard.length).toBeGreaterThan(0);
    expect(errors.map(String).sort()).toEqual(heard.flatMap(() => ["Error: at once", "Error: later"]).sort());
    void live.board();
    await clock.advance(3_000);
    expect((await live.board()).kind).toBe("board");
  });

  test("that unsubscribe themselves and others while they are told are told nothing more", async () => {
    const { clock, upstream } = world(3);
    const heard: string[] = [];
    const first = live.subscribe(
      ["calls"],
      ({ type }) => {
        heard.push(`first ${type}`);
        first.unsubscribe();
        second.unsubscribe();
      },
      { demand: 1_000 },
    );
    const second = live.subscribe(["calls"], ({ type }) => heard.push(`second ${type}`), { demand: "none" });
    await clock.advance(3_000);
    expect(heard).toEqual(["first call.started"]);
    const after = upstream.log.length;
    await clock.advance(60_000);
    expect(upstream.log.length).toBe(after);
  });

  test("are never called from within another's call, and all hear the same in the same order", async () => {
    const { clock, listen } = world(2);
    const depths: number[] = [];
    let depth = 0;
    const { heard: before } = listen(["calls", "board"], "none");
    live.subscribe(
      ["calls"],
      (event) => {
        depth += 1;
        depths.push(depth);
        // Sets off reads, and thereby changes, in the middle of being told.
        if (event.type !== "board.changed") void live.call(event.callId);
        void live.board();
        depth -= 1;
      },
      { demand: 1_000 },
    );
    const { heard: after } = listen(["calls", "board"], "none");
    await clock.advance(10_000);
    expect(new Set(depths)).toEqual(new Set([1]));
    expect(after.map(({ sequence }) => sequence)).toEqual(after.map((_, index) => index + 1));
    expect(before).toEqual(after);
  });

  test("that come late have what there is, and hear from then on what is not in it", async () => {
    const { clock, upstream, at, listen } = world(2);
    listen(["calls"], 1_000);
    await clock.advance(3_000);
    const late = listen(["calls", "board"], "none");
    const { calls, board, sequence } = late.current();
    expect(calls.map(({ callId, stage }) => `${callId} ${stage}`)).toEqual(["c0 running", "c1 running"]);
    expect(board?.data.calls).toHaveLength(2);
    upstream.put({ id: "c0", transcript: [aMessage({ content: "News", timestamp: at(0) })] });
    await clock.advance(1_500);
    expect(late.heard.map((event) => event.sequence - sequence)).toEqual(late.heard.map((_, index) => index + 1));
    expect(late.heard.find(({ type }) => type !== "board.changed")).toMatchObject({
      ...{ type: "call.changed", callId: "c0", fields: [] },
      lines: { put: [{ index: 0, isNew: true, row: { content: "News" } }], gone: [] },
      before: { stage: "running", status: "active" },
    });
  });

  test("that subscribe while others are told hear only what comes after", async () => {
    const { clock } = world(2);
    const heard: string[] = [];
    let inner: ReturnType<Live["subscribe"]> | null = null;
    live.subscribe(
      ["calls"],
      () => {
        inner ??= live.subscribe(["calls"], (event) => heard.push(`${event.type} ${event.sequence}`), {
          demand: "none",
        });
        expect(inner.current().sequence).toBeGreaterThan(0);
      },
      { demand: 1_000 },
    );
    await clock.advance(10_000);
    // Both calls came with one reading of the list: what was begun before is not told to whoever came in the middle of it.
    expect(heard.some((event) => event.startsWith("call.started"))).toBe(false);
    expect(heard.length).toBeGreaterThan(0);
  });
});

test("where nobody listens, nothing is worked out", () => {
  const spine = createSpine({ clock: fakeClock(), onListenerError: () => undefined });
  const life = (version: number) =>
    new Proxy({} as CallLife, {
      get(_, name) {
        if (name === "id") return "c1";
        if (name === "version") return version;
        throw new Error(`${String(name)} was looked at`);
      },
    });
  spine.subscribe(["board", "call:c2"], () => undefined);
  spine.callWentOn(life(1), life(2));
  expect(spine.sequence()).toBe(0);
  spine.subscribe(["call:c1"], () => undefined);
  expect(() => spine.callWentOn(life(1), life(2))).toThrow("was looked at");
});
