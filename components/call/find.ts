import type { TranscriptRow } from "@/lib/calls/transcript";

const MARKS = /\p{M}+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/;
const foldedRows = new WeakMap<TranscriptRow, string>();
const foldedCharacters = new Map<string, string>();

/** One character without case and accents. Each is folded by itself, so that places in the text can be mapped back. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    folded = character.toLowerCase().normalize("NFD").replace(MARKS, "").replaceAll("ς", "σ");
    if (foldedCharacters.size < 5_000) foldedCharacters.set(character, folded);
  }
  return folded;
}

/** Text as find compares it: case and accents do not count. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

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

/** Where a folded needle stands in the text as written: `[from, to)` in UTF-16 units, accents included. */
export function hitRanges(text: string, needle: string): [number, number][] {
  if (needle === "") return [];
  if (ASCII.test(text)) return asciiRanges(text.toLowerCase(), needle);
  const starts: number[] = [];
  let folded = "";
  let offset = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let unit = 0; unit < part.length; unit += 1) starts.push(offset);
    folded += part;
    offset += character.length;
  }
  starts.push(text.length);
  const ranges: [number, number][] = [];
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    const from = starts[at] ?? 0;
    // A needle may end inside a character that folds to several; the whole character is marked.
    let end = at + needle.length;
    while (end < folded.length && starts[end] === starts[end - 1]) end += 1;
    ranges.push([from, starts[end] ?? text.length]);
  }
  return ranges;
}

function asciiRanges(folded: string, needle: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    ranges.push([at, at + needle.length]);
  }
  return ranges;
}
