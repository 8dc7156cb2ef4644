/** What subscriptions want, as long as they live. How many want the same does not matter: the shortest interval counts. */
export type Holds = {
  /** Wants `key` every `intervalMs` until the result is called. */
  hold(key: string, intervalMs: number): () => void;
  /** the shortest interval it is held at, or null */
  intervalMs(key: string): number | null;
};

/** @param onHeld is told of every hold: it may want the key sooner */
export function createHolds(onHeld: (key: string) => void = () => undefined): Holds {
  const held = new Map<string, { intervals: number[]; shortestMs: number }>();

  function put(key: string, intervals: number[]): void {
    if (intervals.length === 0) held.delete(key);
    else held.set(key, { intervals, shortestMs: Math.min(...intervals) });
  }

  return {
    hold(key, intervalMs) {
      put(key, [...(held.get(key)?.intervals ?? []), intervalMs]);
      onHeld(key);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const intervals = held.get(key)?.intervals ?? [];
        put(key, intervals.toSpliced(intervals.indexOf(intervalMs), 1));
      };
    },
    intervalMs: (key) => held.get(key)?.shortestMs ?? null,
  };
}
