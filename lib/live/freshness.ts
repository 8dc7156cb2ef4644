import type { Health, SlowReason } from "@/lib/calls/freshness";
import type { SourceFault } from "./source";

/** What every answer says about the age of its data. */
export type Freshness = {
  /** milliseconds since the epoch; null when nothing was ever read */
  asOfMs: number | null;
  /** when the oldest thing in the answer was true, where that is older than it should be; null: nothing lags behind */
  oldestAsOfMs: number | null;
  health: Health;
  /** the interval now in force */
  refreshMs: number;
  slowReason: SlowReason | null;
};

/** What lags behind `asOfMs` in an answer of many parts: the oldest part, and what reading it failed with last. */
export type Oldest = { asOfMs: number; fault: SourceFault | null };

const STALE_INTERVALS = 3;
/** An 8 s answer of a slow upstream is late, not an outage. */
const SHORTEST_STALE_MS = 5_000;
const SHORTEST_LAG_MS = 10_000;

/** From which age on details that are wanted every `intervalMs` lag behind, and what is derived from them stands still. */
export function lagMs(intervalMs: number): number {
  return Math.max(SHORTEST_LAG_MS, STALE_INTERVALS * intervalMs);
}

type FreshnessInput = {
  nowMs: number;
  asOfMs: number | null;
  /** the oldest of several parts; null where there is one */
  oldest?: Oldest | null;
  /** the interval wanted */
  askedMs: number;
  /** the interval measured between the last reads */
  gapMs: number;
  /** what the last read failed with, null when it succeeded */
  fault: SourceFault | null;
  /** the upstream's 429 holds the budget down */
  rateLimited: boolean;
  /** reads that were due have had to wait for the budget lately */
  isShort: boolean;
  /** so much of the answer could not be read that it must be said */
  isUnreadable?: boolean;
};

/** Health follows the age of the data, not the success of the last request. */
export function freshnessOf(input: FreshnessInput): Freshness {
  const { nowMs, asOfMs, askedMs, oldest = null } = input;
  const refreshMs = Math.round(Math.max(askedMs, input.gapMs));
  const ageMs = asOfMs === null ? Number.POSITIVE_INFINITY : nowMs - asOfMs;
  const isStale = ageMs > Math.max(SHORTEST_STALE_MS, STALE_INTERVALS * refreshMs);
  const isLagging = oldest !== null && nowMs - oldest.asOfMs > lagMs(askedMs);
  const isLate = isStale || isLagging;
  const reason = faultReason(input.fault) ?? (isLagging ? faultReason(oldest.fault) : null);
  return {
    asOfMs,
    oldestAsOfMs: isLagging ? oldest.asOfMs : null,
    health: isStale ? "stale" : "live",
    refreshMs,
    slowReason: reason ?? ownReason(input, isLate, refreshMs > askedMs * 1.5),
  };
}

function ownReason(input: FreshnessInput, isLate: boolean, isStretched: boolean): SlowReason | null {
  if ((isLate || isStretched) && input.isShort) return input.rateLimited ? "rate_limited" : "request_budget";
  if (isLate) return "call_service_slow";
  return input.isUnreadable ? "call_service_malformed" : null;
}

/** Why a read that failed makes the data old, told for each kind; null for our own doing, which is told by its effect. */
function faultReason(fault: SourceFault | null): SlowReason | null {
  return fault === null ? null : FAULT_REASONS[fault.kind];
}

const FAULT_REASONS: Record<SourceFault["kind"], SlowReason | null> = {
  key_rejected: "key_rejected",
  other_organisation: "key_rejected",
  malformed: "call_service_malformed",
  too_large: "call_service_malformed",
  timeout: "call_service_slow",
  rate_limited: "rate_limited",
  unreachable: "call_service_down",
  upstream_error: "call_service_down",
  paused: "call_service_down",
  not_found: "call_not_found",
  invalid_id: "call_not_found",
  bad_request: "call_service_refused",
  conflict: "call_service_refused",
  request_budget: null,
};
