// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { type AnswerFreshness, ageingNowMs } from "@/lib/queries/freshness";
import { FetchError, type FetchReason } from "@/lib/wire/fetch-json";
import { FreshnessIndicator } from "./freshness";
import { setPaused } from "./pause";

/** An answer that came now, of data that was `ageMs` old. */
function anAnswer(ageMs: number | null, fields: Partial<AnswerFreshness> = {}): AnswerFreshness {
  const serverNowMs = Date.now();
  const nowMs = ageingNowMs();
  return {
    asOfMs: ageMs === null ? null : serverNowMs - ageMs,
    oldestAsOfMs: null,
    serverNowMs,
    sentAtMs: nowMs,
    receivedAtMs: nowMs,
    health: "live",
    refreshMs: 2_000,
    slowReason: null,
    build: "build-1",
    ...fields,
  };
}

const failed = (reason: FetchReason) => new FetchError(null, reason, "refused");

function indicator(freshness: AnswerFreshness | null, error: FetchError | null = null) {
  const screen = drawn(<FreshnessIndicator freshness={freshness} error={error} />);
  return {
    ...screen,
    kind: () => screen.container.querySelector("[data-freshness]")?.getAttribute("data-freshness"),
    words: () => screen.getByRole("button").textContent,
    told: () => screen.getByRole("status").textContent,
    show: (next: AnswerFreshness | null, nextError: FetchError | null = null) =>
      screen.draw(<FreshnessIndicator freshness={next} error={nextError} />),
  };
}

describe("the age of what is on the screen", () => {
  // Time stands still, however long a busy machine takes to draw.
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "performance"] }));

  it.each<[string, () => AnswerFreshness | null, FetchError | null, string, string]>([
    ["before the first answer", () => null, null, "unknown", "No data yet"],
    ["before the first answer, without a network", () => null, failed("offline"), "offline", "Offline"],
    ["of an answer without a time", () => anAnswer(null), null, "unknown", "No data yet"],
    ["of young data", () => anAnswer(1_200), null, "live", "Live · 1 s ago"],
    [
      "of young data after a failure nobody can notice yet",
      () => anAnswer(1_200),
      failed("internal"),
      "live",
      "Live · 1 s ago",
    ],
    [
      "of data that comes slowly, with its reason",
      () => anAnswer(3_000, { slowReason: "request_budget" }),
      null,
      "slow",
      "Slow · 3 s ago(request budget)",
    ],
    [
      "of calls of which one lags behind: the oldest's",
      () => anAnswer(1_000, { oldestAsOfMs: Date.now() - 42_000, slowReason: "call_service_slow" }),
      null,
      "slow",
      "Slow · 42 s ago(call service slow)",
    ],
    [
      "of data the server holds for old",
      () => anAnswer(75_000, { health: "stale", slowReason: "call_service_down" }),
      null,
      "stale",
      "Stale · 1:15 ago",
    ],
    ["of data that has not come for long", () => anAnswer(30_000), null, "stale", "Stale · 30 s ago"],
    ["while our server is away", () => anAnswer(30_000), failed("offline"), "offline", "Offline · 30 s ago"],
    [
      "while the database is away",
      () => anAnswer(8_000),
      failed("database_unavailable"),
      "slow",
      "Slow · 8 s ago(database away)",
    ],
  ])("%s is told by kind and in words", (_what, freshness, error, kind, words) => {
    const shown = indicator(freshness(), error);
    expect(shown.kind()).toBe(kind);
    expect(shown.words()).toBe(words);
  });

  it("is frozen with the page, which says so, and goes on with it", () => {
    const { kind, words, told } = indicator(anAnswer(1_000));
    act(() => setPaused(true));
    expect([kind(), words()]).toEqual(["paused", "Paused · 1 s ago"]);
    expect(told()).toBe("Paused. Frozen by you. Resume jumps to now.");
    act(() => setPaused(false));
    expect(kind()).toBe("live");
  });

  it("a press says what it means; a second, Escape and going elsewhere take that away", async () => {
    const { user, getByRole, queryByText } = indicator(anAnswer(1_000));
    const meaning = () => queryByText("Refreshing every 2 s.", { selector: "p" });
    const button = getByRole("button");
    expect([meaning(), button.getAttribute("aria-expanded"), button.title]).toEqual([
      null,
      "false",
      "Refreshing every 2 s.",
    ]);
    await user.click(button);
    expect([meaning() === null, button.getAttribute("aria-expanded")]).toEqual([false, "true"]);
    await user.click(button);
    expect(meaning()).toBeNull();
    await user.click(button);
    await user.keyboard("{Escape}");
    expect(meaning()).toBeNull();
    await user.click(button);
    await user.tab();
    expect(meaning()).toBeNull();
  });

  it("a screen reader hears of a change once and never of the age; data that is live from the start is no news", () => {
    const { told, show } = indicator(null);
    expect(told()).toBe("");
    show(anAnswer(500));
    expect(told()).toBe("");
    show(anAnswer(20_000, { health: "stale", slowReason: "key_rejected" }));
    const words = "The data is old. The call service refuses Earshot's key. Check HEPPU_API_KEY.";
    expect(told()).toBe(words);
    show(anAnswer(21_000, { health: "stale", slowReason: "key_rejected" }));
    expect(told()).toBe(words);
    show(anAnswer(500));
    expect(told()).toBe("Live again. Refreshing every 2 s.");
  });

  it("the age runs while no answer comes, and turns to old data by itself", () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
    const shown = indicator(anAnswer(1_000));
    expect(shown.kind()).toBe("live");
    act(() => void vi.advanceTimersByTime(15_000));
    expect(shown.kind()).toBe("stale");
    expect(shown.words()).toMatch(/^Stale · 1[56] s ago$/);
  });
});
