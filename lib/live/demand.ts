import { createDueQueue } from "./due-queue";

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

type Asked = {
  intervalMs: number;
  untilMs: number;
  /** until when each of them wants it; null: nobody in particular */
  askers: Map<string | null, number>;
};

/** @param onDeclared is told of every declaration, and whether it wants the key sooner than it was wanted */
export function createDemand(
  nowMs: () => number,
  onDeclared: (key: string, isSooner: boolean) => void = () => undefined,
): Demand {
  const asked = new Map<string, Asked>();
  /** when each key is looked at again, so that none is held that nobody asks about any more */
  const lapses = createDueQueue();
  /** what each asker wants, what was asked for longest ago first */
  const wanted = new Map<string, Map<string, number>>();

  const current = (key: string) => {
    const entry = asked.get(key);
    return entry !== undefined && entry.untilMs > nowMs() ? entry : null;
  };

  function letGo(atMs: number): void {
    for (let first = lapses.first(); first !== null && first.dueMs <= atMs; first = lapses.first()) {
      const { key } = first;
      lapses.delete(key);
      const entry = asked.get(key);
      if (entry === undefined) continue;
      for (const [asker, untilMs] of entry.askers) if (untilMs <= atMs) leave(entry, key, asker);
      if (entry.untilMs > atMs) lapses.set(key, entry.untilMs);
      else asked.delete(key);
    }
  }

  function leave(entry: Asked, key: string, asker: string | null): void {
    entry.askers.delete(asker);
    if (asker === null) return;
    const own = wanted.get(asker);
    own?.delete(key);
    if (own?.size === 0) wanted.delete(asker);
  }

  /** How many things the asker wants now. */
  function countOf(asker: string, atMs: number): number {
    const own = wanted.get(asker);
    for (const [key, untilMs] of own ?? []) {
      if (untilMs > atMs) break;
      own?.delete(key);
    }
    return Math.max(1, own?.size ?? 1);
  }

  return {
    declare(key, intervalMs, asker) {
      const atMs = nowMs();
      letGo(atMs);
      const before = current(key);
      const untilMs = atMs + Math.max(SHORTEST_LAPSE_MS, intervalMs * LAPSE_INTERVALS);
      const askers = before?.askers ?? new Map<string | null, number>();
      askers.set(asker ?? null, untilMs);
      asked.set(key, { intervalMs, untilMs, askers });
      if (!lapses.has(key)) lapses.set(key, untilMs);
      if (asker !== undefined) {
        const own = wanted.get(asker) ?? new Map<string, number>();
        wanted.set(asker, own);
        // Put in anew, so that the map stays in the order of asking.
        own.delete(key);
        own.set(key, untilMs);
      }
      onDeclared(key, before === null || intervalMs < before.intervalMs);
      return before === null;
    },
    intervalMs: (key) => current(key)?.intervalMs ?? null,
    fewestWanted(key) {
      const atMs = nowMs();
      let fewest = Number.POSITIVE_INFINITY;
      for (const [asker, untilMs] of current(key)?.askers ?? []) {
        if (untilMs <= atMs) continue;
        fewest = Math.min(fewest, asker === null ? 1 : countOf(asker, atMs));
        if (fewest === 1) break;
      }
      return Number.isFinite(fewest) ? fewest : 1;
    },
  };
}
