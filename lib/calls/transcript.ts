import type { Message } from "./call";
import { type Speaker, speakerOf } from "./speech";
import { timeMs } from "./time";

export type TranscriptRow = {
  /** the same line keeps its key while it grows in place and while late lines arrive above it */
  key: string;
  speaker: Speaker;
  role: string;
  content: string;
  timestamp: string | null;
  atMs: number | null;
};

/**
 * A transcript in reading order: by time, equal times in the order they came, a line without a time right after the line
 * it followed. A line that repeats another exactly (role, time, content; without a time: the line right before) is dropped.
 */
export function transcriptRows(messages: Message[] | null): TranscriptRow[] {
  if (messages === null) return [];
  // In reading order the lines of one moment stand together, so what was said in it can be forgotten with the next.
  const moment = new Map<string, Slot>();
  const timeless = new Map<string, Slot>();
  let momentMs: number | null = null;
  let previous: TranscriptRow | undefined;
  const rows: TranscriptRow[] = [];
  for (const { message, atMs } of inReadingOrder(messages)) {
    const { role, content, timestamp } = message;
    if (atMs !== null && atMs !== momentMs) {
      moment.clear();
      momentMs = atMs;
    }
    const slots = atMs === null ? timeless : moment;
    const slot = slots.get(role);
    if (atMs === null) {
      if (previous && previous.atMs === null && previous.role === role && previous.content === content) continue;
    } else if (slot && isRepeated(slot, content)) continue;
    if (slot) slot.count += 1;
    else slots.set(role, { count: 1, first: content, others: null });
    // Neither content nor position is in the key: the first changes as a line grows, the second as late lines arrive.
    const key = `${atMs === null ? "" : timestamp}@${role}#${slot?.count ?? 1}`;
    previous = { key, speaker: speakerOf(role), role, content, timestamp, atMs };
    rows.push(previous);
  }
  return rows;
}

/** Lines of one role and one moment. Nearly always there is one, so the set of the others is made only when needed. */
type Slot = { count: number; first: string; others: Set<string> | null };

/** Whether the slot has had a line of this content; remembers it if not. */
function isRepeated(slot: Slot, content: string): boolean {
  if (slot.first === content || slot.others?.has(content)) return true;
  slot.others ??= new Set();
  slot.others.add(content);
  return false;
}

/** Lines by time, equal times in the order they came, a line without a time right after the line it followed. */
export function inReadingOrder<Line extends Pick<Message, "timestamp">>(
  messages: readonly Line[],
): { message: Line; atMs: number | null; placeMs: number }[] {
  let placeMs = Number.NEGATIVE_INFINITY;
  let sorted = true;
  const entries = messages.map((message) => {
    const atMs = timeMs(message.timestamp);
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
