import type { Call, CallListItem, LiveRoomStatus, Participant } from "./call";
import { CALL_ID } from "./id";
import type { LineTimes } from "./line-time";
import { readWords } from "./line-words";
import {
  digitsOf,
  type Fields,
  fieldOf,
  isAbsent,
  isFields,
  jsonOf,
  type Note,
  ownFields,
  readNumber,
  readText,
  readTime,
  readTruth,
} from "./read-fields";
import { readTranscript, type TranscriptReading } from "./read-transcript";
import { timeMs, timeText } from "./time";
import type { Unreadable } from "./unreadable";

/** A call as it was read, and what of it could not be. */
export type CallReading = {
  call: Call;
  unreadable: Unreadable;
  /** what came in fields that were read to something else, by field */
  came: ReadonlyMap<string, { sent: unknown; read: unknown }>;
  transcript: TranscriptReading | null;
};

/** What happened cannot be later than this from now; clocks differ, zones get lost. */
const LATEST_FROM_NOW_MS = 86_400_000;

const latestOf = (nowMs: number | null) => (nowMs === null ? null : nowMs + LATEST_FROM_NOW_MS);

/**
 * Reads a call of `GET /calls/{callId}`, tolerantly: what is missing becomes null, an unknown status stays itself, unknown
 * fields stay. What stands there in a form nobody knows becomes null, too, and is named in `unreadable`.
 * @param nowMs times of what has happened are not later than a day from it; null: as late as any
 * @param held the transcript, where it was too long to be read at once
 * @returns null when there is no usable id
 */
export function readCall(
  sent: unknown,
  nowMs: number | null = null,
  held: TranscriptReading | null = null,
): CallReading | null {
  if (!isFields(sent)) return null;
  const fields = new Set<string>();
  const reader = fieldReader(ownFields(sent), nowMs, (field) => fields.add(field));
  const id = reader.id();
  if (id === null) return null;
  const startedAt = reader.time("startedAt");
  const transcript = held ?? readTranscript(reader.sent, lineTimesOf(sent, nowMs), reader.note);
  for (const field of transcript?.fields ?? []) reader.note(field);
  const call: Call = {
    ...reader.sent,
    id,
    status: reader.status(),
    direction: reader.text("direction"),
    phoneNumber: reader.text("phoneNumber"),
    duration: reader.number("duration"),
    startedAt,
    endedAt: reader.time("endedAt"),
    failureReason: reader.text("failureReason"),
    agent: readNamed(reader.field("agent"), "agent", reader.note),
    summary: readSummary(reader.field("summary"), reader.note),
    transcript: transcript?.messages ?? null,
    metadata: readMetadata(reader.field("metadata"), reader.note),
    roomId: reader.text("roomId"),
    jobId: reader.text("jobId"),
    sipParticipantId: reader.text("sipParticipantId"),
    liveRoomStatus: readRoom(reader.field("liveRoomStatus"), reader.note),
    createdAt: reader.time("createdAt"),
    updatedAt: reader.time("updatedAt"),
  };
  const unreadable = { messages: transcript?.unreadable ?? 0, fields: [...fields].sort() };
  return { call, unreadable, came: differing(reader.sent, call), transcript };
}

/** By what the times of a call's lines are read. */
export function lineTimesOf(sent: unknown, nowMs: number | null): LineTimes {
  const latestMs = latestOf(nowMs);
  const startedAt = isFields(sent) ? timeText(fieldOf(sent, "startedAt"), latestMs) : null;
  return { startedMs: timeMs(startedAt), latestMs };
}

export type RowReading = { item: CallListItem; fields: string[]; came: CallReading["came"] };

/** Reads a row of `GET /calls` in the same way. @returns null when there is no usable id */
export function readListItem(sent: unknown, nowMs: number | null = null): RowReading | null {
  if (!isFields(sent)) return null;
  const fields = new Set<string>();
  const reader = fieldReader(ownFields(sent), nowMs, (field) => fields.add(field));
  const id = reader.id();
  if (id === null) return null;
  const item: CallListItem = {
    ...reader.sent,
    id,
    status: reader.status(),
    direction: reader.text("direction"),
    // A call can be planned for any day to come.
    scheduledAt: readTime(reader.field("scheduledAt"), null, "scheduledAt", reader.note),
    duration: reader.number("duration"),
    outcome: reader.text("outcome"),
    twilioCallSid: reader.text("twilioCallSid"),
    agent: readNamed(reader.field("agent"), "agent", reader.note),
    contact: readContact(reader.field("contact"), reader.note),
    phoneNumber: reader.text("phoneNumber"),
    createdAt: reader.time("createdAt"),
  };
  return { item, fields: [...fields].sort(), came: differing(reader.sent, item) };
}

function fieldReader(sent: Fields, nowMs: number | null, note: Note) {
  const field = (name: string) => fieldOf(sent, name);
  const latestMs = latestOf(nowMs);
  return {
    sent,
    note,
    field,
    id(): string | null {
      const id = digitsOf(sent.id);
      return typeof id === "string" && CALL_ID.test(id) ? id : null;
    },
    status: () => readStatus(field("status"), note),
    text: (name: string) => readText(field(name), name, note),
    number: (name: string) => readNumber(field(name), name, note),
    time: (name: string) => readTime(field(name), latestMs, name, note),
  };
}

/** A word; a number would be somebody's code for one. */
function readStatus(sent: unknown, note: Note): string {
  const status = typeof sent === "number" ? null : readText(sent, "status", note);
  if (typeof sent === "number") note("status");
  return status ?? "unknown";
}

function differing(sent: Fields, read: Fields): CallReading["came"] {
  const came = new Map<string, { sent: unknown; read: unknown }>();
  for (const name of Object.keys(read)) {
    if (!Object.hasOwn(sent, name) || Object.is(sent[name], read[name])) continue;
    // What a transcript came as is kept by its lines (sent.ts).
    if (name === "transcript" && read[name] !== null) continue;
    came.set(name, { sent: sent[name], read: read[name] });
  }
  return came;
}

/** Who has an id and a name: an object, or the name alone. */
function readNamed(sent: unknown, field: string, note: Note): Call["agent"] {
  if (typeof sent === "string") return sent.trim() === "" ? null : { id: null, name: sent };
  if (!isFields(sent)) return nothingIn(sent, field, note);
  const id = readText(sent.id, `${field}.id`, note);
  const name = readText(sent.name, `${field}.name`, note);
  return isTold(sent, { id, name }) ? sent : { ...ownFields(sent), id, name };
}

function readContact(sent: unknown, note: Note): CallListItem["contact"] {
  if (typeof sent === "string") return sent.trim() === "" ? null : contactOf(sent);
  if (!isFields(sent)) return nothingIn(sent, "contact", note);
  const phone = readText(sent.phone ?? sent.phoneNumber ?? sent.phone_number, "contact.phone", note);
  const name = readText(sent.name, "contact.name", note);
  const email = readText(sent.email, "contact.email", note);
  return isTold(sent, { phone, name, email }) ? sent : { ...ownFields(sent), phone, name, email };
}

/** Nothing had to be read into it: it stays the object it is. */
function isTold<Read extends Fields>(sent: Fields, read: Read): sent is Read {
  return !Object.hasOwn(sent, "__proto__") && Object.keys(read).every((name) => Object.is(sent[name], read[name]));
}

function contactOf(text: string): CallListItem["contact"] {
  const isNumber = /^[+\d\s().-]{3,}$/.test(text);
  return { phone: isNumber ? text : null, name: isNumber ? null : text, email: null };
}

/** What is no object: null, and noted unless nothing came at all. */
function nothingIn(sent: unknown, field: string, note: Note): null {
  if (!isAbsent(sent) && sent !== "") note(field);
  return null;
}

function readSummary(sent: unknown, note: Note): string | null {
  if (typeof sent === "string" || isAbsent(sent)) return readText(sent, "summary", note);
  const words = readWords(sent);
  if (words === null) note("summary");
  return words === null || words.trim() === "" ? null : words;
}

/** An object, or the JSON text of one. */
function readMetadata(sent: unknown, note: Note): Record<string, unknown> {
  const told = typeof sent === "string" ? (sent.trim() === "" ? null : jsonOf(sent)) : sent;
  if (isFields(told)) return ownFields(told);
  if (told !== null && !(isAbsent(sent) || (Array.isArray(sent) && sent.length === 0))) note("metadata");
  return {};
}

function readRoom(sent: unknown, note: Note): LiveRoomStatus | null {
  if (!isFields(sent)) return nothingIn(sent, "liveRoomStatus", note);
  const inRoom = (name: string) => `liveRoomStatus.${name}`;
  const read = {
    roomExists: readTruth(fieldOf(sent, "roomExists"), inRoom("roomExists"), note),
    numParticipants: readCount(fieldOf(sent, "numParticipants"), inRoom("numParticipants"), note),
    participants: readParticipants(fieldOf(sent, "participants"), inRoom("participants"), note),
  };
  return isTold(sent, read) ? sent : { ...ownFields(sent), ...read };
}

function readCount(sent: unknown, field: string, note: Note): number | null {
  const number = readNumber(sent, field, note);
  if (number !== null && !Number.isInteger(number)) note(field);
  return Number.isInteger(number) ? number : null;
}

function readParticipants(sent: unknown, field: string, note: Note): Participant[] {
  if (isAbsent(sent) || sent === "") return [];
  if (!Array.isArray(sent)) {
    note(field);
    return [];
  }
  let unnamed = 0;
  const people = sent.flatMap((one: unknown): Participant[] => {
    const told = typeof one === "string" || typeof one === "number" ? { identity: one } : one;
    if (!isFields(told)) {
      note(field);
      return [];
    }
    const name = readText(told.name, field, note);
    const identity = readText(fieldOf(told, "identity") ?? fieldOf(told, "participantIdentity"), field, note);
    // Nobody is a blank row: who has neither identity nor name is counted through.
    const known = identity ?? name ?? readText(told.sid ?? told.id, field, note);
    if (known === null) unnamed += 1;
    const read = { identity: known ?? `unnamed-${unnamed}`, name };
    return [told === one && isTold(told, read) ? told : { ...ownFields(told), ...read }];
  });
  return people.length === sent.length && people.every((person, at) => person === sent[at]) ? sent : people;
}
