/** No page asks more often than this, whatever the server promises. */
const FASTEST_MS = 500;
/** While failing, and in a hidden tab (whose title still counts), nobody needs more than this. */
const SLOWEST_MS = 10_000;

type PollState = {
  /** the interval the server has in force; null before the first answer */
  refreshMs: number | null;
  hidden: boolean;
  /** the last fetch failed */
  failed: boolean;
  /** wall-clock milliseconds of the last success and the last failure, 0 for never */
  dataUpdatedAt: number;
  errorUpdatedAt: number;
  /** failures in this query's life */
  errorUpdateCount: number;
};

/**
 * Milliseconds until the next poll. Pure: equal state gives an equal answer, because React Query restarts its timer
 * whenever the answer differs. While failing it grows with the outage to 10 s, spread so that screens don't return at once.
 */
export function pollIntervalMs(state: PollState): number {
  const refreshMs = Math.max(state.refreshMs ?? 2_000, FASTEST_MS);
  const calmMs = state.hidden ? Math.max(refreshMs, SLOWEST_MS) : refreshMs;
  if (!state.failed) return calmMs;
  const outageMs =
    state.dataUpdatedAt > 0
      ? Math.max(0, state.errorUpdatedAt - state.dataUpdatedAt)
      : FASTEST_MS * 2 ** Math.min(state.errorUpdateCount, 6);
  const backOffMs = Math.min(Math.max(outageMs / 2, refreshMs), SLOWEST_MS) * spread(state.errorUpdatedAt);
  return Math.round(Math.max(calmMs, FASTEST_MS, backOffMs));
}

/** 0.75 to 1, scattered by the millisecond of the failure. */
function spread(seed: number): number {
  return 0.75 + (Math.imul(seed | 0, 2_654_435_761) >>> 0) / 2 ** 34;
}
