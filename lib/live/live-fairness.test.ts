import { afterEach, describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { createBudget } from "./budget";
import { createLive, type Live } from "./live";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource } from "./testing";

const BOARD_CALLS = 10;
const MINUTE_MS = 60_000;
let live: Live;

function floor() {
  const clock = fakeClock();
  const budget = createBudget({ maxPerMinute: 600, nowMs: clock.nowMs, random: () => 0.5 });
  const upstream = fakeSource(clock, { spend: budget.take });
  const at = (ms: number) => new Date(clock.nowMs() + ms).toISOString();
  for (let i = 0; i < BOARD_CALLS; i += 1) {
    upstream.put({ id: `board_${i}`, status: "active", createdAt: at(-60_000 - i), startedAt: at(-50_000) });
  }
  for (let i = 0; i < 300; i += 1) {
    upstream.put({
      id: `old_${i}`,
      status: "completed",
      createdAt: at(-9_000_000),
      endedAt: at(-30_000),
      summary: null,
    });
  }
  for (const id of ["open_0", "open_1", "open_2"]) {
    upstream.put({ id, status: "active", createdAt: at(-60_000), startedAt: at(-50_000) });
    upstream.hidden.add(id);
  }
  live = createLive({
    ...{ source: upstream.source, clock, budget, exchange: aloneExchange(clock.nowMs), random: () => 0.5 },
    settings: {
      ...{ boardIntervalMs: 2_000, callIntervalMs: 1_000, attention: DEFAULT_ATTENTION_SETTINGS },
      ...{ timeZone: "UTC", alwaysOn: false },
    },
  });
  /** Somebody has the board open for so long; `also` runs each half second. @returns reads of its calls' details a minute */
  async function boardReads(ms: number, also: (passedMs: number) => void): Promise<number> {
    const sinceMs = clock.nowMs();
    for (let passedMs = 0; passedMs < ms; passedMs += 500) {
      if (passedMs % 2_000 === 0) void live.board();
      also(passedMs);
      await clock.advance(500);
    }
    const reads = upstream.log.filter(({ id, atMs }) => id?.startsWith("board_") && atMs >= sinceMs).length;
    return (reads * MINUTE_MS) / ms;
  }
  return { clock, upstream, boardReads };
}

afterEach(() => live.stop());

describe("one person who asks for very many calls", () => {
  test.each([
    ["ids that nobody has", (passedMs: number, i: number) => `none_${passedMs}_${i}`],
    [
      "calls that have ended, again and again",
      (passedMs: number, i: number) => `old_${((passedMs / 500) * 10 + i) % 300}`,
    ],
  ])("does not stop the board for everybody: %s", async (_, idOf) => {
    const { boardReads } = floor();
    const calm = await boardReads(MINUTE_MS, () => undefined);
    const loud = await boardReads(2 * MINUTE_MS, (passedMs) => {
      for (let i = 0; i < 10; i += 1) void live.call(idOf(passedMs, i), "loud");
    });
    expect(calm).toBeGreaterThan(280);
    expect(loud).toBeGreaterThan(calm * 0.7);
  });

  test("does not keep anybody else from opening a call", async () => {
    const { clock, boardReads } = floor();
    const opened: { kind: string; tookMs: number }[] = [];
    await boardReads(MINUTE_MS, (passedMs) => {
      for (let i = 0; i < 10; i += 1) void live.call(`none_${passedMs}_${i}`, "loud");
      if (passedMs % 10_000 !== 5_000) return;
      const sinceMs = clock.nowMs();
      void live.call(`old_${passedMs / 10_000 + 0.5}`, "somebody").then((result) => {
        opened.push({ kind: result.kind, tookMs: clock.nowMs() - sinceMs });
      });
    });
    expect(opened).toHaveLength(6);
    expect(opened.filter(({ kind, tookMs }) => kind !== "call" || tookMs > 1_500)).toEqual([]);
  });

  test("still gets an answer for each call in the end", async () => {
    const { boardReads } = floor();
    const answered: string[] = [];
    await boardReads(MINUTE_MS, (passedMs) => {
      if (passedMs > 0) return;
      for (let i = 0; i < 30; i += 1) void live.call(`old_${i}`, "loud").then(({ kind }) => answered.push(kind));
    });
    expect(answered).toEqual(Array(30).fill("call"));
  });
});

test("somebody with three calls open has each of them at its own pace", async () => {
  const { upstream, boardReads } = floor();
  await boardReads(25_000, () => {
    for (const id of ["open_0", "open_1", "open_2"]) void live.call(id, "kim");
  });
  for (const asked of ["open_0", "open_1", "open_2"]) {
    expect(upstream.log.filter(({ id }) => id === asked).length).toBeGreaterThan(20);
  }
});
