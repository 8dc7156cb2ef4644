import type { SlowReason } from "@/lib/calls/freshness";
import type { AnswerFreshness, FetchReason } from "@/lib/wire/fetch-json";
import { monotonicMs } from "@/lib/wire/monotonic";

export type { AnswerFreshness } from "@/lib/wire/fetch-json";
/** The page's ageing clock, which `nowMs` below is read from. */
export const ageingNowMs = monotonicMs;

export type FreshnessKind = "live" | "slow" | "stale" | "offline" | "paused" | "unknown";
export type FreshnessState = {
  kind: FreshnessKind;
  /** age of the data, of the oldest part where some lags behind; null when not known */
  ageMs: number | null;
  /** the indicator's words: "Live · 2 s ago" */
  text: string;
  /** one sentence: what it means and what happens next */
  detail: string;
};

/** Milliseconds since the answer came; 0 while `nowMs` is null (server render and hydration, where both must agree). */
function sinceReceivedMs(freshness: AnswerFreshness, nowMs: number | null): number {
  return nowMs === null ? 0 : Math.max(0, nowMs - receivedAtMs(freshness, nowMs));
}

const firstSeen = new WeakMap<AnswerFreshness, number>();
let pageDataSeenAtMs: number | null = null;

/**
 * When an answer came, on the page's ageing clock. One that travelled with the page came with the page's first byte; one brought by a later
 * navigation counts from its first use.
 */
export function receivedAtMs(freshness: AnswerFreshness, nowMs: number): number {
  if (freshness.receivedAtMs !== null) return freshness.receivedAtMs;
  const known = firstSeen.get(freshness);
  if (known !== undefined) return known;
  pageDataSeenAtMs ??= nowMs;
  const cameWithPage = nowMs - pageDataSeenAtMs < 1_000;
  const seenMs = cameWithPage ? Math.min(firstByteMs(), nowMs) : nowMs;
  firstSeen.set(freshness, seenMs);
  return seenMs;
}

function firstByteMs(): number {
  const navigation = globalThis.performance.getEntriesByType?.("navigation")[0];
  return navigation && "responseStart" in navigation ? Number(navigation.responseStart) : Number.POSITIVE_INFINITY;
}

/** The server's clock now, in epoch milliseconds, without trusting the browser's. `nowMs` null: as it answered. */
export function serverNowMs(freshness: AnswerFreshness, nowMs: number | null): number {
  return freshness.serverNowMs + sinceReceivedMs(freshness, nowMs);
}

/** Age of the data in milliseconds, never negative; null when the answer did not say. */
export function dataAgeMs(freshness: AnswerFreshness, nowMs: number | null): number | null {
  if (freshness.asOfMs === null) return null;
  return Math.max(0, freshness.serverNowMs - freshness.asOfMs) + sinceReceivedMs(freshness, nowMs);
}

/** Age of the oldest part in milliseconds, where one lags behind the rest; null: none does. */
function oldestAgeMs(freshness: AnswerFreshness, nowMs: number | null): number | null {
  if (freshness.oldestAsOfMs === null) return null;
  return Math.max(0, freshness.serverNowMs - freshness.oldestAsOfMs) + sinceReceivedMs(freshness, nowMs);
}

/** Older than this, data does not count as now. @param refreshMs the interval in force */
export const tooOldMs = (refreshMs: number) => Math.max(3 * refreshMs, 10_000);

/** A hidden tab's timers run once a minute at the least; a poll takes a while, too. */
const HIDDEN_PATIENCE_MS = 75_000;

type FreshnessInput = {
  /** null before the first answer */
  freshness: AnswerFreshness | null;
  /** `ageingNowMs()`, or null for the first paint */
  nowMs: number | null;
  /** what the browser says of its network */
  online: boolean;
  paused: boolean;
  /** the tab is hidden, or was a moment ago: browsers let it ask once a minute only, and that is no lateness */
  hidden?: boolean;
  lastError?: { reason: FetchReason } | null;
};

/**
 * What to say of the data's age. Follows the age, not the last fetch: a failure nobody can notice yet says nothing. Parts that
 * lag behind give the age that is told and make it slow, never stale: the rest is as young as it should be.
 */
export function freshnessState(input: FreshnessInput): FreshnessState {
  const { freshness, nowMs, paused } = input;
  const unreachable = !input.online || input.lastError?.reason === "offline";
  const ageMs = freshness === null ? null : dataAgeMs(freshness, nowMs);
  const oldestMs = freshness === null ? null : oldestAgeMs(freshness, nowMs);
  const toldMs = ageMs === null ? oldestMs : Math.max(ageMs, oldestMs ?? 0);
  const say = (kind: FreshnessKind, word: string, detail: string, why: string | null = null): FreshnessState => ({
    kind,
    ageMs: toldMs,
    text: `${word}${toldMs === null ? "" : ` · ${ageWords(toldMs)} ago`}${why === null ? "" : ` (${why})`}`,
    detail,
  });

  if (paused) return say("paused", "Paused", "Frozen by you. Resume jumps to now.");
  if (freshness === null || ageMs === null) {
    return unreachable
      ? say("offline", "Offline", "Earshot's server cannot be reached. Trying again by itself.")
      : say("unknown", "No data yet", "No answer with a time has come yet.");
  }
  const refreshMs = freshness.refreshMs;
  const patienceMs = input.hidden ? HIDDEN_PATIENCE_MS : 0;
  const late = ageMs > Math.max(2 * refreshMs + 1_000, 5_000, patienceMs);
  const isDatabaseAway = late && input.lastError?.reason === "database_unavailable";
  const told = freshness.slowReason === null ? null : SLOW_WORDS[freshness.slowReason];
  const why = isDatabaseAway ? DATABASE_WORDS : told;
  const tooOld = ageMs > Math.max(tooOldMs(refreshMs), patienceMs);
  if (late && unreachable) {
    return say(
      "offline",
      "Offline",
      "Earshot's server cannot be reached. The last data stays; trying again by itself.",
    );
  }
  if (freshness.health === "stale" || tooOld) {
    return say("stale", "Stale", why?.stale ?? "Newer data has not come. The last data stays; trying again by itself.");
  }
  if (oldestMs !== null) {
    // Without the age itself: a page draws anew whenever its explanation changes.
    const lag = `Calls are listed every ${ageWords(refreshMs)}; the age is that of the details read longest ago.`;
    return say("slow", "Slow", why === null ? lag : `${lag} ${why.lag ?? why.slow}`, why?.short);
  }
  if (why !== null) return say("slow", "Slow", `Refreshing every ${ageWords(refreshMs)}. ${why.slow}`, why.short);
  if (late) return say("slow", "Slow", "Answers take longer than usual.");
  return say("live", "Live", `Refreshing every ${ageWords(refreshMs)}.`);
}

/** `lag`: instead of `slow`, where it is one part of many. */
type Why = { short: string; slow: string; stale: string; lag?: string };

const DATABASE_WORDS: Why = {
  short: "database away",
  slow: "Earshot's database does not answer. Trying again by itself.",
  stale: "Earshot's database does not answer. The last data stays; trying again by itself.",
};

const SLOW_WORDS: Record<SlowReason, Why> = {
  request_budget: {
    short: "request budget",
    slow: "More calls are watched than EARSHOT_MAX_REQUESTS_PER_MINUTE allows for.",
    stale: "The request budget is used up. New data comes as it allows.",
  },
  rate_limited: {
    short: "call service's limit",
    slow: "The call service limits how often Earshot may ask.",
    stale: "The call service told Earshot to wait. It asks again as soon as it may.",
  },
  call_service_slow: {
    short: "call service slow",
    slow: "The call service answers slowly.",
    stale: "The call service answers too slowly. The last data stays; trying again by itself.",
  },
  call_service_down: {
    short: "call service down",
    slow: "The call service fails now and then.",
    stale: "The call service does not answer. The last data stays; trying again by itself.",
  },
  key_rejected: {
    short: "key refused",
    slow: "The call service refuses Earshot's key. Check HEPPU_API_KEY.",
    stale: "The call service refuses Earshot's key. Check HEPPU_API_KEY.",
  },
  call_service_malformed: {
    short: "unreadable answers",
    slow: "Some answers of the call service cannot be read.",
    stale: "The call service's answers cannot be read. The last data stays; trying again by itself.",
  },
  call_service_refused: {
    short: "call service refuses",
    slow: "The call service refuses what Earshot asks for.",
    stale: "The call service refuses what Earshot asks for. The last data stays; trying again by itself.",
  },
  call_not_found: {
    short: "call not found",
    slow: "The call service does not know this call any more.",
    lag: "The call service lists a call whose details it does not know.",
    stale: "The call service does not know this call any more. What it last said of it stays.",
  },
};

/** "2 s", "1:20", "1:02:03". */
function ageWords(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const pad = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${pad(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}
