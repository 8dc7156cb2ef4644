/** Time as the scheduler sees it; tests inject one they turn by hand. */
export type Clock = {
  /** milliseconds since the epoch, never going backwards */
  nowMs(): number;
  /** runs `task` once after `delayMs`; returns its cancellation */
  after(delayMs: number, task: () => void): () => void;
};

/**
 * The machine's clock made monotonic: ages must not turn negative when the wall clock is set back, and must not stand
 * still when the machine slept (the monotonic timer does), so a wall clock that is ahead pulls this one forward.
 */
export function systemClock(): Clock {
  let offsetMs = Date.now() - performance.now();
  return {
    nowMs() {
      const aheadMs = Date.now() - performance.now() - offsetMs;
      if (aheadMs > 2_000) offsetMs += aheadMs;
      return Math.round(performance.now() + offsetMs);
    },
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      // A pending poll must never keep a draining process alive.
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
