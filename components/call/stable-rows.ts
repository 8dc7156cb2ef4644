import type { Message } from "@/lib/calls/call";
import { timeMs } from "@/lib/calls/time";
import { type TranscriptRow, transcriptRows } from "@/lib/calls/transcript";

export type RowsMemory = {
  messages: readonly Message[] | null;
  rows: TranscriptRow[];
  /** for each message the latest time up to it, epoch milliseconds; minus infinity before the first time */
  latestMs: readonly number[];
};

export const NO_ROWS: RowsMemory = { messages: null, rows: [], latestMs: [] };

/**
 * The rows of a transcript, equal to `transcriptRows(messages)`, made from the rows known before: unchanged rows are
 * the same objects, so memoised views have nothing to do, and a line that comes costs its own work, not that of
 * 10,000 others. Same messages, same memory.
 */
export function advanceRows(memory: RowsMemory, messages: Message[] | null): RowsMemory {
  if (messages === memory.messages) return memory;
  if (messages === null) return NO_ROWS;
  const kept = keptMessages(memory, messages);
  const after = messages.slice(kept);
  // Read once: of a transcript that has just come reading its times is a good part of the work.
  const timesMs = after.map(({ timestamp }) => timeMs(timestamp));
  const latestMs = latestTimes(memory.latestMs.slice(0, kept), timesMs);
  const tail = transcriptRows(after, timesMs);
  const cut = kept === 0 ? 0 : rowsBefore(memory.rows, earliestMs(messages, kept), memory.messages, kept);
  const known = new Map(memory.rows.slice(cut).map((row) => [row.key, row]));
  const fresh = tail.map((row) => {
    const before = known.get(row.key);
    return before !== undefined && isSame(before, row) ? before : row;
  });
  const untouched =
    memory.rows.length === cut + fresh.length && fresh.every((row, index) => row === memory.rows[cut + index]);
  const rows = untouched ? memory.rows : [...memory.rows.slice(0, cut), ...fresh];
  return { messages, rows, latestMs };
}

/**
 * How many messages at the start stand as they stood, and wholly before everything after them, so that their rows do
 * too. Lines without a time are named by counting all of them: one behind the change, and nothing is kept.
 */
function keptMessages(memory: RowsMemory, messages: readonly Message[]): number {
  const before = memory.messages ?? [];
  const shorter = Math.min(before.length, messages.length);
  let kept = 0;
  while (kept < shorter && (before[kept] === messages[kept] || isSameMessage(before[kept], messages[kept]))) kept += 1;
  if (kept === 0) return 0;
  let earliest = Math.min(earliestMs(messages, kept), earliestMs(before, kept));
  while (kept > 0 && (memory.latestMs[kept - 1] ?? 0) >= earliest) {
    kept -= 1;
    earliest = Math.min(earliest, earliestMs(before.slice(kept, kept + 1), 0));
  }
  return kept;
}

/** The earliest time from a place on; minus infinity when a message there has none. */
function earliestMs(messages: readonly Message[], from: number): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (let index = from; index < messages.length; index += 1) {
    earliest = Math.min(earliest, timeMs(messages[index]?.timestamp) ?? Number.NEGATIVE_INFINITY);
  }
  return earliest;
}

function latestTimes(latestMs: number[], timesMs: readonly (number | null)[]): number[] {
  let latest = latestMs.at(-1) ?? Number.NEGATIVE_INFINITY;
  for (const atMs of timesMs) {
    latest = Math.max(latest, atMs ?? Number.NEGATIVE_INFINITY);
    latestMs.push(latest);
  }
  return latestMs;
}

/** Rows made of the kept messages: all before the earliest time of what changed, old or new. */
function rowsBefore(rows: TranscriptRow[], freshMs: number, before: readonly Message[] | null, kept: number): number {
  const cutMs = Math.min(freshMs, earliestMs(before ?? [], kept));
  let cut = rows.length;
  while (cut > 0 && (rows[cut - 1]?.atMs ?? Number.NEGATIVE_INFINITY) >= cutMs) cut -= 1;
  return cut;
}

function isSameMessage(one: Message | undefined, other: Message | undefined): boolean {
  return (
    one?.role === other?.role &&
    one?.content === other?.content &&
    one?.timestamp === other?.timestamp &&
    one?.event === other?.event
  );
}

function isSame(one: TranscriptRow, other: TranscriptRow): boolean {
  return (
    one.content === other.content &&
    one.timestamp === other.timestamp &&
    one.role === other.role &&
    one.event === other.event
  );
}
