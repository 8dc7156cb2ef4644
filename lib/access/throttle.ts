import { createLimiter } from "@/lib/shared-state/limiter";
import { createPatience } from "./patience";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Failures of one account from one place before the first wait, forgotten a day after the first of them. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const FAILURES_OF_AN_ADDRESS = 30;
const ADDRESS_WINDOW_MS = 15 * MINUTE_MS;
/** Failures of one account from everywhere in an hour before its first wait: more than a dozen addresses set off alone. */
const FAILURES_OF_AN_ACCOUNT = 100;
/** Passwords that one link may have hashed, each half a second of a processor. */
const USES_OF_A_LINK = 5;
/** Answers of the single sign-on that fail, each a request of ours to the provider. */
const ANSWERS_OF_AN_ADDRESS = 60;

/** Who tries to sign in: the address key, the account, and whether this browser has signed in to that account before. */
export type Attempt = { address: string; account: string; device: string | null };
export type Throttle = ReturnType<typeof createThrottle>;

/**
 * Slows guessing down. An attempt counts as a failure before it is judged, so that many at once are no way round; a
 * right one gives its counts back. No wait is longer than a quarter of an hour. A browser that has signed in to the
 * account before is counted by itself: nobody else's failures, from whatever addresses, keep it out. Kept in memory, one
 * count a process.
 */
export function createThrottle() {
  const waits = { firstWaitMs: FIRST_WAIT_MS, longestWaitMs: LONGEST_WAIT_MS };
  const pairs = createPatience({ ...waits, freeFailures: FREE_FAILURES, memoryMs: 24 * HOUR_MS });
  const accounts = createPatience({ ...waits, freeFailures: FAILURES_OF_AN_ACCOUNT, memoryMs: HOUR_MS });
  const limiter = (most: number) => createLimiter({ most, windowMs: ADDRESS_WINDOW_MS });
  const addresses = limiter(FAILURES_OF_AN_ADDRESS);
  const links = limiter(FAILURES_OF_AN_ADDRESS);
  const linkUses = limiter(USES_OF_A_LINK);
  const answers = limiter(ANSWERS_OF_AN_ADDRESS);

  const pairKey = ({ address, account, device }: Attempt) =>
    JSON.stringify([account, device ?? address, device === null]);

  /** What an attempt counted against others than its own place, and the wait that it began. */
  function giveBack({ address, account, device }: Attempt): void {
    if (device !== null) return;
    addresses.giveBack(address);
    accounts.takeBack(account);
  }

  return {
    /** Counts an attempt to sign in. @returns how long to wait before the next, milliseconds; null: go on */
    signIn(attempt: Attempt): number | null {
      const key = pairKey(attempt);
      const { address, account, device } = attempt;
      const ownWaitMs = pairs.waitMs(key);
      if (ownWaitMs !== null) return ownWaitMs;
      if (device === null) {
        const waitMs = accounts.waitMs(account) ?? addresses.take(address);
        if (waitMs !== null) return waitMs;
        accounts.count(account);
      }
      pairs.count(key);
      return null;
    },

    /** The attempt was right: it never failed, and what failed before it in the same place is forgiven. */
    signedIn(attempt: Attempt): void {
      pairs.forgive(pairKey(attempt));
      giveBack(attempt);
    },

    /** The attempt was never judged: it does not count. */
    notJudged(attempt: Attempt): void {
      pairs.takeBack(pairKey(attempt));
      giveBack(attempt);
    },

    /** Counts a try of a one-time link. @returns how long to wait, milliseconds; null: go on */
    link: links.take,

    /** The link was good. */
    linkWasGood: links.giveBack,

    /** Somebody chooses a password by a good link. @returns how long to wait, milliseconds; null: go on */
    linkUse: linkUses.take,

    /** There was no room to hash it. */
    linkWasNotUsed: linkUses.giveBack,

    /** The provider's answer comes back with a browser. @returns how long to wait, milliseconds; null: go on */
    answer: answers.take,

    /** It was somebody's who may come in. */
    answerWasGood: answers.giveBack,
  };
}
