import type { Ribbon } from "./board";
import type { Call } from "./call";
import { isSpoken, type Speaker } from "./speech";
import { isFinal } from "./status";
import { timeMs } from "./time";
import { rowsOf, type TranscriptRow } from "./transcript";

/**
 * Message times say when a line began, not how long it took, so its length is estimated from its text. Conversational
 * English runs at about 150 words a minute (National Center for Voice and Speech); at 5.6 characters a word with its
 * space that is 14 characters a second.
 */
const CHARACTERS_PER_SECOND = 14;

/** Most segments a board card carries; more cannot be told apart at 300 pixels. */
export const RIBBON_MAX_SEGMENTS = 96;

const TENTH_MS = 100;
const SPEAKERS: readonly Speaker[] = ["agent", "caller", "other"];

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
    if (row.atMs === null || !isSpoken(row)) continue;
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
 * The strip of a board card: at most 96 segments, in tenths of a second from `start`. The start is `startedAt`, else
 * `createdAt`, or the first line when that is earlier. The end is null while the call runs.
 */
export function ribbonOf(call: Pick<Call, "startedAt" | "createdAt" | "endedAt" | "status" | "transcript">): Ribbon {
  const rows = rowsOf(call.transcript);
  const startMs = callStartMs(call, rows);
  if (startMs === null) return { start: null, end: null, segments: [] };

  const segments = ribbonSegments(rows, startMs);
  const endMs = endOf(call, segments, startMs);
  const strips = segments.map(({ speaker, startMs: from, endMs: to }) => ({
    speaker: SPEAKERS.indexOf(speaker),
    from: Math.round(from / TENTH_MS),
    to: Math.round((endMs === null ? to : Math.min(to, endMs - startMs)) / TENTH_MS),
  }));
  return {
    start: new Date(startMs).toISOString(),
    end: endMs === null ? null : new Date(endMs).toISOString(),
    segments: coalesce(strips.filter(({ from, to }) => to > from)).map(({ speaker, from, to }) => [
      speaker,
      from,
      to - from,
    ]),
  };
}

/** Where the strip of an ended call ends, never before its last line began; null while the call runs. */
function endOf(call: Pick<Call, "endedAt" | "status">, segments: RibbonSegment[], startMs: number): number | null {
  const endedMs = timeMs(call.endedAt);
  if (endedMs === null && !isFinal(call.status)) return null;
  const last = segments.at(-1);
  return Math.max(endedMs ?? startMs + (last?.endMs ?? 0), startMs + (last?.startMs ?? 0));
}

/** The strip as numbers again: start and end in ms since the epoch, segments as offsets from the start in ms. */
export function decodeRibbon(ribbon: Ribbon): {
  startMs: number | null;
  endMs: number | null;
  segments: { speaker: Speaker; startMs: number; endMs: number }[];
} {
  return {
    startMs: timeMs(ribbon.start),
    endMs: timeMs(ribbon.end),
    segments: ribbon.segments.map(([speaker, start, length]) => ({
      speaker: SPEAKERS[speaker] ?? "other",
      startMs: start * TENTH_MS,
      endMs: (start + length) * TENTH_MS,
    })),
  };
}

type Strip = { speaker: number; from: number; to: number };

/**
 * Fewer strips that look the same: join neighbours of one speaker across the smallest pauses, and drop the shortest
 * interjections, whichever falsifies less time (a dropped tenth counts double). The first and the last one stay.
 */
function coalesce(strips: Strip[]): Strip[] {
  let current = strips;
  while (current.length > RIBBON_MAX_SEGMENTS) current = coalesceOnce(current, current.length - RIBBON_MAX_SEGMENTS);
  return current;
}

function coalesceOnce(strips: Strip[], excess: number): Strip[] {
  const changes: { cost: number; index: number; join: boolean }[] = [];
  for (const [index, strip] of strips.entries()) {
    const next = strips[index + 1];
    if (next?.speaker === strip.speaker) changes.push({ cost: next.from - strip.to, index, join: true });
    if (next && index > 0) changes.push({ cost: (strip.to - strip.from) * 2, index, join: false });
  }
  changes.sort((a, b) => a.cost - b.cost || Number(b.join) - Number(a.join) || a.index - b.index);

  // Joins never touch one another's pauses; a drop needs both neighbours as they were.
  const joined = new Set<number>();
  const dropped = new Set<number>();
  for (const { index, join } of changes) {
    if (joined.size + dropped.size >= excess) break;
    if (join && !dropped.has(index) && !dropped.has(index + 1)) joined.add(index);
    if (!join && !joined.has(index) && !joined.has(index - 1) && !dropped.has(index - 1) && !dropped.has(index + 1))
      dropped.add(index);
  }

  const result: Strip[] = [];
  for (const [index, strip] of strips.entries()) {
    if (dropped.has(index)) continue;
    const last = result.at(-1);
    if (last && joined.has(index - 1)) last.to = strip.to;
    else result.push({ ...strip });
  }
  return result;
}
