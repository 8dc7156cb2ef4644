import type { RibbonSegment } from "@/lib/calls/ribbon";
import { fractionsOf, type SharedStretch, TRACKS, trackOf } from "@/lib/calls/ribbon-shares";
import type { Speaker } from "@/lib/calls/speaker";
import { bandPaths, boxOf, isCrowded, stepOf } from "./ribbon-geometry";

type Box = SharedStretch & { path: string };

export type BandsMemory = {
  segments: readonly RibbonSegment[];
  lengthMs: number;
  /** what each path is made of where it is of shares; null: it is not */
  boxes: Record<Speaker, readonly Box[]> | null;
  paths: Record<Speaker, string>;
};

export const NO_BANDS: BandsMemory = {
  segments: [],
  lengthMs: Number.NaN,
  boxes: null,
  paths: { agent: "", caller: "", other: "" },
};

/**
 * The paths of segments, equal to `bandPaths(segments, lengthMs)`, made from those known before: of a crowded strip only the
 * steps from the first changed segment on are worked out anew. Same segments and length, same memory.
 */
export function advanceBands(memory: BandsMemory, segments: readonly RibbonSegment[], lengthMs: number): BandsMemory {
  if (memory.segments === segments && memory.lengthMs === lengthMs) return memory;
  if (!isCrowded(segments)) return { segments, lengthMs, boxes: null, paths: bandPaths(segments, lengthMs) };
  const stepMs = stepOf(lengthMs);
  const known = memory.lengthMs === lengthMs ? memory.boxes : null;
  const same = known === null ? 0 : samePart(memory.segments, segments);
  const startsMs = [segments, memory.segments].map((list) => list[same]?.startMs ?? Number.POSITIVE_INFINITY);
  const changedMs = Math.min(...startsMs);
  if (known !== null && changedMs === Number.POSITIVE_INFINITY) return { ...memory, segments };
  const from = known === null ? 0 : Math.floor(changedMs / stepMs);
  // What was said before the change may reach into its step.
  let first = same;
  while (first > 0 && (segments[first - 1]?.endMs ?? 0) > from * stepMs) first -= 1;
  const fractions = fractionsOf(segments.slice(first), stepMs);
  const boxes: Record<Speaker, readonly Box[]> = { agent: [], caller: [], other: [] };
  const paths = { agent: "", caller: "", other: "" };
  for (const speaker of TRACKS) {
    boxes[speaker] = boxesFrom(known?.[speaker] ?? [], fractions[speaker], { speaker, from, stepMs });
    paths[speaker] = boxes[speaker].map(({ path }) => path).join("");
  }
  return { segments, lengthMs, boxes, paths };
}

/** The boxes before a step as they stood, and those of the fractions from there on. Changes the fractions. */
function boxesFrom(
  known: readonly Box[],
  fractions: number[],
  { speaker, from, stepMs }: { speaker: Speaker; from: number; stepMs: number },
): Box[] {
  const kept = known.filter(({ startMs }) => Math.round(startMs / stepMs) < from);
  fractions.fill(0, 0, from);
  // The last of them may go on beyond the step.
  const last = kept.pop();
  if (last !== undefined)
    fractions.fill(last.share, Math.round(last.startMs / stepMs), Math.min(from, stepAfter(last, stepMs)));
  const fresh = trackOf(speaker, fractions, stepMs).map((stretch) => ({ ...stretch, path: boxOf(stretch) }));
  return [...kept, ...fresh];
}

const stepAfter = ({ endMs }: Box, stepMs: number) => Math.round(endMs / stepMs);

/** How many segments at the start are the very ones that were there. */
function samePart(before: readonly RibbonSegment[], now: readonly RibbonSegment[]): number {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before[same] === now[same]) same += 1;
  return same;
}
