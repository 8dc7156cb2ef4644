import { redactTranscript } from "./redaction";

type Line = { role: string; content: string; timestamp: string | null };
type Version = { lines: readonly Line[]; redacted: Line[]; usedAtMs: number };

/** Shorter ones are looked through whole in a few milliseconds. */
const LONG_LINES = 400;
/** A number that is dictated digit by digit, each answered with a word, is over fewer lines than these. */
const REACH_LINES = 80;
const MOST_CALLS = 20;
/** A call that somebody watches is polled every few seconds; what was said is kept for nobody. */
const HELD_MS = 60_000;
const versions = new Map<string, Version>();
let isForgettingLater = false;

/**
 * redactTranscript for a transcript that grows: of a long one, only what is near a change since the version before is
 * looked through again. A line far above that was taken for unfinished then stays redacted, which errs to the safe side.
 * @param lines in reading order
 */
export function redactGrown(callId: string, lines: readonly Line[]): Line[] {
  const part = grownPart(callId, lines);
  return part.settle(redactTranscript(part.lines));
}

/** What of a transcript must be looked through, and how its result becomes the whole's. */
type GrownPart = { lines: Line[]; settle(redacted: readonly Line[]): Line[] };

/** redactGrown in two steps, for a part that is looked through elsewhere. */
export function grownPart(callId: string, lines: readonly Line[]): GrownPart {
  const before = lines.length < LONG_LINES ? undefined : versions.get(callId);
  const same = before === undefined ? 0 : commonStart(before.lines, lines);
  const keep = Math.max(0, same - REACH_LINES);
  const from = Math.max(0, keep - REACH_LINES);
  const kept = (before?.redacted ?? []).slice(0, keep);
  return {
    lines: lines.slice(from),
    settle(redacted) {
      const whole = [...kept, ...redacted.slice(keep - from)];
      hold(callId, lines, whole);
      return whole;
    },
  };
}

function hold(callId: string, lines: readonly Line[], redacted: Line[]): void {
  versions.delete(callId);
  if (lines.length >= LONG_LINES) {
    versions.set(callId, { lines, redacted, usedAtMs: performance.now() });
    forgetLater();
  }
  for (const oldest of versions.keys()) {
    if (versions.size <= MOST_CALLS) break;
    versions.delete(oldest);
  }
}

/** Lets go of what was not asked for in the last minute, and looks again as long as anything is held. */
function forgetLater(): void {
  if (isForgettingLater) return;
  isForgettingLater = true;
  const timer = setTimeout(() => {
    isForgettingLater = false;
    for (const [callId, { usedAtMs }] of versions) {
      if (performance.now() - usedAtMs >= HELD_MS) versions.delete(callId);
    }
    if (versions.size > 0) forgetLater();
  }, HELD_MS);
  timer.unref();
}

/** How many calls are held, for tests. */
export const heldCalls = (): number => versions.size;

function commonStart(before: readonly Line[], lines: readonly Line[]): number {
  const most = Math.min(before.length, lines.length);
  for (let place = 0; place < most; place += 1) {
    const [one, other] = [before[place], lines[place]];
    if (one?.content !== other?.content || one?.role !== other?.role || one?.timestamp !== other?.timestamp)
      return place;
  }
  return most;
}
