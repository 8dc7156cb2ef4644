import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const WINDOW_S = 600;
const FAILURES_OF_AN_ADDRESS = 20;
const OPENINGS_OF_AN_ADDRESS = 120;
const STRAYS_OF_AN_ADDRESS = 120;
const PASSCODES_OF_A_LINK = 10;
/** Each time a link's passcode is tried too often, the wait doubles, to a day at the most. */
const LONGEST_WAIT_S = 86_400;
/** How long it is known that a link's passcode was tried too often; a timer can count no more than 24 days. */
const REMEMBERED_S = 20 * 86_400;
/** Browsers that are in and are known to be; one that is forgotten is looked up again. */
const MOST_READERS = 10_000;

/**
 * How often links may be tried, from one address and against one passcode. An attempt counts before it is judged, so that
 * a thousand at once are no way round; one that was right gives its count back. Browsers that are in are not limited.
 */
export function createShareLimits() {
  const failures = new RateLimiterMemory({ points: FAILURES_OF_AN_ADDRESS, duration: WINDOW_S });
  const openings = new RateLimiterMemory({ points: OPENINGS_OF_AN_ADDRESS, duration: WINDOW_S });
  const strays = new RateLimiterMemory({ points: STRAYS_OF_AN_ADDRESS, duration: WINDOW_S });
  const passcodes = new RateLimiterMemory({ points: PASSCODES_OF_A_LINK, duration: WINDOW_S });
  const strikes = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: REMEMBERED_S });

  const readers = new Set<string>();

  /** @returns null when it counts, else what is against it */
  const take = async (limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes | null> => {
    try {
      await limiter.consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    }
  };

  return {
    /** Someone at this address tries a link. @returns milliseconds to wait, or null: go on */
    async opening(address: string): Promise<number | null> {
      const against = (await take(openings, address)) ?? (await take(failures, address));
      return against?.msBeforeNext ?? null;
    },

    /** What was tried from this address was no fault. */
    async wasNoFault(address: string): Promise<void> {
      await failures.reward(address);
    },

    /** A passcode of this link is tried. @returns milliseconds to wait, or null: go on */
    async passcode(linkId: string): Promise<number | null> {
      const against = await take(passcodes, linkId);
      // Only the first attempt too many makes the wait longer.
      if (against?.consumedPoints !== PASSCODES_OF_A_LINK + 1) return against?.msBeforeNext ?? null;
      const { consumedPoints: struck } = await strikes.consume(linkId);
      const waitS = Math.min(LONGEST_WAIT_S, WINDOW_S * 2 ** (struck - 1));
      await passcodes.block(linkId, waitS);
      return waitS * 1000;
    },

    /** It was the right one, or was never judged. */
    async passcodeWasNoFault(linkId: string): Promise<void> {
      await passcodes.reward(linkId);
    },

    /** Someone at this address asks for a link that does not exist, or that they have not opened. */
    async stray(address: string): Promise<void> {
      await take(strays, address);
    },

    /** True while this address has done so too often: its ids are not worth a look into the database. */
    async isStraying(address: string): Promise<boolean> {
      return ((await strays.get(address))?.consumedPoints ?? 0) >= STRAYS_OF_AN_ADDRESS;
    },

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
