import type { Message } from "./call";
import { eventBeside, eventByKind, otherEvent } from "./line-event";
import { type LineTimes, lineTime } from "./line-time";
import { wordsOf } from "./line-words";
import { type Fields, fieldOf, isFields, type Note, ownFields } from "./read-fields";
import { speakerOf } from "./speaker";
import { lineKind } from "./speech";
import { timeText } from "./time";

/** Who spoke, where `role` does not say. */
const ROLE_FIELDS = [
  "role",
  "speaker",
  "participant",
  "speakerRole",
  "participantRole",
  "speakerLabel",
  "sender",
  "author",
];
const MORE_ROLE_FIELDS = ["from", "source", "user", "who", "speakerId", "participantId", "identity"];
const IN_A_ROLE = ["role", "type", "kind", "label", "name", "identity", "id"];
const LONGEST_ROLE = 200;
const NOBODY = "unknown";

/**
 * One line of a transcript, of this or another platform: an object by many names, or a text. What came stays as it is beside
 * `role`, `content` and `timestamp`; a line that needs no reading is handed back itself. Null: not even words could be found.
 */
export function readLine(sent: unknown, times: LineTimes, note: Note): Message | null {
  if (typeof sent === "string") return sent.trim() === "" ? null : readTextLine(sent, times);
  if (Array.isArray(sent)) return readPair(sent);
  if (!isFields(sent)) return null;
  if (isPlain(sent, times)) return sent;
  return readFields(ownFields(sent), times, note);
}

/** As the call API's documents have it, word for word. */
function isPlain(sent: Fields, { latestMs }: LineTimes): sent is Message {
  const { role, content, timestamp } = sent;
  if (typeof role !== "string" || role === "" || typeof content !== "string" || content === "") return false;
  if (timestamp !== null && (timestamp === undefined || timeText(timestamp, latestMs) !== timestamp)) return false;
  if (lineKind({ role, content }) !== "speech" || Object.hasOwn(sent, "__proto__")) return false;
  if (Object.keys(sent).length === 3) return true;
  // Its time or its speaker may stand under another name.
  if (timestamp === null || NO_ROLES.has(role.toLowerCase())) return false;
  return eventByKind(sent, role) === null && eventBeside(sent) === null && !("event" in sent);
}

function readFields(sent: Fields, times: LineTimes, note: Note): Message | null {
  const words = wordsOf(sent);
  const role = roleOf(sent, note);
  const own = eventByKind(sent, role);
  const beside = own === null ? eventBeside(sent) : null;
  const other = own === null && beside === null && !words ? otherEvent(sent) : null;
  const event = own?.label ?? beside ?? other?.label;
  if (event === undefined && (words === undefined || words === null)) {
    const pair = Object.entries(sent).find(([name, told]) => typeof told === "string" && speakerOf(name) !== "other");
    const line = pair === undefined ? null : readPair(pair);
    return line === null ? null : { ...sent, ...line, timestamp: lineTime(sent, times) ?? null };
  }
  const timestamp = lineTime(sent, times);
  if (timestamp === null) note("transcript.timestamp");
  const line: Message = {
    ...sent,
    role: own?.role ?? other?.role ?? role,
    // Pressed keys stand in the label.
    content: own?.role === "dtmf" ? "" : (words ?? ""),
    timestamp: timestamp ?? null,
  };
  if (event === undefined) delete line.event;
  else line.event = event;
  return line;
}

/** Who and what, as two texts: ["agent", "Hello"]. Null: no line. */
function readPair(sent: readonly unknown[]): Message | null {
  const [role, content] = sent;
  if (sent.length !== 2 || typeof role !== "string" || typeof content !== "string") return null;
  return speakerOf(role) === "other" ? null : { role, content, timestamp: null };
}

/** Words for any line, which tell nobody's role where another field does. */
const NO_ROLES = new Set([
  "message",
  "transcript",
  "speech",
  "utterance",
  "speaker",
  "participant",
  "unknown",
  "other",
]);

function roleOf(sent: Fields, note: Note): string {
  let vague: string | null = null;
  let hasCome = false;
  for (const name of [...ROLE_FIELDS, ...MORE_ROLE_FIELDS]) {
    const told = fieldOf(sent, name);
    if (told === undefined || told === null || told === "") continue;
    const role = roleText(told);
    if (role !== null && !NO_ROLES.has(role.toLowerCase())) return role;
    vague ??= role;
    hasCome = true;
  }
  if (hasCome && vague === null) note("transcript.role");
  return vague ?? NOBODY;
}

function roleText(told: unknown, isInner = false): string | null {
  if (typeof told === "number") return String(told);
  if (typeof told === "string") return told.trim() === "" ? null : told.slice(0, LONGEST_ROLE);
  if (!isFields(told) || isInner) return null;
  for (const name of IN_A_ROLE) {
    const role = roleText(told[name], true);
    if (role !== null) return role;
  }
  return null;
}

/** "[00:12] Agent: Hello", with or without its time. */
const TEXT_LINE =
  /^\s*(?:[[(]?((?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?)[\])]?\s*[-–]?\s*)?(?:\*{0,2}([\p{L}][\p{L}\p{M}\p{N} ._'’-]{0,39}?)\*{0,2}\s*(?:[[(]((?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?)[\])])?\s*[:：]\*{0,2}(?:\s+|$))?/u;

function readTextLine(text: string, times: LineTimes): Message {
  const [whole = "", before, role, after] = TEXT_LINE.exec(text) ?? [];
  const offset = before ?? after;
  const timestamp = offset === undefined ? undefined : lineTime({ offset: offset.replace(",", ".") }, times);
  // A time that cannot be placed stays in the words.
  const from = role === undefined && !timestamp ? 0 : whole.length;
  return { role: role ?? NOBODY, content: text.slice(from).trim(), timestamp: timestamp ?? null };
}

/** A transcript that came as one text: a line wherever one begins with who speaks, or all of it where none does. */
export function readTextTranscript(text: string, times: LineTimes): Message[] {
  const lines: Message[] = [];
  for (const part of text.split(/\r\n?|\n/)) {
    if (part.trim() === "") continue;
    const line = readTextLine(part, times);
    const last = lines.at(-1);
    // What does not begin with a speaker goes on with what the one before said.
    if (last !== undefined && line.role === NOBODY && line.timestamp === null) last.content += `\n${part.trim()}`;
    else lines.push(line);
  }
  return lines;
}
