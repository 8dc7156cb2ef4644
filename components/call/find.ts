import type { TranscriptRow } from "@/lib/calls/transcript";
import { foldText } from "@/lib/format/fold-text";

const foldedRows = new WeakMap<TranscriptRow, string>();

function foldedRow(row: TranscriptRow): string {
  let folded = foldedRows.get(row);
  if (folded === undefined) {
    folded = foldText(row.content);
    foldedRows.set(row, folded);
  }
  return folded;
}

/** `before`: hits in the rows above this one. */
type FoundRow = { index: number; key: string; count: number; before: number };
export type Found = { needle: string; rows: FoundRow[]; total: number };
/** One hit: the nth (from 0) in the row of this key. Survives growth and late lines, which a number would not. */
export type HitPlace = { key: string; nth: number };

const NOTHING: Found = { needle: "", rows: [], total: 0 };

/** A key stroke asks once to move and once to draw; the second asks for nothing new. */
let latest: { rows: readonly TranscriptRow[] | null; found: Found } = { rows: null, found: NOTHING };

/** Every hit of `query` in every row, those outside the screen included. A blank query finds nothing. */
export function findInRows(rows: readonly TranscriptRow[], query: string): Found {
  const needle = foldText(query.trim());
  if (needle === "") return NOTHING;
  if (latest.rows === rows && latest.found.needle === needle) return latest.found;
  const found: FoundRow[] = [];
  let total = 0;
  rows.forEach((row, index) => {
    const text = foldedRow(row);
    let count = 0;
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) count += 1;
    if (count === 0) return;
    found.push({ index, key: row.key, count, before: total });
    total += count;
  });
  latest = { rows, found: { needle, rows: found, total } };
  return latest.found;
}

/** The number shown for a hit, from 1; 0 when it is not there any more. */
export function hitNumber(found: Found, place: HitPlace | null): number {
  const row = place && found.rows.find((one) => one.key === place.key);
  return row && place ? row.before + Math.min(place.nth, row.count - 1) + 1 : 0;
}

function placeOf(found: Found, number: number): HitPlace | null {
  const row = found.rows.findLast((one) => one.before < number);
  return row ? { key: row.key, nth: number - row.before - 1 } : null;
}

/** The hit `step` places on (1 next, -1 previous), round the ends. */
export function stepHit(found: Found, place: HitPlace | null, step: 1 | -1): HitPlace | null {
  if (found.total === 0) return null;
  const number = hitNumber(found, place);
  const next = number === 0 ? (step === 1 ? 1 : found.total) : ((number - 1 + step + found.total) % found.total) + 1;
  return placeOf(found, next);
}

/** The first hit at or below a row, else the first of all: where a new search starts reading. */
export function firstHitFrom(found: Found, rowIndex: number): HitPlace | null {
  const row = found.rows.find((one) => one.index >= rowIndex) ?? found.rows[0];
  return row ? { key: row.key, nth: 0 } : null;
}
