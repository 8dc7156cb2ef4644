import type { TranscriptRow } from "./transcript";

/** How one reading of a transcript differs from another; lines are known by their keys (transcript.ts). */
export type LineChanges = {
  /** lines that are new, say something else or stand elsewhere, in reading order, each with its place among all lines */
  put: readonly { index: number; row: TranscriptRow; isNew: boolean }[];
  /** keys of lines that are not there any more */
  gone: readonly string[];
};

const NO_LINE_CHANGES: LineChanges = { put: [], gone: [] };

/** What to do to `before` so that it reads as `after`. */
export function lineChanges(before: readonly TranscriptRow[], after: readonly TranscriptRow[]): LineChanges {
  if (before === after) return NO_LINE_CHANGES;
  let start = 0;
  while (start < after.length && isSameRow(before[start], after[start])) start += 1;
  const known = new Map(before.slice(start).map((row, place) => [row.key, { row, place }]));
  const put: { index: number; row: TranscriptRow; isNew: boolean }[] = [];
  let lastPlace = -1;
  for (const [place, row] of after.slice(start).entries()) {
    const old = known.get(row.key);
    known.delete(row.key);
    // Whoever keeps the order of those who stay needs to hear nothing of them.
    if (old !== undefined && old.place > lastPlace && isSameRow(old.row, row)) lastPlace = old.place;
    else put.push({ index: start + place, row, isNew: old === undefined });
  }
  return { put, gone: [...known.keys()] };
}

/** The lines after these changes. */
export function withLineChanges(before: readonly TranscriptRow[], { put, gone }: LineChanges): TranscriptRow[] {
  const away = new Set([...gone, ...put.map(({ row }) => row.key)]);
  const rows = before.filter(({ key }) => !away.has(key));
  for (const { index, row } of put) rows.splice(index, 0, row);
  return rows;
}

function isSameRow(a: TranscriptRow | undefined, b: TranscriptRow | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return a.key === b.key && a.content === b.content && a.event === b.event && a.timestamp === b.timestamp;
}
