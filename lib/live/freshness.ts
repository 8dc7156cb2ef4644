import type { Health, SlowReason } from "@/lib/calls/freshness";
import type { SourceFault } from "./source";

/** What every answer says about the age of its data. */
export type Freshness = {
  /** milliseconds since the epoch; null when nothing was ever read */
  asOfMs: number | null;
  health: Health;
  /** the interval now in force */
  refreshMs: number;
  slowReason: SlowReason | null;
};

const STALE_INTERVALS = 3;
/** An 8 s answer of a slow upstream is late, not an outage. */
const SHORTEST_STALE_MS = 5_000;

/**
 * Health follows the age of the data, not the success of the last request.
 *
 * @param input.askedMs the interval wanted
 * @param input.gapMs the interval measured between the last reads
 * @param input.fault what the last read failed with, null when it succeeded
 * @param input.rateLimited the upstream's 429 holds the budget down
 * @param input.isShort reads that were due have had to wait for the budget lately
 */
export function freshnessOf(input: {
  nowMs: number;
  asOfMs: number | null;
  askedMs: number;
  gapMs: number;
  fault: SourceFault | null;
  rateLimited: boolean;
  isShort: boolean;
}): Freshness {
  const refreshMs = Math.round(Math.max(input.askedMs, input.gapMs));
  const ageMs = input.asOfMs === null ? Number.POSITIVE_INFINITY : input.nowMs - input.asOfMs;
  const isStale = ageMs > Math.max(SHORTEST_STALE_MS, STALE_INTERVALS * refreshMs);
  return {
    asOfMs: input.asOfMs,
    health: isStale ? "stale" : "live",
    refreshMs,
    slowReason: slowReasonOf(input, isStale, refreshMs > input.askedMs * 1.5),
  };
}

function slowReasonOf(
  input: { fault: SourceFault | null; rateLimited: boolean; isShort: boolean },
  isStale: boolean,
  isStretched: boolean,
): SlowReason | null {
  switch (input.fault?.kind) {
    case "key_rejected":
    case "other_organisation":
      return "key_rejected";
    case "malformed":
    case "too_large":
      return "call_service_malformed";
    case "timeout":
      return "call_service_slow";
    case "rate_limited":
      return "rate_limited";
    case "unreachable":
    case "upstream_error":
    case "paused":
      return "call_service_down";
  }
  if ((isStale || isStretched) && input.isShort) return input.rateLimited ? "rate_limited" : "request_budget";
  return isStale ? "call_service_slow" : null;
}
