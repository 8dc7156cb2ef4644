/** Beyond so many keys the oldest is forgotten. */
const MOST_KEYS = 100_000;

type Kept = { failures: number; sinceMs: number; waitUntilMs: number };

/**
 * Failures by key: the first few are free, each more makes the next attempt wait, twice as long each time. An attempt is
 * counted before it is judged, so that many at once are no way round. Kept in this process's memory.
 * @param options.memoryMs how long failures are remembered after the first of them, and after the last wait
 */
export function createPatience(options: {
  freeFailures: number;
  firstWaitMs: number;
  longestWaitMs: number;
  memoryMs: number;
}) {
  const { freeFailures, firstWaitMs, longestWaitMs, memoryMs } = options;
  const kept = new Map<string, Kept>();

  function known(key: string): Kept | null {
    const found = kept.get(key);
    if (found === undefined) return null;
    if (performance.now() < Math.max(found.sinceMs + memoryMs, found.waitUntilMs)) return found;
    kept.delete(key);
    return null;
  }

  return {
    /** How long the next attempt must wait, milliseconds; null: not at all. */
    waitMs(key: string): number | null {
      const leftMs = (known(key)?.waitUntilMs ?? 0) - performance.now();
      return leftMs > 0 ? leftMs : null;
    },

    /** An attempt begins: a failure until it is said not to be one. */
    count(key: string): void {
      const nowMs = performance.now();
      const entry = known(key) ?? { failures: 0, sinceMs: nowMs, waitUntilMs: 0 };
      entry.failures += 1;
      const beyond = entry.failures - freeFailures;
      if (beyond >= 0) entry.waitUntilMs = nowMs + Math.min(longestWaitMs, firstWaitMs * 2 ** beyond);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEYS && oldest !== undefined) kept.delete(oldest);
    },

    /** It was no failure; neither was what it made others wait for. */
    takeBack(key: string): void {
      const entry = known(key);
      if (entry === null) return;
      entry.failures = Math.max(0, entry.failures - 1);
      entry.waitUntilMs = 0;
    },

    /** It was right: what failed before it is forgiven. */
    forgive: (key: string): void => void kept.delete(key),
  };
}
