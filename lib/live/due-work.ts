import { createDueQueue, type DueQueue } from "./due-queue";

/** Something to read from the upstream. */
export type Work = {
  dueMs: number;
  /** how often it is wanted: lateness is counted in these */
  intervalMs: number;
  weight: number;
  /** only with what the budget has left */
  isBackground: boolean;
  start: () => void;
};

type Pace = Pick<Work, "intervalMs" | "weight" | "isBackground">;
type Lane = Pace & { queue: DueQueue };

/** How pressing it is: its lateness in wanted intervals, one more, times its weight. */
const urgency = (dueMs: number, { intervalMs, weight }: Pace, nowMs: number) =>
  (1 + (nowMs - dueMs) / intervalMs) * weight;

/**
 * All work by its time, and of what is due the most pressing, without visiting the rest.
 *
 * What is not due stands in one queue. What is due stands in a lane with all that has the same interval and weight: there
 * whatever was due first is the most pressing at every moment, so only the lanes' heads are compared. Lanes are as many as
 * there are kinds of work, a handful.
 */
export function createDueWork() {
  const later = createDueQueue();
  const lanes = new Map<string, Lane>();
  const laneOf = new Map<string, Lane>();

  function remove(key: string): void {
    later.delete(key);
    laneOf.get(key)?.queue.delete(key);
    laneOf.delete(key);
  }

  function laneFor({ intervalMs, weight, isBackground }: Pace): Lane {
    const name = `${intervalMs} ${weight} ${isBackground}`;
    const lane = lanes.get(name) ?? { intervalMs, weight, isBackground, queue: createDueQueue() };
    lanes.set(name, lane);
    return lane;
  }

  return {
    /** Files the key where its work belongs now; null: nothing is to be done for it. True when it stood elsewhere before. */
    place(key: string, work: Work | null, nowMs: number): boolean {
      const before = laneOf.get(key);
      if (work === null || work.dueMs > nowMs) {
        if (before !== undefined || work === null) remove(key);
        if (work !== null) later.set(key, work.dueMs);
        return before !== undefined;
      }
      const lane = laneFor(work);
      if (before !== lane) remove(key);
      laneOf.set(key, lane);
      return lane.queue.set(key, work.dueMs);
    },
    /** The next key whose time has come and that stands in no lane yet, or null. */
    ripe(nowMs: number): string | null {
      const first = later.first();
      return first !== null && first.dueMs <= nowMs ? first.key : null;
    },
    /** when the next key falls due that is not due yet, or null */
    nextMs: () => later.first()?.dueMs ?? null,
    /** The most pressing of what is due, as it was filed, or null. @param allows which kinds may be chosen */
    mostPressing(nowMs: number, allows: (pace: Pace) => boolean): string | null {
      let best: { key: string; urgency: number } | null = null;
      for (const [name, lane] of lanes) {
        const first = lane.queue.first();
        if (first === null) lanes.delete(name);
        else if (allows(lane)) {
          const pressing = urgency(first.dueMs, lane, nowMs);
          if (best === null || pressing > best.urgency) best = { key: first.key, urgency: pressing };
        }
      }
      return best?.key ?? null;
    },
    isEmpty: () => later.size() === 0 && laneOf.size === 0,
  };
}
