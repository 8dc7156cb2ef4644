import { RateLimiterMemory } from "rate-limiter-flexible";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/** Failures of one account from one place before the first wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 15 * MINUTE_S;
/** Failures of a pair are forgotten this long after the first of them. */
const PAIR_MEMORY_S = 24 * HOUR_S;
const FAILURES_OF_AN_ADDRESS = 30;
const ADDRESS_WINDOW_S = 15 * MINUTE_S;
const FAILURES_OF_AN_ACCOUNT = 50;
const ACCOUNT_WINDOW_S = HOUR_S;

/** Who tries to sign in: the address key, the account, and whether this browser has signed in to that account before. */
export type Attempt = { address: string; account: string; device: string | null };
export type Throttle = ReturnType<typeof createThrottle>;

/**
 * Slows guessing down. An attempt counts as a failure before it is judged, so that many at once are no way round; a
 * right one gives its counts back. A browser that has signed in to the account before is counted by itself: nobody else's
 * failures, from whatever addresses, keep it out. Kept in memory, one count a process.
 */
export function createThrottle() {
  const pairs = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: PAIR_MEMORY_S });
  const waits = new RateLimiterMemory({ points: 0, duration: LONGEST_WAIT_S });
  const addresses = new RateLimiterMemory({ points: FAILURES_OF_AN_ADDRESS, duration: ADDRESS_WINDOW_S });
  const accounts = new RateLimiterMemory({ points: FAILURES_OF_AN_ACCOUNT, duration: ACCOUNT_WINDOW_S });
  const links = new RateLimiterMemory({ points: FAILURES_OF_AN_ADDRESS, duration: ADDRESS_WINDOW_S });

  let last: Promise<unknown> = Promise.resolve();

  const pairKey = ({ address, account, device }: Attempt) =>
    JSON.stringify([account, device ?? address, device === null]);

  /** @returns how long to wait, milliseconds; null: there is room */
  async function take(limiter: RateLimiterMemory, key: string): Promise<number | null> {
    try {
      await limiter.consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return Math.max(1, (refused as { msBeforeNext: number }).msBeforeNext);
    }
  }

  async function judge(attempt: Attempt): Promise<number | null> {
    const key = pairKey(attempt);
    const wait = await waits.get(key);
    if (wait !== null && wait.msBeforeNext > 0) return wait.msBeforeNext;
    if (attempt.device === null) {
      const waitMs = (await take(addresses, attempt.address)) ?? (await take(accounts, attempt.account));
      if (waitMs !== null) return waitMs;
    }
    const { consumedPoints: failures } = await pairs.consume(key);
    if (failures >= FREE_FAILURES) {
      await waits.block(key, Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE_FAILURES)));
    }
    return null;
  }

  return {
    /** Counts an attempt to sign in. @returns how long to wait before the next, milliseconds; null: go on */
    signIn(attempt: Attempt): Promise<number | null> {
      // One after the other: what the first sets, the second must see.
      const judged = last.then(() => judge(attempt));
      last = judged.catch(() => null);
      return judged;
    },

    /** The attempt was right: it never failed, and what failed before it in the same place is forgiven. */
    async signedIn(attempt: Attempt): Promise<void> {
      const key = pairKey(attempt);
      await pairs.delete(key);
      await waits.delete(key);
      if (attempt.device !== null) return;
      await addresses.reward(attempt.address);
      await accounts.reward(attempt.account);
    },

    /** The attempt was never judged: it does not count. */
    async notJudged(attempt: Attempt): Promise<void> {
      const key = pairKey(attempt);
      await pairs.reward(key);
      await waits.delete(key);
      if (attempt.device !== null) return;
      await addresses.reward(attempt.address);
      await accounts.reward(attempt.account);
    },

    /** Counts a try of a one-time link. @returns how long to wait, milliseconds; null: go on */
    link: (address: string) => take(links, address),

    /** The link was good. */
    async linkWasGood(address: string): Promise<void> {
      await links.reward(address);
    },
  };
}
