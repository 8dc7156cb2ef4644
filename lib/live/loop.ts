import type { Budget } from "./budget";
import type { Clock } from "./clock";

/** Something to read from the upstream: due at `dueMs`, more pressing the higher its urgency. */
export type Job = { dueMs: number; urgency: number; isBackground: boolean; start: () => void };

/** Requests under way at the same time, all kinds together. */
const MAX_RUNNING = 12;
/** A read that had to wait for the budget explains a late answer for so long. */
const STARVED_MS = 10_000;
const LONGEST_WAKE_MS = 1_000;

/**
 * The one loop that reads from the upstream: starts what is most urgent, as far as budget and slots go, and sets the
 * clock for what comes next. It stands still while there is nothing to do.
 *
 * @param parts.jobs everything that is due now or later
 * @param parts.tidy runs before each round of the loop
 */
export function createLoop(parts: {
  clock: Clock;
  budget: Pick<Budget, "available" | "capacity" | "waitMs">;
  jobs: (nowMs: number) => Job[];
  tidy: (nowMs: number) => void;
}) {
  const { clock, budget } = parts;
  let running = 0;
  let starvedAtMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let cancelWake: () => void = () => {};

  function pump(): void {
    if (isStopped) return;
    cancelWake();
    const nowMs = clock.nowMs();
    parts.tidy(nowMs);
    const jobs = parts.jobs(nowMs);
    if (jobs.length === 0 && running === 0) return;
    const aside = budget.capacity() / 2;
    let tokens = budget.available();
    let wakeMs = LONGEST_WAKE_MS;
    for (const job of jobs.sort((a, b) => b.urgency - a.urgency)) {
      const needed = job.isBackground ? Math.max(1, aside) : 1;
      if (job.dueMs > nowMs) wakeMs = Math.min(wakeMs, job.dueMs - nowMs);
      // Every slot is taken: the next read that ends moves the loop on.
      else if (running >= MAX_RUNNING) break;
      else if (tokens < needed) {
        if (!job.isBackground) starvedAtMs = nowMs;
        wakeMs = Math.min(wakeMs, Math.max(5, budget.waitMs(needed)));
      } else {
        tokens -= 1;
        job.start();
      }
    }
    cancelWake = clock.after(Math.max(1, wakeMs), pump);
  }

  return {
    /** Looks at what is due. To be called whenever that may have changed. */
    pump,
    /** Runs one read; every end of it moves the loop on. */
    run(read: () => Promise<void>): void {
      running += 1;
      void read().finally(() => {
        running -= 1;
        pump();
      });
    },
    /** Reads that were due have had to wait for the budget lately. */
    isShort: () => clock.nowMs() - starvedAtMs < STARVED_MS,
    stop(): void {
      isStopped = true;
      cancelWake();
    },
  };
}
