/** Freshness travels in headers on every answer, a 304 included, because it changes while the body does not. */
export const HEADERS = {
  /** ISO 8601 ms: when the data was true */
  asOf: "Earshot-As-Of",
  /** ISO 8601 ms: when the oldest thing in it was true; absent when nothing lags behind */
  oldestAsOf: "Earshot-Oldest-As-Of",
  /** ISO 8601 ms: the server's clock as it answered; as-of and this give the age without trusting the browser's clock */
  now: "Earshot-Now",
  /** live | stale */
  health: "Earshot-Health",
  /** the interval now in force, milliseconds */
  refreshMs: "Earshot-Refresh-Ms",
  /** one of SLOW_REASONS, absent when all is well */
  slowReason: "Earshot-Slow-Reason",
  /** the running build; an open page of another build reloads itself when it can */
  build: "Earshot-Build",
} as const;
