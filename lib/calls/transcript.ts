import type { Message } from "./call";
import { type Speaker, speakerOf } from "./speaker";
import { type LineKind, lineKind } from "./speech";
import { timeMs } from "./time";

export type TranscriptRow = {
  /** the same line keeps its key while it grows in place and while late lines arrive above it */
  key: string;
  kind: LineKind;
  speaker: Speaker;
  role: string;
  content: string;
  /** what happened beside the words or instead of them, by name */
  event: string | null;
  timestamp: string | null;
  atMs: number | null;
};

/**
 * A transcript in reading order: by time, equal times in the order they came, a line without a time right after the line
 * it followed. Every line stays: that two are alike does not prove that one was said once.
 * @param timesMs their times, where somebody has read them
 */
export function transcriptRows(messages: Message[] | null, timesMs?: readonly (number | null)[]): TranscriptRow[] {
  if (messages === null) return [];
  // In reading order the lines of one moment stand together, so they are counted anew with the next.
  const moment = new Map<string, number>();
  const timeless = new Map<string, number>();
  let momentMs: number | null = null;
  return inReadingOrder(messages, timesMs).map(({ message, atMs }) => {
    const { role, content, timestamp, event } = message;
    if (atMs !== null && atMs !== momentMs) {
      moment.clear();
      momentMs = atMs;
    }
    const counts = atMs === null ? timeless : moment;
    const count = (counts.get(role) ?? 0) + 1;
    counts.set(role, count);
    // Neither content nor position is in the key: the first changes as a line grows, the second as late lines arrive.
    // Joined, it is one text in memory; put together with plus it would stay four, in each of 150,000 lines.
    const key = [atMs, "@", role, "#", count].join("");
    const kind = lineKind(message);
    return { key, kind, speaker: speakerOf(role), role, content, event: event ?? null, timestamp, atMs };
  });
}

/** By the list of its lines, which is never changed in place: what is read anew is a new list (read-transcript.ts). */
const known = new WeakMap<Message[], readonly TranscriptRow[]>();

/** The same, worked out once: a call is judged, measured and drawn from one list of lines, and most reads bring no new one. */
export function rowsOf(messages: Message[] | null): readonly TranscriptRow[] {
  if (messages === null) return NO_ROWS;
  const held = known.get(messages);
  if (held !== undefined) return held;
  const rows = transcriptRows(messages);
  known.set(messages, rows);
  return rows;
}

const NO_ROWS: readonly TranscriptRow[] = [];

/** Lines by time, equal times in the order they came, a line without a time right after the line it followed. */
export function inReadingOrder<Line extends Pick<Message, "timestamp">>(
  messages: readonly Line[],
  timesMs?: readonly (number | null)[],
): { message: Line; atMs: number | null; placeMs: number }[] {
  let placeMs = Number.NEGATIVE_INFINITY;
  let sorted = true;
  const entries = messages.map((message, index) => {
    const atMs = timesMs === undefined ? timeMs(message.timestamp) : (timesMs[index] ?? null);
    if (atMs !== null) {
      if (atMs < placeMs) sorted = false;
      placeMs = atMs;
    }
    return { message, atMs, placeMs };
  });
  if (sorted) return entries;
  // Array.prototype.sort is stable; comparing by < and > keeps the two infinities apart from NaN.
  return entries.sort((a, b) => (a.placeMs < b.placeMs ? -1 : a.placeMs > b.placeMs ? 1 : 0));
}
