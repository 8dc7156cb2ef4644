import type { Call, CallListItem } from "./call";
import { CALL_ID } from "./id";
import type { LineTimes } from "./line-time";
import {
  digitsOf,
  type Fields,
  fieldOf,
  isFields,
  type Note,
  ownFields,
  readNumber,
  readText,
  readTime,
} from "./read-fields";
import { readContact, readMetadata, readNamed, readRoom, readSummary } from "./read-parts";
import { readTranscript, type TranscriptReading } from "./read-transcript";
import { ALL_STATUSES } from "./status";
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

/** A word, ours where it is one of ours in another writing ("No-Answer", "canceled"); a number would be somebody's code for one. */
function readStatus(sent: unknown, note: Note): string {
  const status = typeof sent === "number" ? null : readText(sent, "status", note);
  if (typeof sent === "number") note("status");
  return status === null ? "unknown" : (OUR_STATUSES.get(plainStatus(status)) ?? status);
}

const plainStatus = (status: string) => status.toLowerCase().replace(/[^a-z]+/g, "");
const OUR_STATUSES = new Map(ALL_STATUSES.map((status) => [plainStatus(status), status])).set("canceled", "cancelled");

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
