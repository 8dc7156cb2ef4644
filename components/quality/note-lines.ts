import type { Message } from "@/lib/calls/call";
import { timeMs } from "@/lib/calls/time";
import { inReadingOrder, type TranscriptRow } from "@/lib/calls/transcript";
import type { QualityNote } from "@/lib/wire/quality-contract";

/** The key of the line of a row; null: it has none, as while the call runs. @param keys of `messages`, in their order */
export function keyOfRow(
  messages: readonly Message[] | null,
  keys: readonly number[] | null,
  index: number,
): number | null {
  if (messages === null || keys === null) return null;
  const line = inReadingOrder(messages)[index]?.message;
  return line === undefined ? null : (keys[messages.indexOf(line)] ?? null);
}

/** Notes by the key of the row that each stands at: its line's, or of the line said last at the moment that was noted. */
export function notesByRow(
  notes: readonly QualityNote[],
  rows: readonly TranscriptRow[],
  rowAtKey: (key: number) => number,
): Map<string, QualityNote[]> {
  const found = new Map<string, QualityNote[]>();
  for (const note of notes) {
    const row = rows[indexOfNote(note, rows, rowAtKey)];
    if (row !== undefined) found.set(row.key, [...(found.get(row.key) ?? []), note]);
  }
  return found;
}

/** The row a note stands at; -1: it is about the call as a whole, or its line is not here. */
export function indexOfNote(
  { line, at }: Pick<QualityNote, "line" | "at">,
  rows: readonly TranscriptRow[],
  rowAtKey: (key: number) => number,
): number {
  if (line !== null) return rowAtKey(line);
  const atMs = timeMs(at);
  return atMs === null ? -1 : rows.findLastIndex((row) => row.atMs !== null && row.atMs <= atMs);
}
