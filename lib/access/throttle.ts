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
/** Failures of one account from everywhere in an hour before its first wait. */
const FAILURES_OF_AN_ACCOUNT = 50;
const ACCOUNT_MEMORY_S = HOUR_S;
/** Passwords that one link may have hashed, each half a second of a processor. */
const USES_OF_A_LINK = 5;

/** Who tries to sign in: the address key, the account, and whether this browser has signed in to that account before. */
export type Attempt = { address: string; account: string; device: string | null };
export type Throttle = ReturnType<typeof createThrottle>;

/**
 * Slows guessing down. An attempt counts as a failure before it is judged, so that many at once are no way round; a
 * right one gives its counts back. No wait is longer than a quarter of an hour. A browser that has signed in to the account before is counted by itself: nobody else's
 * failures, from whatever addresses, keep it out. Kept in memory, one count a process.
 */
export function createThrottle() {
  const pairs = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: PAIR_MEMORY_S });
  const waits = new RateLimiterMemory({ points: 0, duration: LONGEST_WAIT_S });
  const addresses = new RateLimiterMemory({ points: FAILURES_OF_AN_ADDRESS, duration: ADDRESS_WINDOW_S });
  const accounts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: ACCOUNT_MEMORY_S });
  const accountWaits = new RateLimiterMemory({ points: 0, duration: LONGEST_WAIT_S });
  const links = new RateLimiterMemory({ points: FAILURES_OF_AN_ADDRESS, duration: ADDRESS_WINDOW_S });
  const linkUses = new RateLimiterMemory({ points: USES_OF_A_LINK, duration: ADDRESS_WINDOW_S });

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

  /** Each failure from `free` on makes the next attempt wait, twice as long each time. */
  async function waitAfter(waits: RateLimiterMemory, key: string, failures: number, free: number): Promise<void> {
    if (failures < free) return;
    await waits.block(key, Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - free)));
  }

  async function waitOf(waits: RateLimiterMemory, key: string): Promise<number | null> {
    const wait = await waits.get(key);
    return wait !== null && wait.msBeforeNext > 0 ? wait.msBeforeNext : null;
  }

  async function judge(attempt: Attempt): Promise<number | null> {
    const key = pairKey(attempt);
    const ownWaitMs = await waitOf(waits, key);
    if (ownWaitMs !== null) return ownWaitMs;
    if (attempt.device === null) {
      const waitMs = (await waitOf(accountWaits, attempt.account)) ?? (await take(addresses, attempt.address));
      if (waitMs !== null) return waitMs;
      const { consumedPoints } = await accounts.consume(attempt.account);
      await waitAfter(accountWaits, attempt.account, consumedPoints, FAILURES_OF_AN_ACCOUNT);
    }
    const { consumedPoints } = await pairs.consume(key);
    await waitAfter(waits, key, consumedPoints, FREE_FAILURES);
    return null;
  }

  /** What an attempt counted against others than its own place, and the wait that it began. */
  async function giveBack({ address, account, device }: Attempt): Promise<void> {
    if (device !== null) return;
    await addresses.reward(address);
    await accounts.reward(account);
    await accountWaits.delete(account);
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
      await giveBack(attempt);
    },

    /** The attempt was never judged: it does not count. */
    async notJudged(attempt: Attempt): Promise<void> {
      const key = pairKey(attempt);
      await pairs.reward(key);
      await waits.delete(key);
      await giveBack(attempt);
    },

    /** Counts a try of a one-time link. @returns how long to wait, milliseconds; null: go on */
    link: (address: string) => take(links, address),

    /** The link was good. */
    async linkWasGood(address: string): Promise<void> {
      await links.reward(address);
    },

    /** Somebody chooses a password by a good link. @returns how long to wait, milliseconds; null: go on */
    linkUse: (linkId: string) => take(linkUses, linkId),

    /** There was no room to hash it. */
    async linkWasNotUsed(linkId: string): Promise<void> {
      await linkUses.reward(linkId);
    },
  };
}
