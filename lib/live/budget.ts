/** How many requests the upstream may be sent. Everything that leaves this process takes a token here first. */
export type Budget = {
  /** Takes a token; false when none is left. `act` (cancel, schedule) has a reserve of its own that polling cannot eat. */
  take(purpose: "read" | "act"): boolean;
  /** whole read tokens that can be taken now */
  available(): number;
  /** read tokens the bucket can hold: background work leaves half of them alone */
  capacity(): number;
  /** milliseconds from now until so many read tokens are there, if nobody takes one */
  waitMs(tokens: number): number;
  /** The upstream said 429. `retryAfterMs` null: it did not say for how long. */
  rateLimited(retryAfterMs: number | null): void;
  /** the ceiling, and what is allowed at the moment */
  maxPerMinute: number;
  allowedPerMinute(): number;
  /** true while a 429 keeps reads waiting or the allowance is below the ceiling */
  reduced(): boolean;
};

const MINUTE_MS = 60_000;
/** The bucket holds five seconds' worth, so that a round may burst; the refill is lowered by the same amount. */
const BURST_SHARE = 1 / 12;
const RESERVE_SHARE = 0.05;
const RECOVERY_STEP_MS = 10_000;
const RECOVERY_SHARE = 0.1;
/** Answers of requests that were already under way when the first 429 came must not halve again. */
const HALVING_PAUSE_MS = 2_000;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * A token bucket that never lets more than `maxPerMinute` requests out in any 60 s (bucket + refill of one minute =
 * the allowance), halves its allowance on a 429 and wins it back by a tenth of the ceiling every 10 s.
 *
 * @param options.maxPerMinute ceiling, ≥ 4
 * @param options.nowMs clock, milliseconds
 * @param options.random 0 … 1, jitter for a 429 that came without Retry-After
 */
export function createBudget(options: { maxPerMinute: number; nowMs: () => number; random: () => number }): Budget {
  const { maxPerMinute, nowMs, random } = options;
  const reserve = Math.max(2, Math.round(maxPerMinute * RESERVE_SHARE));
  const readCeiling = maxPerMinute - reserve;
  const floor = Math.min(readCeiling, Math.max(4, readCeiling * 0.02));

  let allowedReads = readCeiling;
  let tokens = capacity();
  let updatedMs = nowMs();
  let blockedUntilMs = 0;
  let halvedAtMs = Number.NEGATIVE_INFINITY;
  let recoveredAtMs = updatedMs;
  let streak = 0;
  let acts: number[] = [];

  function capacity(): number {
    return Math.max(1, allowedReads * BURST_SHARE);
  }
  const refillPerMs = () => Math.max(allowedReads - capacity(), 1) / MINUTE_MS;

  function settle(): void {
    const now = nowMs();
    const fromMs = Math.max(updatedMs, Math.min(blockedUntilMs, now));
    tokens = Math.min(capacity(), tokens + Math.max(0, now - fromMs) * refillPerMs());
    updatedMs = now;
    while (allowedReads < readCeiling && now - Math.max(recoveredAtMs, blockedUntilMs) >= RECOVERY_STEP_MS) {
      recoveredAtMs = Math.max(recoveredAtMs, blockedUntilMs) + RECOVERY_STEP_MS;
      allowedReads = Math.min(readCeiling, allowedReads + readCeiling * RECOVERY_SHARE);
      streak = 0;
    }
  }

  return {
    maxPerMinute,
    take(purpose) {
      settle();
      const now = nowMs();
      if (purpose === "act") {
        acts = acts.filter((atMs) => now - atMs < MINUTE_MS);
        if (acts.length >= reserve) return false;
        acts.push(now);
        return true;
      }
      if (now < blockedUntilMs || tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    available() {
      settle();
      return nowMs() < blockedUntilMs ? 0 : Math.floor(tokens);
    },
    capacity,
    waitMs(wanted) {
      settle();
      const missing = Math.min(wanted, capacity()) - tokens;
      const blockedMs = Math.max(0, blockedUntilMs - nowMs());
      if (blockedMs > 0) return blockedMs + Math.ceil(missing / refillPerMs());
      return Math.max(0, Math.ceil(missing / refillPerMs()));
    },
    rateLimited(retryAfterMs) {
      settle();
      const now = nowMs();
      if (now - halvedAtMs >= HALVING_PAUSE_MS) {
        halvedAtMs = now;
        streak += 1;
        allowedReads = Math.max(floor, allowedReads / 2);
      }
      const backoffMs = Math.min(LONGEST_BACKOFF_MS, 500 * 2 ** streak) * (0.75 + random() / 2);
      tokens = 0;
      recoveredAtMs = now;
      blockedUntilMs = Math.max(blockedUntilMs, now + (retryAfterMs ?? backoffMs));
    },
    allowedPerMinute() {
      settle();
      return Math.round(allowedReads + reserve);
    },
    reduced() {
      settle();
      return nowMs() < blockedUntilMs || allowedReads < readCeiling;
    },
  };
}
