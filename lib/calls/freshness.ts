/** Whether data is as young as its interval promises. */
export type Health = "live" | "stale";

/** Why data is older than the interval asked for. */
export const SLOW_REASONS = [
  "request_budget",
  "rate_limited",
  "call_service_slow",
  "call_service_down",
  "key_rejected",
  "call_service_malformed",
  "call_not_found",
] as const;
export type SlowReason = (typeof SLOW_REASONS)[number];
