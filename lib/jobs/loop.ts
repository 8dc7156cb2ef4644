import { AsyncLocalStorage } from "node:async_hooks";
import type { Faults } from "./faults";

export type Loop = {
  /** @param afterMs not before; zero by default */
  start(afterMs?: number): void;
  /** Works soon, and once more when it is at work already. @param afterMs not before; zero by default */
  wake(afterMs?: number): void;
  /** Resolves when nothing is at work any more. */
  stop(): Promise<void>;
};

/**
 * Calls `work` at the start, when woken, and at the latest every so often, once at a time. What it throws is told as the
 * database's being away. Nothing of it keeps a process alive.
 * @param parts.work resolves to how long to wait at most, in milliseconds; null: `everyMs`
 */
export function createLoop(parts: {
  everyMs: number;
  work: () => Promise<number | null>;
  faults: Pick<Faults, "away" | "well">;
}): Loop {
  const { everyMs, work, faults } = parts;
  // Whoever wakes it may be in a request or a transaction, which this is no part of.
  const outside = AsyncLocalStorage.snapshot();
  let state: "new" | "idle" | "working" | "stopped" = "new";
  let timer: NodeJS.Timeout | undefined;
  let timerAtMs = Number.POSITIVE_INFINITY;
  let isWoken = false;
  let working: Promise<void> = Promise.resolve();

  function sleep(ms: number): void {
    clearTimeout(timer);
    timerAtMs = performance.now() + ms;
    timer = setTimeout(run, ms);
    timer.unref();
  }

  function run(): void {
    if (state !== "idle") return;
    state = "working";
    clearTimeout(timer);
    timerAtMs = Number.POSITIVE_INFINITY;
    isWoken = false;
    working = outside(turn);
  }

  async function turn(): Promise<void> {
    let waitMs = everyMs;
    try {
      waitMs = (await work()) ?? everyMs;
      faults.well();
    } catch (error) {
      faults.away(error);
    }
    if (state !== "working") return;
    state = "idle";
    if (isWoken) waitMs = 0;
    // Somebody may have asked meanwhile to be woken sooner.
    if (performance.now() + waitMs < timerAtMs) sleep(waitMs);
  }

  return {
    start(afterMs = 0) {
      if (state !== "new") return;
      state = "idle";
      sleep(afterMs);
    },
    wake(afterMs = 0) {
      if (state === "working" && afterMs === 0) isWoken = true;
      else if ((state === "idle" || state === "working") && performance.now() + afterMs < timerAtMs) sleep(afterMs);
    },
    async stop() {
      state = "stopped";
      clearTimeout(timer);
      await working;
    },
  };
}
