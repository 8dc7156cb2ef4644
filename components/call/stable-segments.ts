import { type RibbonSegment, ribbonSegments } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";

export type SegmentsMemory = { rows: readonly TranscriptRow[]; startMs: number; segments: RibbonSegment[] };

export const NO_SEGMENTS: SegmentsMemory = { rows: [], startMs: Number.NaN, segments: [] };

/**
 * The segments of rows, equal to `ribbonSegments(rows, startMs)`, made from those known before: those of rows that stand as
 * they stood are kept, so that a line that comes costs its own work, not that of 10,000 others.
 */
export function advanceSegments(memory: SegmentsMemory, rows: TranscriptRow[], startMs: number): SegmentsMemory {
  if (memory.rows === rows && memory.startMs === startMs) return memory;
  if (memory.startMs !== startMs) return { rows, startMs, segments: ribbonSegments(rows, startMs) };
  let same = 0;
  while (same < rows.length && rows[same] === memory.rows[same]) same += 1;
  // Keys of rows are unique: from the first segment of a changed row on, and the one before, which the next cuts off.
  const changed = new Set(memory.rows.slice(same).map(({ key }) => key));
  let kept = memory.segments.length;
  while (kept > 0 && changed.has(memory.segments[kept - 1]?.rowKey ?? "")) kept -= 1;
  kept = Math.max(0, kept - 1);
  const from = kept === 0 ? 0 : rows.findLastIndex(({ key }) => key === memory.segments[kept]?.rowKey);
  return { rows, startMs, segments: [...memory.segments.slice(0, kept), ...ribbonSegments(rows.slice(from), startMs)] };
}
