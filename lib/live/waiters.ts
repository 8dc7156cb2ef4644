import type { Clock } from "./clock";
import type { SourceFault } from "./source";

/** How long a first reader waits for the first answer: a little longer than the upstream's own deadline of 8 s. */
const LONGEST_WAIT_MS = 9_000;

/** People who wait for the next finished attempt at something, whoever asked for it. */
export type Waiters = {
  /** Resolves with the next `wake(key)`, or after `longestMs`; never rejects. */
  next(key: string, longestMs?: number): Promise<void>;
  isWaiting(key: string): boolean;
  wake(key: string): void;
};

/** Makes the loop look at new demand, and waits for the next finished attempt, for `longestMs` at most. */
export type LookFor = (key: string, longestMs?: number) => Promise<void>;

export type Failure = { kind: "fault"; fault: SourceFault };

/** Nobody has answered yet, and nothing has failed: the call service takes its time, or it was never asked. */
export function unanswered(isReading: boolean): SourceFault {
  return { kind: isReading ? "timeout" : "request_budget", retryAfterMs: null };
}

export function createWaiters(clock: Clock): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  return {
    next(key, longestMs = LONGEST_WAIT_MS) {
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
    isWaiting: (key) => waiting.has(key),
    wake(key) {
      for (const done of [...(waiting.get(key) ?? [])]) done();
    },
  };
}
