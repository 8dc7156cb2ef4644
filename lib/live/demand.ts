/**
 * Who is looking at what. A request declares demand; demand lapses a few intervals after the last ask, and without demand
 * nothing is asked of the upstream. How many people look does not matter: the same thing is one demand.
 */
export type Demand = {
  /** Somebody wants `key` now and will ask again about every `intervalMs`. True when nobody did before. */
  declare(key: string, intervalMs: number): boolean;
  /** the interval wanted, or null when nobody is looking */
  intervalMs(key: string): number | null;
};

/** Browsers stretch the polls of a hidden tab; a lapse shorter than this would flap for them. */
const SHORTEST_LAPSE_MS = 15_000;
const LAPSE_INTERVALS = 4;

export function createDemand(nowMs: () => number): Demand {
  const asked = new Map<string, { intervalMs: number; untilMs: number }>();

  const current = (key: string) => {
    const entry = asked.get(key);
    if (entry === undefined) return null;
    if (entry.untilMs > nowMs()) return entry;
    asked.delete(key);
    return null;
  };

  return {
    declare(key, intervalMs) {
      const isNew = current(key) === null;
      asked.set(key, { intervalMs, untilMs: nowMs() + Math.max(SHORTEST_LAPSE_MS, intervalMs * LAPSE_INTERVALS) });
      return isNew;
    },
    intervalMs: (key) => current(key)?.intervalMs ?? null,
  };
}
