/** Beyond so many keys the oldest is forgotten. */
const MOST_KEYS = 20_000;

/**
 * How often something happened for a key since its window began, in this process's memory.
 * @param options.nowMs a monotonic clock
 */
export function createCounts(options: { windowMs: number; nowMs?: () => number }) {
  const { windowMs, nowMs = () => performance.now() } = options;
  const windows = new Map<string, { count: number; sinceMs: number }>();

  function windowOf(key: string) {
    const known = windows.get(key);
    if (known !== undefined && nowMs() - known.sinceMs < windowMs) return known;
    windows.delete(key);
    return null;
  }

  function add(key: string): void {
    const counted = windowOf(key) ?? { count: 0, sinceMs: nowMs() };
    counted.count += 1;
    windows.set(key, counted);
    const [oldest] = windows.keys();
    if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest);
  }

  return {
    of: (key: string): number => windowOf(key)?.count ?? 0,

    add: (key: string): void => void add(key),

    /** One more, if there is room. @returns until there is, milliseconds; null: it counts as one of `most` */
    waitMsAfter(key: string, most: number): number | null {
      const before = windowOf(key);
      if (before !== null && before.count >= most) return Math.max(1, before.sinceMs + windowMs - nowMs());
      add(key);
      return null;
    },

    /** One of them does not count. */
    takeBack(key: string): void {
      const counted = windowOf(key);
      if (counted !== null) counted.count = Math.max(0, counted.count - 1);
    },
  };
}
