/** Time as the scheduler sees it; tests inject one they turn by hand. */
export type Clock = {
  /** milliseconds since the epoch, never going backwards: what ages and intervals are measured by */
  nowMs(): number;
  /** what the call service's clock is ahead of ours (behind: negative): its times are judged by its own clock */
  skewMs(): number;
  /** runs `task` once after `delayMs`; returns its cancellation */
  after(delayMs: number, task: () => void): () => void;
};

/** A clock that learns the call service's time from what it answers. */
export type SystemClock = Clock & { heardServiceTime(dateMs: number): void };

/** How often the wall clock is looked at beside the monotonic one, and how far ahead it must be to be believed. */
const WALL_EVERY_MS = 250;
const WALL_AHEAD_MS = 2_000;

/**
 * The machine's clock made monotonic: ages must not turn negative when the wall clock is set back, and must not stand
 * still when the machine slept (the monotonic timer does), so a wall clock that is ahead pulls this one forward. It is
 * seldom looked at: the framework watches every `Date.now`, which costs more than all the rest of a reading.
 */
export function systemClock(): SystemClock {
  let wallAtMs = performance.now();
  let offsetMs = Date.now() - wallAtMs;
  const skew = createSkew();
  const nowMs = () => {
    const tickMs = performance.now();
    if (tickMs - wallAtMs >= WALL_EVERY_MS) {
      wallAtMs = tickMs;
      const aheadMs = Date.now() - tickMs - offsetMs;
      if (aheadMs > WALL_AHEAD_MS) offsetMs += aheadMs;
    }
    return Math.round(tickMs + offsetMs);
  };
  return {
    nowMs,
    skewMs: skew.ms,
    heardServiceTime: (dateMs) => skew.add(dateMs, nowMs()),
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      // A pending poll must never keep a draining process alive.
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}

const SKEW_SAMPLES = 21;
/** Date headers carry whole seconds and travel for a while: less than this is no skew. */
const SMALLEST_SKEW_MS = 2_000;

/** How far another clock is ahead, from the `Date` headers it sends: the median of the last few. */
export function createSkew() {
  const samples: number[] = [];
  let skewMs = 0;
  return {
    ms: () => skewMs,
    /** @param dateMs what the header says @param nowMs our clock as it came */
    add(dateMs: number, nowMs: number): void {
      samples.push(dateMs + 500 - nowMs);
      if (samples.length > SKEW_SAMPLES) samples.shift();
      const median = [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
      skewMs = Math.abs(median) < SMALLEST_SKEW_MS ? 0 : median;
    },
  };
}
