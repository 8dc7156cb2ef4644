/**
 * Who is looking at what. A request declares demand; demand lapses a few intervals after the last ask, and without demand
 * nothing is asked of the upstream. How many people look does not matter: the same thing is one demand.
 */
export type Demand = {
  /**
   * Somebody wants `key` now and will ask again about every `intervalMs`. True when nobody did before.
   * @param asker who; without one it is nobody's in particular
   */
  declare(key: string, intervalMs: number, asker?: string): boolean;
  /** the interval wanted, or null when nobody is looking */
  intervalMs(key: string): number | null;
  /** of those who want it, how many things the one wants at the same time who wants fewest; 1 where nobody is known */
  fewestWanted(key: string): number;
};

/** Browsers stretch the polls of a hidden tab; a lapse shorter than this would flap for them. */
const SHORTEST_LAPSE_MS = 15_000;
const LAPSE_INTERVALS = 4;

type Asked = { intervalMs: number; untilMs: number; askers: Map<string | null, number> };

export function createDemand(nowMs: () => number): Demand {
  const asked = new Map<string, Asked>();
  /** how many things each asker wants; counted again after a change and with time */
  let counted: { atMs: number; wanted: Map<string | null, number> } | null = null;

  const current = (key: string) => {
    const entry = asked.get(key);
    if (entry === undefined) return null;
    if (entry.untilMs > nowMs()) return entry;
    asked.delete(key);
    return null;
  };

  function wantedByAsker(): Map<string | null, number> {
    const atMs = nowMs();
    if (counted?.atMs === atMs) return counted.wanted;
    const wanted = new Map<string | null, number>();
    for (const { askers } of asked.values()) {
      for (const [asker, untilMs] of askers) {
        if (untilMs <= atMs) askers.delete(asker);
        else wanted.set(asker, (wanted.get(asker) ?? 0) + 1);
      }
    }
    counted = { atMs, wanted };
    return wanted;
  }

  return {
    declare(key, intervalMs, asker) {
      const before = current(key);
      const untilMs = nowMs() + Math.max(SHORTEST_LAPSE_MS, intervalMs * LAPSE_INTERVALS);
      const askers = before?.askers ?? new Map<string | null, number>();
      askers.set(asker ?? null, untilMs);
      asked.set(key, { intervalMs, untilMs, askers });
      counted = null;
      return before === null;
    },
    intervalMs: (key) => current(key)?.intervalMs ?? null,
    fewestWanted(key) {
      const wanted = wantedByAsker();
      let fewest = Number.POSITIVE_INFINITY;
      for (const asker of current(key)?.askers.keys() ?? []) {
        fewest = Math.min(fewest, asker === null ? 1 : (wanted.get(asker) ?? 1));
      }
      return Number.isFinite(fewest) ? fewest : 1;
    },
  };
}
