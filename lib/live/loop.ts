import type { Budget } from "./budget";
import type { Clock } from "./clock";
import { createDueWork, type Work } from "./due-work";

/** Requests under way at the same time; what runs aside has slots of its own. */
const MAX_RUNNING = 12;
/** A read that had to wait for the budget explains a late answer for so long. */
const STARVED_MS = 10_000;
const LONGEST_WAKE_MS = 1_000;
/** Over about this time reads are counted. */
const RATE_OVER_MS = 60_000;
/** What has a time of its own to be tidied up is looked for so often at most. */
const TIDY_EVERY_MS = 100;

/**
 * The one loop that reads from the upstream: starts what is most pressing, as far as budget and slots go, and sets the
 * clock for what comes next. It stands still while there is nothing to do.
 *
 * It asks only about keys that were touched, and about those whose time has come: whoever lets something fall due earlier,
 * or weigh more, touches its key; what falls due later or weighs less is found when its old turn comes.
 *
 * @param parts.always keys that are asked about in every round
 * @param parts.workOf what is to be done for a key now or later, null for nothing
 * @param parts.tidy runs now and then before a round of the loop
 */
export function createLoop(parts: {
  clock: Clock;
  budget: Pick<Budget, "available" | "capacity" | "waitMs">;
  always: readonly string[];
  workOf: (key: string, nowMs: number) => Work | null;
  tidy: (nowMs: number) => void;
}) {
  const { clock, budget, workOf } = parts;
  const due = createDueWork();
  const touched = new Set<string>();
  let running = 0;
  let rate = 0;
  let ratedAtMs = clock.nowMs();
  let starvedAtMs = Number.NEGATIVE_INFINITY;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let wake: { atMs: number; cancel: () => void } | null = null;

  /** Files a key by what is to be done for it now. @returns null when that is what it was filed by already */
  function file(key: string, nowMs: number): Work | null {
    const work = workOf(key, nowMs);
    return due.place(key, work, nowMs) ? null : work;
  }

  function look(nowMs: number): void {
    for (const key of parts.always) file(key, nowMs);
    for (const key of touched) file(key, nowMs);
    touched.clear();
    for (let key = due.ripe(nowMs); key !== null; key = due.ripe(nowMs)) file(key, nowMs);
  }

  /** @returns in how many milliseconds to look again although nothing happens until then */
  function startWhatIsDue(nowMs: number): number {
    const aside = Math.max(1, budget.capacity() / 2);
    let tokens = budget.available();
    const needed = (isBackground: boolean) => (isBackground ? aside : 1);
    while (running < MAX_RUNNING) {
      const key = due.mostPressing(nowMs, ({ isBackground }) => tokens >= needed(isBackground));
      if (key === null) break;
      const work = file(key, nowMs);
      // Filed anew: something else may be more pressing now.
      if (work === null) continue;
      tokens -= 1;
      work.start();
      file(key, nowMs);
    }
    const nextMs = (due.nextMs() ?? Number.POSITIVE_INFINITY) - nowMs;
    // Every slot is taken: the next read that ends moves the loop on.
    if (running >= MAX_RUNNING) return nextMs;
    const waitsFor = (isBackground: boolean) => due.mostPressing(nowMs, (pace) => pace.isBackground === isBackground);
    const isStarved = waitsFor(false) !== null;
    if (isStarved) starvedAtMs = nowMs;
    if (!isStarved && waitsFor(true) === null) return nextMs;
    return Math.min(nextMs, Math.max(5, budget.waitMs(needed(!isStarved))));
  }

  function pump(): void {
    if (isStopped) return;
    const nowMs = clock.nowMs();
    if (nowMs - tidiedAtMs >= TIDY_EVERY_MS) {
      tidiedAtMs = nowMs;
      parts.tidy(nowMs);
    }
    look(nowMs);
    if (due.isEmpty() && running === 0) wakeAt(null);
    else wakeAt(nowMs + Math.max(1, Math.min(LONGEST_WAKE_MS, startWhatIsDue(nowMs))));
  }

  function readsPerMinute(): number {
    return rate * Math.exp(-(clock.nowMs() - ratedAtMs) / RATE_OVER_MS);
  }

  /** A clock that is set for earlier stays: it will look, and be set anew. */
  function wakeAt(atMs: number | null): void {
    if (wake !== null && atMs !== null && wake.atMs <= atMs) return;
    wake?.cancel();
    wake = null;
    if (atMs === null) return;
    const cancel = clock.after(atMs - clock.nowMs(), () => {
      wake = null;
      pump();
    });
    wake = { atMs, cancel };
  }

  return {
    /** What is to be done for this key may be due earlier or weigh more: the next look asks about it. */
    touch(key: string): void {
      touched.add(key);
    },
    /** Looks at what is due. To be called whenever that may have changed. */
    pump,
    /** Runs one read; every end of it moves the loop on. What it changes in a key's work touches the key. */
    run(read: () => Promise<void>): void {
      running += 1;
      rate = readsPerMinute() + 1;
      ratedAtMs = clock.nowMs();
      void read().finally(() => {
        running -= 1;
        pump();
      });
    },
    /** The same for what may be slow: it takes no slot from anything else. */
    runAside(read: () => Promise<void>): void {
      void read().finally(pump);
    },
    /** so many reads a minute were begun lately, those aside apart */
    readsPerMinute,
    /** Reads that were due have had to wait for the budget lately. */
    isShort: () => clock.nowMs() - starvedAtMs < STARVED_MS,
    stop(): void {
      isStopped = true;
      wake?.cancel();
    },
  };
}
