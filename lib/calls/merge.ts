import type { Call } from "./call";
import { withKnownLines } from "./sent";
import { isFinal, isLive } from "./status";
import { timeMs } from "./time";
import type { Unreadable } from "./unreadable";

/**
 * One complete answer of the upstream and when it was read, by our own clock in milliseconds since the epoch, with
 * fractions. What beside the call belongs to the answer (`omittedMessages`, `unreadable`) comes and goes with it.
 */
export type CallRead = {
  call: Call;
  omittedMessages: number;
  unreadable: Unreadable;
  beganMs: number;
  endedMs: number;
};

/** When something was read. */
export type Reading = Pick<CallRead, "beganMs" | "endedMs">;

/** What the reads of one call say together. */
export type CallKnowledge = {
  /** what to show: the newest answer, with the lines and the summary that still stand */
  call: Call;
  /** of the answer whose lines are shown */
  omittedMessages: number;
  /** messages: of the answer whose lines are shown; fields: of the newest */
  unreadable: Unreadable;
  /** when the newest read began, and when the last of those that count ended */
  beganMs: number;
  endedMs: number;
  /** answers no other is newer than: one, or several that overlapped */
  newest: readonly CallRead[];
  transcript: Field;
  summary: Field;
};

/** The newest answers in which a field had something, and the later ones in which it had not. */
type Field = { filled: readonly CallRead[]; empty: readonly (Reading & { isLive: boolean })[] };

/** Enough to find two that follow each other among reads that overlap. */
const EMPTY_KEPT = 8;
const NO_FIELD: Field = { filled: [], empty: [] };

/**
 * Whether `a` began after `b` had ended. Two reads of the same instant are neither: nobody can tell which came first.
 */
export function isAfter(a: Reading, b: Reading): boolean {
  return a.beganMs >= b.endedMs && !(b.beganMs >= a.endedMs);
}

/**
 * What is known of a call after one more read of it. The order of reading is ours: a read that began after another had
 * ended is newer, whatever the times in it say, and the newest answer is shown as a whole. Only answers whose reads
 * overlapped are weighed by what they contain: later `updatedAt`, then ended before running, then more and later lines.
 * The result is the same for every order in which the same reads arrive.
 *
 * Two fields outlive an answer without them, because an absence may be a hiccup: a `transcript` or `summary` that comes
 * as null after content is gone when a second read in a row says so, and at once when an ended call has come back to
 * life, whose lines and summary were those of the attempt before.
 *
 * @throws Error when the two are different calls
 */
export function joinRead(known: CallKnowledge | null, added: CallRead): CallKnowledge {
  if (known !== null && known.call.id !== added.call.id) {
    throw new Error(`Cannot join call ${added.call.id} to call ${known.call.id}.`);
  }
  const read = sharingLines(known, added);
  const newest = withoutOlder(known?.newest ?? [], read);
  const transcript = joinField(known?.transcript ?? NO_FIELD, read, "transcript");
  const summary = joinField(known?.summary ?? NO_FIELD, read, "summary");
  const shown = weightiest(newest) ?? read;
  const lines = standing(transcript);
  return {
    call: {
      ...shown.call,
      transcript: lines?.call.transcript ?? null,
      summary: standing(summary)?.call.summary ?? null,
    },
    omittedMessages: (lines ?? shown).omittedMessages,
    unreadable: { messages: (lines ?? shown).unreadable.messages, fields: shown.unreadable.fields },
    beganMs: Math.max(...newest.map(({ beganMs }) => beganMs)),
    endedMs: Math.max(...newest.map(({ endedMs }) => endedMs)),
    ...{ newest, transcript, summary },
  };
}

function sharingLines(known: CallKnowledge | null, read: CallRead): CallRead {
  const { transcript } = read.call;
  const lines = transcript && withKnownLines(known?.call.transcript ?? null, transcript);
  return lines === transcript ? read : { ...read, call: { ...read.call, transcript: lines } };
}

/** These reads and one more, less those that another of them is newer than. */
function withoutOlder(reads: readonly CallRead[], added: CallRead): readonly CallRead[] {
  if (reads.some((read) => isAfter(read, added) || isSameRead(read, added))) return reads;
  return [...reads.filter((read) => !isAfter(added, read)), added];
}

function isSameRead(a: CallRead, b: CallRead): boolean {
  return a.beganMs === b.beganMs && a.endedMs === b.endedMs && compareReads(a, b) === 0;
}

function joinField(field: Field, read: CallRead, name: "transcript" | "summary"): Field {
  const isFilled = read.call[name] !== null;
  // What came but could not be read is not gone.
  if (!isFilled && read.unreadable.fields.includes(name)) return field;
  const filled = isFilled ? withoutOlder(field.filled, read) : field.filled;
  const added = { beganMs: read.beganMs, endedMs: read.endedMs, isLive: isLive(read.call.status) };
  const isNew = !isFilled && !field.empty.some((one) => compareEmpty(one, added) === 0);
  const empty = [...field.empty, ...(isNew ? [added] : [])]
    .filter((one) => filled.every((before) => isAfter(one, before)))
    .sort(compareEmpty);
  return { filled, empty: empty.slice(-EMPTY_KEPT) };
}

function compareEmpty(a: Field["empty"][number], b: Field["empty"][number]): number {
  return a.beganMs - b.beganMs || a.endedMs - b.endedMs || Number(a.isLive) - Number(b.isLive);
}

/** The answer whose lines or summary are shown; null when there never were any, or they were taken back. */
function standing({ filled, empty }: Field): CallRead | null {
  const last = weightiest(filled);
  if (last === null) return null;
  const isConfirmed = empty.some((one) => empty.some((before) => isAfter(one, before)));
  const isRevived = isFinal(last.call.status) && empty.some((one) => one.isLive);
  return isConfirmed || isRevived ? null : last;
}

function weightiest(reads: readonly CallRead[]): CallRead | null {
  return reads.reduce<CallRead | null>((a, b) => (a !== null && compareReads(a, b) >= 0 ? a : b), null);
}

/** Positive when `a` counts for more. Zero only for equal content and equal time of reading, so that the order is total. */
function compareReads(a: CallRead, b: CallRead): number {
  return (
    compareNumbers(versionMs(a.call), versionMs(b.call)) ||
    compareNumbers(Number(isFinal(a.call.status)), Number(isFinal(b.call.status))) ||
    compareNumbers(a.call.transcript?.length ?? -1, b.call.transcript?.length ?? -1) ||
    compareNumbers(lastLineMs(a.call), lastLineMs(b.call)) ||
    compareNumbers(characters(a.call), characters(b.call)) ||
    compareNumbers(a.beganMs, b.beganMs) ||
    compareNumbers(a.endedMs, b.endedMs) ||
    compareNumbers(a.omittedMessages, b.omittedMessages) ||
    compareValues(a.unreadable, b.unreadable) ||
    compareValues(a.call, b.call)
  );
}

/** `updatedAt`; where it is missing, the latest time the snapshot tells of. */
function versionMs(call: Call): number {
  const updatedMs = timeMs(call.updatedAt);
  if (updatedMs !== null) return updatedMs;
  const told = [call.createdAt, call.startedAt, call.endedAt].map((time) => timeMs(time) ?? Number.NEGATIVE_INFINITY);
  return Math.max(lastLineMs(call), ...told);
}

function lastLineMs(call: Call): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const message of call.transcript ?? []) last = Math.max(last, timeMs(message.timestamp) ?? last);
  return last;
}

function characters(call: Call): number {
  let total = 0;
  for (const message of call.transcript ?? []) total += message.content.length;
  return total;
}

function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A total order on JSON values: by type, then by content; objects by their sorted keys. Zero only when deep-equal. */
function compareValues(a: unknown, b: unknown): number {
  if (Object.is(a, b)) return 0;
  const kinds = compareNumbers(kindRank(a), kindRank(b));
  if (kinds !== 0) return kinds;
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (isRecord(a) && isRecord(b)) {
    const keysA = Object.keys(a).sort();
    const keysB = Object.keys(b).sort();
    return (
      compareLists(keysA, keysB) ||
      compareLists(
        keysA.map((key) => a[key]),
        keysB.map((key) => b[key]),
      )
    );
  }
  return compareScalars(a, b);
}

function compareLists(a: unknown[], b: unknown[]): number {
  if (a.length !== b.length) return compareNumbers(a.length, b.length);
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareScalars(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b);
  return compareNumbers(Number(a), Number(b));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function kindRank(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (Array.isArray(value)) return 6;
  return { boolean: 2, number: 3, string: 4, object: 5 }[typeof value as string] ?? 7;
}
