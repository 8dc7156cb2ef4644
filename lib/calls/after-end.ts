/**
 * The end is a phase: lines, the summary and even the status may still change. After the end a call is read at these
 * times (milliseconds); the first three always, the others only while something is missing.
 */
const AFTER_END_MS = [5_000, 15_000, 60_000, 600_000, 3_600_000];
const COMPLETE_AFTER_MS = 60_000;

/**
 * When a call that has ended is to be read next, or null when it is settled: nothing more is expected of it. Settled is what
 * had its summary and nothing new a minute after the end, and everything an hour after. All by one clock, ms since the epoch.
 *
 * @param ended.readAtMs when the newest read of it began
 * @param ended.broughtNews that read said something else than the one before
 */
export function readAfterEndMs(ended: {
  endedAtMs: number;
  readAtMs: number;
  hasSummary: boolean;
  broughtNews: boolean;
}): number | null {
  const { endedAtMs, readAtMs, hasSummary, broughtNews } = ended;
  const readMs = readAtMs - endedAtMs;
  if (readMs >= COMPLETE_AFTER_MS && hasSummary && !broughtNews) return null;
  const next = AFTER_END_MS.find((ms) => ms > readMs);
  return next === undefined ? null : endedAtMs + next;
}
