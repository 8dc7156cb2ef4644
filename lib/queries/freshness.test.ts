import { afterEach, describe, expect, test, vi } from "vitest";
import { SLOW_REASONS } from "@/lib/calls/freshness";
import { type AnswerFreshness, dataAgeMs, freshnessState, serverNowMs } from "./freshness";

const SERVER_NOW = Date.parse("2026-11-22T10:00:00Z");

/** Data that was `age` old when it came, at 50 s on the page's clock. */
const came = (age: number, more: Partial<AnswerFreshness> = {}): AnswerFreshness => ({
  oldestAsOfMs: null,
  asOfMs: SERVER_NOW - age,
  serverNowMs: SERVER_NOW,
  sentAtMs: 49_980,
  receivedAtMs: 50_000,
  health: "live",
  refreshMs: 2_000,
  slowReason: null,
  build: "b1",
  ...more,
});

type Case = [
  name: string,
  input: {
    freshness: AnswerFreshness | null;
    after?: number;
    online?: boolean;
    paused?: boolean;
    hidden?: boolean;
    lastError?: boolean;
  },
  kind: string,
  text: string,
];

const state = (input: Case[1]) =>
  freshnessState({
    freshness: input.freshness,
    nowMs: 50_000 + (input.after ?? 0),
    online: input.online ?? true,
    paused: input.paused ?? false,
    hidden: input.hidden ?? false,
    lastError: input.lastError ? { reason: "offline" } : null,
  });

const CASES: Case[] = [
  ["young data", { freshness: came(2_000) }, "live", "Live · 2 s ago"],
  ["the age runs between answers", { freshness: came(1_000), after: 2_500 }, "live", "Live · 3 s ago"],
  ["one missed poll is nothing yet", { freshness: came(0), after: 5_000, lastError: true }, "live", "Live · 5 s ago"],
  ["late without a reason", { freshness: came(0), after: 5_001 }, "slow", "Slow · 5 s ago"],
  [
    "a stretched interval",
    { freshness: came(18_000, { refreshMs: 14_000, slowReason: "request_budget" }) },
    "slow",
    "Slow · 18 s ago (request budget)",
  ],
  [
    "a young list with old details tells the age of the oldest",
    { freshness: came(2_000, { oldestAsOfMs: SERVER_NOW - 18_000, slowReason: "request_budget" }) },
    "slow",
    "Slow · 18 s ago (request budget)",
  ],
  [
    "which runs between answers, too",
    { freshness: came(0, { oldestAsOfMs: SERVER_NOW - 18_000, slowReason: "request_budget" }), after: 1_500 },
    "slow",
    "Slow · 19 s ago (request budget)",
  ],
  [
    "details that lag without a reason are slow all the same",
    { freshness: came(0, { oldestAsOfMs: SERVER_NOW - 18_000 }) },
    "slow",
    "Slow · 18 s ago",
  ],
  [
    "details of an hour ago make nothing stale while the list is young",
    { freshness: came(1_000, { oldestAsOfMs: SERVER_NOW - 3_600_000, slowReason: "call_service_down" }) },
    "slow",
    "Slow · 1:00:00 ago (call service down)",
  ],
  [
    "once the list is old as well, it is stale, and the age goes on from the oldest",
    { freshness: came(0, { oldestAsOfMs: SERVER_NOW - 18_000, slowReason: "call_service_down" }), after: 30_000 },
    "stale",
    "Stale · 48 s ago",
  ],
  [
    "an oldest part that is not older changes no age",
    { freshness: came(4_000, { oldestAsOfMs: SERVER_NOW + 2_000, slowReason: "call_service_slow" }) },
    "slow",
    "Slow · 4 s ago (call service slow)",
  ],
  [
    "a reason shows even on young data",
    { freshness: came(1_000, { slowReason: "rate_limited" }) },
    "slow",
    "Slow · 1 s ago (call service's limit)",
  ],
  ["old data", { freshness: came(0), after: 80_000 }, "stale", "Stale · 1:20 ago"],
  ["data that was old when it came", { freshness: came(80_000) }, "stale", "Stale · 1:20 ago"],
  ["the server calls it stale", { freshness: came(3_000, { health: "stale" }) }, "stale", "Stale · 3 s ago"],
  [
    "a long interval is not stale inside it",
    { freshness: came(40_000, { refreshMs: 14_000 }) },
    "slow",
    "Slow · 40 s ago",
  ],
  ["nor after it for ever", { freshness: came(43_000, { refreshMs: 14_000 }) }, "stale", "Stale · 43 s ago"],
  ["hours", { freshness: came(3_723_000) }, "stale", "Stale · 1:02:03 ago"],
  ["a hidden tab that asks every 10 s", { freshness: came(0), after: 14_000, hidden: true }, "live", "Live · 14 s ago"],
  ["one that asks once a minute", { freshness: came(0), after: 65_000, hidden: true }, "live", "Live · 1:05 ago"],
  [
    "one that heard nothing for longer",
    { freshness: came(0), after: 80_000, hidden: true },
    "stale",
    "Stale · 1:20 ago",
  ],
  [
    "what the server says of a hidden tab's data",
    { freshness: came(0, { health: "stale" }), hidden: true },
    "stale",
    "Stale · 0 s ago",
  ],
  ["no network and old data", { freshness: came(0), after: 80_000, online: false }, "offline", "Offline · 1:20 ago"],
  ["no server and old data", { freshness: came(0), after: 80_000, lastError: true }, "offline", "Offline · 1:20 ago"],
  ["a loopback server needs no network", { freshness: came(1_000), online: false }, "live", "Live · 1 s ago"],
  [
    "paused stands above all",
    { freshness: came(0), after: 80_000, online: false, paused: true },
    "paused",
    "Paused · 1:20 ago",
  ],
  ["paused before any data", { freshness: null, paused: true }, "paused", "Paused"],
  ["nothing yet", { freshness: null }, "unknown", "No data yet"],
  ["nothing yet, no network", { freshness: null, online: false }, "offline", "Offline"],
  ["nothing yet, no server", { freshness: null, lastError: true }, "offline", "Offline"],
  ["an answer without a time", { freshness: came(0, { asOfMs: null }), after: 90_000 }, "unknown", "No data yet"],
  ["a server whose as-of is ahead of its own clock", { freshness: came(-30_000) }, "live", "Live · 0 s ago"],
];

describe("what is said of the data's age", () => {
  test.each(CASES)("%s", (_name, input, kind, text) => {
    expect(state(input)).toMatchObject({ kind, text });
  });

  test("with the database away, data that is late says that it is the database", () => {
    const lastError = { reason: "database_unavailable" as const };
    const say = (afterMs: number) =>
      freshnessState({ freshness: came(0), nowMs: 50_000 + afterMs, online: true, paused: false, lastError }).detail;
    expect(say(3_000)).not.toContain("database");
    expect(say(8_000)).toContain("Earshot's database does not answer");
    expect(say(60_000)).toContain("Earshot's database does not answer");
  });

  test("what is explained of lagging details stays the same while their age runs", () => {
    const freshness = came(1_000, { oldestAsOfMs: SERVER_NOW - 18_000, slowReason: "request_budget" });
    expect(state({ freshness }).detail).toContain("details read longest ago");
    expect(state({ freshness, after: 2_000 }).detail).toBe(state({ freshness }).detail);
  });

  test("a call that is listed and not found is not told on the board as if it were the page's own", () => {
    const own = came(1_000, { slowReason: "call_not_found" });
    expect(state({ freshness: own }).detail).toContain("this call");
    const ofMany = { ...own, oldestAsOfMs: SERVER_NOW - 18_000 };
    expect(state({ freshness: ofMany }).detail).toContain("lists a call whose details it does not know");
  });

  test("every reason to be slow has words of its own, in every mood", () => {
    const slow = SLOW_REASONS.map((slowReason) => state({ freshness: came(1_000, { slowReason }) }));
    const stale = SLOW_REASONS.map((slowReason) => state({ freshness: came(1_000, { slowReason, health: "stale" }) }));
    expect(new Set(slow.map((said) => said.text)).size).toBe(SLOW_REASONS.length);
    expect(new Set(slow.map((said) => said.detail)).size).toBe(SLOW_REASONS.length);
    expect(new Set(stale.map((said) => said.detail)).size).toBe(SLOW_REASONS.length);
  });
});

describe("clocks", () => {
  afterEach(() => vi.restoreAllMocks());

  test("a browser clock hours wrong changes no age and no server time", () => {
    vi.spyOn(Date, "now").mockReturnValue(SERVER_NOW + 5 * 3_600_000);
    expect(dataAgeMs(came(2_000), 53_000)).toBe(5_000);
    expect(serverNowMs(came(2_000), 53_000)).toBe(SERVER_NOW + 3_000);
  });

  test("the first paint, on the server and in the browser, says the age the answer had", () => {
    expect(dataAgeMs(came(2_000, { receivedAtMs: null }), null)).toBe(2_000);
    expect(dataAgeMs(came(2_000), null)).toBe(2_000);
  });

  test("data that came with the page ages from the page's first byte; later data from its first use", async () => {
    vi.resetModules();
    const fresh = await import("./freshness");
    const navigation = { responseStart: 700 } as unknown as PerformanceEntry;
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([navigation]);
    const withPage = came(0, { receivedAtMs: null });
    expect(fresh.dataAgeMs(withPage, 1_700)).toBe(1_000);
    expect(fresh.dataAgeMs(withPage, 2_700)).toBe(2_000);
    const later = came(0, { receivedAtMs: null });
    expect(fresh.dataAgeMs(later, 60_000)).toBe(0);
    expect(fresh.dataAgeMs(later, 61_000)).toBe(1_000);
  });
});
