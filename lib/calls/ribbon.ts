import type { Ribbon } from "./board";
import type { Call } from "./call";
import { sharesOf, stepFor } from "./ribbon-shares";
import type { Speaker } from "./speaker";
import { isFinal } from "./status";
import { timeMs } from "./time";
import { rowsOf, type TranscriptRow } from "./transcript";

/**
 * Message times say when a line began, not how long it took, so its length is estimated from its text. Conversational
 * English runs at about 150 words a minute (National Center for Voice and Speech); at 5.6 characters a word with its
 * space that is 14 characters a second.
 */
export const CHARACTERS_PER_SECOND = 14;

/** Most stretches of talk that a board card carries one by one; more cannot be told apart at 300 pixels. */
export const RIBBON_MAX_SEGMENTS = 96;
/** Most steps of time that shares are told of: two pixels each on a card. */
const RIBBON_MAX_STEPS = 160;

const TENTH_MS = 100;
const SPEAKERS = ["agent", "caller", "other"] as const satisfies readonly Speaker[];

/** A stretch of estimated speech; offsets from the call's start in milliseconds, 0 ≤ startMs ≤ endMs. */
export type RibbonSegment = { speaker: Speaker; startMs: number; endMs: number; rowKey: string };

/**
 * Who spoke when, one segment for each spoken line that has a time, in order, never overlapping: a line ends when its
 * estimated speech does, or where the next line starts. `startMs` is the call's start, ms since the epoch; a line before it
 * (clock skew) begins at 0. The last segment of a running call may reach past now: clip it where it is drawn.
 */
export function ribbonSegments(rows: readonly TranscriptRow[], startMs: number): RibbonSegment[] {
  const segments: RibbonSegment[] = [];
  if (!Number.isFinite(startMs)) return segments;
  for (const row of rows) {
    if (row.atMs === null || row.kind !== "speech") continue;
    const offsetMs = Math.max(0, row.atMs - startMs);
    const previous = segments.at(-1);
    if (previous) previous.endMs = Math.min(previous.endMs, offsetMs);
    const speechMs = Math.ceil((row.content.length / CHARACTERS_PER_SECOND) * 1000);
    segments.push({ speaker: row.speaker, startMs: offsetMs, endMs: offsetMs + speechMs, rowKey: row.key });
  }
  return segments;
}

/**
 * From when offsets count, epoch milliseconds: the call's start, else its creation; the first line when that is earlier
 * (clock skew) or nothing else is known. Null when no time is known at all.
 */
export function callStartMs(
  call: Pick<Call, "startedAt" | "createdAt">,
  rows: readonly TranscriptRow[],
): number | null {
  const toldMs = timeMs(call.startedAt) ?? timeMs(call.createdAt);
  const firstLineMs = rows.find((row) => row.atMs !== null)?.atMs ?? null;
  if (toldMs === null || firstLineMs === null) return toldMs ?? firstLineMs;
  return Math.min(toldMs, firstLineMs);
}

/**
 * The strip of a board card. Up to 96 stretches of talk stand as they are, in tenths of a second from `start`; of more,
 * each speaker's share of every step of time (lib/calls/ribbon-shares.ts), so that nobody hides anybody. The start is
 * `startedAt`, else `createdAt`, or the first line when that is earlier. The end is null while the call runs.
 */
export function ribbonOf(call: Pick<Call, "startedAt" | "createdAt" | "endedAt" | "status" | "transcript">): Ribbon {
  const rows = rowsOf(call.transcript);
  const startMs = callStartMs(call, rows);
  if (startMs === null) return { start: null, end: null, segments: [] };

  const segments = ribbonSegments(rows, startMs);
  const endMs = endOf(call, segments, startMs);
  const clipped = segments.map(({ speaker, startMs: from, endMs: to }) => ({
    speaker,
    startMs: from,
    endMs: endMs === null ? to : Math.min(to, endMs - startMs),
  }));
  const strips = clipped
    .map(({ speaker, startMs: from, endMs: to }) => [
      SPEAKERS.indexOf(speaker),
      Math.round(from / TENTH_MS),
      Math.round(to / TENTH_MS) - Math.round(from / TENTH_MS),
    ])
    .filter((strip): strip is [number, number, number] => (strip[2] ?? 0) > 0);
  const isCrowded = strips.length > RIBBON_MAX_SEGMENTS;
  return {
    start: new Date(startMs).toISOString(),
    end: endMs === null ? null : new Date(endMs).toISOString(),
    segments: isCrowded ? [] : strips,
    ...(isCrowded && { shares: sharesOf(clipped, stepFor(clipped, RIBBON_MAX_STEPS)) }),
  };
}

/** Where the strip of an ended call ends, never before its last line began; null while the call runs. */
function endOf(call: Pick<Call, "endedAt" | "status">, segments: RibbonSegment[], startMs: number): number | null {
  const endedMs = timeMs(call.endedAt);
  if (endedMs === null && !isFinal(call.status)) return null;
  const last = segments.at(-1);
  return Math.max(endedMs ?? startMs + (last?.endMs ?? 0), startMs + (last?.startMs ?? 0));
}
