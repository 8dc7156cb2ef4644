/** More than timers and clock corrections drift between two reads; less than a nap worth knowing about. */
const SLEEP_MS = 3_000;

/**
 * A clock for ages: never runs backwards, unmoved by corrections of the wall clock, yet counts the time the machine
 * slept (browsers stop `performance.now` then). A wall clock set forward looks like sleep: ages err to "older" until
 * the next answer. `read` gives both clocks in milliseconds.
 */
export function createMonotonicClock(read: () => { monotonicMs: number; wallMs: number }): () => number {
  let last = read();
  let sleptMs = 0;
  return () => {
    const now = read();
    const missingMs = now.wallMs - last.wallMs - (now.monotonicMs - last.monotonicMs);
    if (missingMs > SLEEP_MS) sleptMs += missingMs;
    last = now;
    return now.monotonicMs + sleptMs;
  };
}

/** Milliseconds on this page's ageing clock; only differences mean anything. */
export const monotonicMs = createMonotonicClock(() => ({ monotonicMs: performance.now(), wallMs: Date.now() }));
