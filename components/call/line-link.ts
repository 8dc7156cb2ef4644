import type { Message } from "@/lib/calls/call";
import { inReadingOrder, type TranscriptRow } from "@/lib/calls/transcript";

const PREFIX = "#line-";

/**
 * A line's name in an address: the moment it was said, and which of that moment; a line without a time by its number among
 * those. It says nothing of who spoke or what, and stays the same while other lines come.
 */
export function lineIdOf(rows: readonly TranscriptRow[], index: number): string {
  const atMs = rows[index]?.atMs ?? null;
  let nth = 0;
  if (atMs === null) {
    for (let above = 0; above < index; above += 1) if (rows[above]?.atMs === null) nth += 1;
    return `n${nth + 1}`;
  }
  // Lines of one moment stand together, with those without a time that followed them.
  for (let above = index - 1; above >= 0; above -= 1) {
    const aboveMs = rows[above]?.atMs ?? null;
    if (aboveMs === atMs) nth += 1;
    else if (aboveMs !== null) break;
  }
  return nth === 0 ? String(atMs) : `${atMs}.${nth + 1}`;
}

/** The row of a line's name; -1 when it is not, or not yet, here. */
export function rowOfLine(rows: readonly TranscriptRow[], id: string): number {
  const [, timeless, at, nth = "1"] = /^(?:n(\d{1,9})|(-?\d{1,17})(?:\.(\d{1,9}))?)$/.exec(id) ?? [];
  const wanted = timeless === undefined ? Number(at) : null;
  if (Number.isNaN(wanted)) return -1;
  let left = Number(timeless ?? nth);
  return rows.findIndex(({ atMs }) => {
    if (atMs === wanted) left -= 1;
    return atMs === wanted && left === 0;
  });
}

/**
 * The row of a line by its key in the archive; -1 when it is not, or not yet, here.
 * @param messages the lines as they came, of which `rows` were made
 * @param keys the key of each of them
 */
export function rowOfKey(messages: readonly Message[] | null, keys: readonly number[] | null, key: number): number {
  const line = messages?.[keys?.indexOf(key) ?? -1];
  if (messages === null || line === undefined) return -1;
  // Rows are the lines in reading order, one each.
  return inReadingOrder(messages).findIndex(({ message }) => message === line);
}

/** The line whose key an address names; null: none. */
export function keyOfSearch(search: string): number | null {
  const text = new URLSearchParams(search).get("line") ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The line that an address names; null: none. */
export const lineOfHash = (hash: string): string | null => (hash.startsWith(PREFIX) ? hash.slice(PREFIX.length) : null);

export const hashOfLine = (id: string): string => `${PREFIX}${id}`;
