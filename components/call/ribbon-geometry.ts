import type { RibbonSegment } from "@/lib/calls/ribbon";
import { fractionsOf, type SharedStretch, TRACKS, trackOf } from "@/lib/calls/ribbon-shares";
import type { Speaker } from "@/lib/calls/speaker";
import type { TranscriptRow } from "@/lib/calls/transcript";

/** Height of the strip in its own units; x is in seconds, as browsers draw with single precision. */
export const STRIP_HEIGHT = 40;
const MIDDLE = STRIP_HEIGHT / 2;
/** About two pixels each on a wide screen: of more stretches than half as many, shares of steps are drawn. */
const STEPS = 720;
/** How long a step is on a strip of this length, ms. */
export const stepOf = (lengthMs: number) => Math.max(1, lengthMs / STEPS);
/** Whether stretches are too many to be told apart. */
export const isCrowded = (segments: readonly RibbonSegment[]) => segments.length > STEPS / 2;

/** Where each speaker's band lies: agent above the line, caller below, others on it. */
const BANDS: Record<Speaker, [top: number, bottom: number]> = {
  agent: [3, MIDDLE - 1],
  caller: [MIDDLE + 1, STRIP_HEIGHT - 3],
  other: [MIDDLE - 4, MIDDLE + 4],
};

/** A moment of the call, milliseconds from its start, as the strip's x. */
export function stripX(offsetMs: number): number {
  return Math.round(offsetMs / 10) / 100;
}

/**
 * One SVG path for each speaker. Stretches that are too many to be told apart become shares of steps, as high as each side
 * talked: neither side hides the other.
 */
export function bandPaths(segments: readonly RibbonSegment[], lengthMs: number): Record<Speaker, string> {
  const stepMs = stepOf(lengthMs);
  const paths: Record<Speaker, string> = { agent: "", caller: "", other: "" };
  const crowded = isCrowded(segments) ? fractionsOf(segments, stepMs) : null;
  for (const speaker of TRACKS) {
    const stretches =
      crowded === null ? wholeOf(segments, speaker, stepMs) : trackOf(speaker, crowded[speaker], stepMs);
    for (const stretch of stretches) paths[speaker] += boxOf(stretch);
  }
  return paths;
}

/** One by one, none too thin to be seen. */
function wholeOf(segments: readonly RibbonSegment[], speaker: Speaker, stepMs: number): SharedStretch[] {
  return segments.flatMap(({ speaker: whose, startMs, endMs }) =>
    whose === speaker ? [{ speaker, startMs, endMs: Math.max(endMs, startMs + stepMs), share: 1 }] : [],
  );
}

/** The least of a share that is still seen, in the strip's units. */
const LEAST_HEIGHT = 2;

/** A stretch as part of a path. */
export function boxOf({ speaker, startMs, endMs, share }: SharedStretch): string {
  const [top, bottom] = BANDS[speaker];
  const spare = Math.round(Math.min(bottom - top - LEAST_HEIGHT, (bottom - top) * (1 - share)) * 10) / 10;
  const from = speaker === "agent" ? top + spare : speaker === "other" ? top + spare / 2 : top;
  const to = speaker === "caller" ? bottom - spare : speaker === "other" ? bottom - spare / 2 : bottom;
  return `M${stripX(startMs)} ${from}H${stripX(endMs)}V${to}H${stripX(startMs)}Z`;
}

/** Ticks are 2 px wide: much nearer than this they hide what was said. */
const TICK_APART_PX = 6;

/** Upright ticks for find hits, thinned to what a strip of `widthPx` can show with the strip still to be seen. */
export function tickPath(offsetsMs: readonly number[], lengthMs: number, widthPx: number): string {
  const stepMs = (Math.max(1, lengthMs) * TICK_APART_PX) / Math.max(TICK_APART_PX, widthPx);
  let path = "";
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const offsetMs of offsetsMs) {
    if (offsetMs - lastMs < stepMs) continue;
    path += `M${stripX(offsetMs)} 0V${STRIP_HEIGHT}`;
    lastMs = offsetMs;
  }
  return path;
}

/** A running call younger than this does not fill its strip, so that the first words don't look like a whole call. */
const LEAST_RUNNING_MS = 30_000;

/**
 * The strip in milliseconds from the call's start: how long it is, and where the call stands in it (its end, else now).
 * A running call's last words may be estimated to reach past now; what was only estimated makes nothing longer.
 */
export function stripTimes(input: {
  startMs: number | null;
  endMs: number | null;
  nowMs: number;
  running: boolean;
  segments: readonly RibbonSegment[];
}): { lengthMs: number; reachedMs: number } {
  const { startMs, endMs, nowMs, running, segments } = input;
  const last = segments.at(-1);
  const said = running ? (last?.startMs ?? 0) : (last?.endMs ?? 0);
  const until = endMs ?? (running ? nowMs : null);
  const told = startMs === null || until === null ? 0 : until - startMs;
  const reachedMs = Math.max(told, told > 0 ? (last?.startMs ?? 0) : said, 0);
  return { lengthMs: Math.max(reachedMs, running ? LEAST_RUNNING_MS : 1_000), reachedMs };
}

/** The row spoken at, or last begun before, a moment of the call; the first row before anything was said. -1: no rows. */
export function rowAtOffset(rows: readonly TranscriptRow[], startMs: number, offsetMs: number): number {
  const atMs = startMs + offsetMs;
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (timeAt(rows, middle) <= atMs) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}

/** A row without a time stands at the time of the one above it. */
function timeAt(rows: readonly TranscriptRow[], index: number): number {
  for (let above = index; above >= 0; above -= 1) {
    const atMs = rows[above]?.atMs ?? null;
    if (atMs !== null) return atMs;
  }
  return Number.NEGATIVE_INFINITY;
}

/** Offset of a row from the call's start, by the same rule; 0 when no time is known. */
export function offsetOfRow(rows: readonly TranscriptRow[], index: number, startMs: number): number {
  const atMs = timeAt(rows, index);
  return Number.isFinite(atMs) ? Math.max(0, atMs - startMs) : 0;
}

/** The part of the strip that is on screen: from the first visible row to the beginning of the first row below. */
export function windowOnStrip(
  rows: readonly TranscriptRow[],
  startMs: number,
  range: { first: number; last: number },
  lengthMs: number,
): { startMs: number; endMs: number } {
  const from = range.first <= 0 ? 0 : offsetOfRow(rows, range.first, startMs);
  const to = range.last >= rows.length - 1 ? lengthMs : offsetOfRow(rows, range.last + 1, startMs);
  return { startMs: Math.min(from, lengthMs), endMs: Math.min(Math.max(to, from), lengthMs) };
}
