import type { Message } from "./call";
import type { LineTimes } from "./line-time";
import { type Fields, isFields, jsonOf, type Note } from "./read-fields";
import { readLine, readTextTranscript } from "./read-line";

/**
 * A transcript as it was read, beside what came where they differ. `from`: for each line that came, the line read of it;
 * null where there is none.
 */
export type TranscriptReading = {
  messages: Message[];
  unreadable: number;
  /** what could not be read beside whole lines: "transcript.timestamp" */
  fields: ReadonlySet<string>;
  came: readonly unknown[] | null;
  from: readonly (Message | null)[];
};

/** Reads a transcript piece by piece, so that a long one does not hold up everything else. */
export function transcriptReader(times: LineTimes) {
  const fields = new Set<string>();
  const note: Note = (field) => fields.add(field);
  // Each reading makes a list of its own, which nobody changes afterwards: what is worked out of it is kept by it (WeakMaps).
  const messages: Message[] = [];
  const came: unknown[] = [];
  const from: (Message | null)[] = [];
  const known = new Map<string, Message>();
  let unreadable = 0;
  let isSame = true;
  return {
    add(piece: readonly unknown[]): void {
      for (const sent of piece) {
        const line = readLine(sent, times, note);
        came.push(sent);
        from.push(line);
        if (line === null || line !== sent) isSame = false;
        if (line === null) unreadable += 1;
        else if (isRepeated(line, known)) isSame = false;
        else messages.push(line);
      }
    },
    done: (): TranscriptReading =>
      isSame ? { messages, unreadable, fields, came: null, from: [] } : { messages, unreadable, fields, came, from },
  };
}

const ID_FIELDS = ["id", "messageId", "message_id", "itemId", "item_id", "segment_id"];

/** Only a message's own id proves that a line came twice; words can be said twice. */
function isRepeated(line: Message, known: Map<string, Message>): boolean {
  for (const field of ID_FIELDS) {
    const id = Object.hasOwn(line, field) ? line[field] : undefined;
    if ((typeof id !== "string" && typeof id !== "number") || id === "") continue;
    const before = known.get(`${field} ${id}`);
    if (before === undefined) known.set(`${field} ${id}`, line);
    return (
      before !== undefined &&
      before.role === line.role &&
      before.content === line.content &&
      before.timestamp === line.timestamp &&
      before.event === line.event
    );
  }
  return false;
}

const LISTS = [
  "messages",
  "items",
  "turns",
  "lines",
  "segments",
  "utterances",
  "entries",
  "transcript",
  "sentences",
  "history",
  "conversation",
];
/** Other names of the transcript itself. */
const OTHER_NAMES = ["messages", "transcriptObject", "transcript_object", "transcripts", "utterances"];

/** The lines a transcript came in, one text, or null where nothing can be made of it; undefined where none came. */
function linesIn(sent: unknown): readonly unknown[] | string | null | undefined {
  if (sent === null || sent === undefined) return undefined;
  if (Array.isArray(sent)) return sent;
  if (typeof sent === "string") {
    const json = jsonOf(sent);
    if (json !== undefined) return linesIn(json);
    return sent.trim() === "" ? undefined : sent;
  }
  if (!isFields(sent)) return null;
  const list = LISTS.find((name) => Array.isArray(sent[name]));
  if (list !== undefined) return sent[list] as unknown[];
  const names = Object.keys(sent);
  return names.length > 0 && names.every((name) => /^\d+$/.test(name)) ? Object.values(sent) : null;
}

const isFilled = (lines: unknown): lines is readonly unknown[] => Array.isArray(lines) && lines.length > 0;

/** The transcript of a call; null: none came, or nothing could be made of it, which is noted. */
export function readTranscript(call: Fields, times: LineTimes, note: Note): TranscriptReading | null {
  const own = linesIn(call.transcript);
  // Some send the talk as one text, and line by line under another name.
  const other = Array.isArray(own) ? undefined : OTHER_NAMES.map((name) => linesIn(call[name])).find(isFilled);
  const lines = other ?? own;
  if (lines === null) note("transcript");
  if (lines === null || lines === undefined) return null;
  if (typeof lines === "string") {
    return { messages: readTextTranscript(lines, times), unreadable: 0, fields: new Set(), came: null, from: [] };
  }
  const reader = transcriptReader(times);
  reader.add(lines);
  return reader.done();
}
