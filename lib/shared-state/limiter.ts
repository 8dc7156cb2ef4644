import { createCounts } from "./counts";

/** How often something may happen for a key before it has to wait. */
export type Limiter = {
  /** Takes one of what the key has left. @returns how long until there is one, milliseconds; null: it had one */
  take: (key: string) => number | null;
  /** What was taken was no use of it. */
  giveBack: (key: string) => void;
  /** True while the key has none left. Takes nothing. */
  isSpent: (key: string) => boolean;
};

/**
 * The one limiter: `most` in a window that begins with the first. In this process's memory, so n instances allow n times
 * as much; instances will share it here and nowhere else.
 */
export function createLimiter({ most, windowMs }: { most: number; windowMs: number }): Limiter {
  const counts = createCounts({ windowMs });
  return {
    take: (key) => counts.waitMsAfter(key, most),
    giveBack: counts.takeBack,
    isSpent: (key) => counts.of(key) >= most,
  };
}
