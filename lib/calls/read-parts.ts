import type { Call, CallListItem, LiveRoomStatus, Participant } from "./call";
import { readWords } from "./line-words";
import {
  type Fields,
  fieldOf,
  isAbsent,
  isFields,
  jsonOf,
  type Note,
  ownFields,
  readNumber,
  readText,
  readTruth,
} from "./read-fields";

/** Who has an id and a name: an object, or the name alone. */
export function readNamed(sent: unknown, field: string, note: Note): Call["agent"] {
  if (typeof sent === "string") return sent.trim() === "" ? null : { id: null, name: sent };
  if (!isFields(sent)) return nothingIn(sent, field, note);
  const id = readText(sent.id, `${field}.id`, note);
  const name = readText(sent.name, `${field}.name`, note);
  return isTold(sent, { id, name }) ? sent : { ...ownFields(sent), id, name };
}

/** Who is at the other end: an object, or the name or number alone. */
export function readContact(sent: unknown, note: Note): CallListItem["contact"] {
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

/** Text, or the parts of one. */
export function readSummary(sent: unknown, note: Note): string | null {
  if (typeof sent === "string" || isAbsent(sent)) return readText(sent, "summary", note);
  const words = readWords(sent);
  if (words === null) note("summary");
  return words === null || words.trim() === "" ? null : words;
}

/** An object, or the JSON text of one. */
export function readMetadata(sent: unknown, note: Note): Record<string, unknown> {
  const told = typeof sent === "string" ? (sent.trim() === "" ? null : jsonOf(sent)) : sent;
  if (isFields(told)) return ownFields(told);
  if (told !== null && !(isAbsent(sent) || (Array.isArray(sent) && sent.length === 0))) note("metadata");
  return {};
}

/** Who is in the room, under this name or that. */
export function readRoom(sent: unknown, note: Note): LiveRoomStatus | null {
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
