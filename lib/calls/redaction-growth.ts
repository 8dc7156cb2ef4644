import { redactTranscript } from "./redaction";

type Line = { role: string; content: string; timestamp: string | null };
type Version = { lines: readonly Line[]; redacted: Line[] };

/** Shorter ones are looked through whole in a few milliseconds. */
const LONG_LINES = 400;
/** A number that is dictated digit by digit, each answered with a word, is over fewer lines than these. */
const REACH_LINES = 80;
const MOST_CALLS = 20;
const versions = new Map<string, Version>();

/**
 * redactTranscript for a transcript that grows: of a long one, only what is near a change since the version before is
 * looked through again. A line far above that was taken for unfinished then stays redacted, which errs to the safe side.
 * @param lines in reading order
 */
export function redactGrown(callId: string, lines: readonly Line[]): Line[] {
  const before = versions.get(callId);
  const redacted = lines.length < LONG_LINES ? redactTranscript([...lines]) : grown(before, lines);
  versions.delete(callId);
  if (lines.length >= LONG_LINES) versions.set(callId, { lines, redacted });
  for (const oldest of versions.keys()) {
    if (versions.size <= MOST_CALLS) break;
    versions.delete(oldest);
  }
  return redacted;
}

function grown(before: Version | undefined, lines: readonly Line[]): Line[] {
  const same = before === undefined ? 0 : commonStart(before.lines, lines);
  const keep = Math.max(0, same - REACH_LINES);
  const from = Math.max(0, keep - REACH_LINES);
  const kept = (before?.redacted ?? []).slice(0, keep);
  return [...kept, ...redactTranscript(lines.slice(from)).slice(keep - from)];
}

function commonStart(before: readonly Line[], lines: readonly Line[]): number {
  const most = Math.min(before.length, lines.length);
  for (let place = 0; place < most; place += 1) {
    const [one, other] = [before[place], lines[place]];
    if (one?.content !== other?.content || one?.role !== other?.role || one?.timestamp !== other?.timestamp)
      return place;
  }
  return most;
}
