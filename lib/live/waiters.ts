import type { Clock } from "./clock";

/** How long a first reader waits for the first answer: a little longer than the upstream's own deadline of 8 s. */
const LONGEST_WAIT_MS = 9_000;

export type Waiters = ReturnType<typeof createWaiters>;

/** People who wait for the next finished attempt at something, whoever asked for it. */
export function createWaiters(clock: Clock) {
  const waiting = new Map<string, Set<() => void>>();
  return {
    /** Resolves with the next `wake(key)`, or after `longestMs`; never rejects. */
    next(key: string, longestMs = LONGEST_WAIT_MS): Promise<void> {
      return new Promise((resolve) => {
        const set = waiting.get(key) ?? new Set();
        waiting.set(key, set);
        const done = () => {
          cancelTimeout();
          set.delete(done);
          if (set.size === 0) waiting.delete(key);
          resolve();
        };
        const cancelTimeout = clock.after(longestMs, done);
        set.add(done);
      });
    },
    isWaiting: (key: string) => waiting.has(key),
    wake(key: string): void {
      for (const done of [...(waiting.get(key) ?? [])]) done();
    },
  };
}
