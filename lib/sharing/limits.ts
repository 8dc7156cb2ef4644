import { networkKey } from "@/lib/access/address";
import { createPatience } from "@/lib/access/patience";
import { createLimiter } from "@/lib/shared-state/limiter";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WINDOW_MS = 10 * MINUTE_MS;
const FAILURES_OF_AN_ADDRESS = 20;
const OPENINGS_OF_AN_ADDRESS = 120;
const STRAYS_OF_AN_ADDRESS = 120;
/** Wrong passcodes of one link from one address, and from the network around it, before the first wait. */
const PASSCODES_OF_AN_ADDRESS = 5;
const PASSCODES_OF_A_NETWORK = 20;
/** Waits double without an end that a link lives to see: it lives 30 days at most. */
const PASSCODE_WAITS = { firstWaitMs: WINDOW_MS, longestWaitMs: 30 * DAY_MS, memoryMs: 30 * DAY_MS };
/** Browsers that are in and are known to be; one that is forgotten is looked up again. */
const MOST_READERS = 10_000;

/**
 * How often links may be tried, from one address and against one passcode. An attempt counts before it is judged, so that
 * a thousand at once are no way round; one that was right gives its count back. Browsers that are in are not limited.
 */
export function createShareLimits() {
  const failures = createLimiter({ most: FAILURES_OF_AN_ADDRESS, windowMs: WINDOW_MS });
  const openings = createLimiter({ most: OPENINGS_OF_AN_ADDRESS, windowMs: WINDOW_MS });
  const strays = createLimiter({ most: STRAYS_OF_AN_ADDRESS, windowMs: WINDOW_MS });
  const byAddress = createPatience({ ...PASSCODE_WAITS, freeFailures: PASSCODES_OF_AN_ADDRESS });
  const byNetwork = createPatience({ ...PASSCODE_WAITS, freeFailures: PASSCODES_OF_A_NETWORK });
  const addressOf = (linkId: string, address: string) => `${linkId} ${address}`;
  const networkOf = (linkId: string, address: string) => `${linkId} ${networkKey(address)}`;

  const readers = new Set<string>();

  return {
    /** Someone at this address tries a link. @returns milliseconds to wait, or null: go on */
    opening: (address: string): number | null => openings.take(address) ?? failures.take(address),

    /** What was tried from this address was no fault. */
    wasNoFault: failures.giveBack,

    /**
     * A passcode of this link is tried. Only those who guess wait: others' guesses keep no newcomer out.
     * @returns milliseconds to wait, or null: go on
     */
    passcode(linkId: string, address: string): number | null {
      const keys = [addressOf(linkId, address), networkOf(linkId, address)] as const;
      const waitMs = byAddress.waitMs(keys[0]) ?? byNetwork.waitMs(keys[1]);
      if (waitMs !== null) return waitMs;
      byAddress.count(keys[0]);
      byNetwork.count(keys[1]);
      return null;
    },

    /** It was never judged. */
    passcodeWasNotJudged(linkId: string, address: string): void {
      byAddress.takeBack(addressOf(linkId, address));
      byNetwork.takeBack(networkOf(linkId, address));
    },

    /** It was the right one: who knows it has no need to guess. */
    passcodeWasRight(linkId: string, address: string): void {
      byAddress.forgive(addressOf(linkId, address));
      byNetwork.takeBack(networkOf(linkId, address));
    },

    /** Someone at this address asks for a link that does not exist, or that they have not opened. */
    stray: strays.take,

    /** True while this address has done so too often: its ids are not worth a look into the database. */
    isStraying: strays.isSpent,

    /** A browser has read its link. @param key the same for the same browser and link, and no secret */
    reads(key: string): void {
      // Taken out and put back: the oldest in the set is who has read nothing for longest.
      readers.delete(key);
      readers.add(key);
      const [oldest] = readers;
      if (readers.size > MOST_READERS && oldest !== undefined) readers.delete(oldest);
    },

    /** True when it has before. */
    isReader: (key: string): boolean => readers.has(key),
  };
}

export type ShareLimits = ReturnType<typeof createShareLimits>;
