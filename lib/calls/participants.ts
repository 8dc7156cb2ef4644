import type { Call, LiveRoomStatus, Participant } from "./call";
import { speakerOf } from "./speech";
import { timeMs } from "./time";

/** Who somebody in the room is. "other" is a colleague, a listener or a machine such as a recorder. */
export type ParticipantKind = "agent" | "caller" | "other";

type WhoCalls = Pick<Call, "phoneNumber" | "agent">;
type InRoom = WhoCalls & Pick<Call, "liveRoomStatus">;

/** LiveKit's own kinds, as names or as the numbers of its protocol. */
const KIND_NAMES = ["standard", "ingress", "egress", "sip", "agent", "", "", "connector"];

function livekitKind(participant: Participant): string {
  const { kind } = participant;
  if (typeof kind === "number") return KIND_NAMES[kind] ?? "";
  return typeof kind === "string" ? kind.toLowerCase().replace(/^(participant_)?kind_/, "") : "";
}

const digitsOf = (text: string | null) => (text ?? "").replace(/\D/g, "");

/** What of a participant gives away who it is; null: nothing does. */
function toldKind(participant: Participant, call: WhoCalls): ParticipantKind | null {
  if (isMachine(participant)) return "other";
  const kind = livekitKind(participant);
  if (kind === "agent") return "agent";
  if (kind === "sip" || kind === "connector") return "caller";
  const identity = participant.identity.toLowerCase();
  if (/^agent([-_:.\d]|$)/.test(identity)) return "agent";
  if (/^(caller|sip)([-_:.+\d]|$)/.test(identity)) return "caller";
  if (participant.name !== null && participant.name === call.agent?.name) return "agent";
  const number = digitsOf(call.phoneNumber);
  const carriesNumber = (text: string | null) => number.length >= 5 && digitsOf(text).includes(number);
  if (carriesNumber(participant.identity) || carriesNumber(participant.name)) return "caller";
  const named = [participant.identity, participant.name ?? ""].map(speakerOf).find((speaker) => speaker !== "other");
  return named ?? null;
}

/** By the room as it came: everybody in it is asked for. */
const presumed = new WeakMap<LiveRoomStatus, string | null>();

/**
 * Who is taken for the caller in a room where nothing tells who that is, as with callers from the web: whoever came first of
 * those of whom nothing is told. Null where somebody is known to be the caller.
 */
function presumedCaller(room: LiveRoomStatus, call: WhoCalls): string | null {
  const known = presumed.get(room);
  if (known !== undefined) return known;
  const told = room.participants.map((participant) => ({ participant, kind: toldKind(participant, call) }));
  const unknown = told.some(({ kind }) => kind === "caller") ? [] : told.filter(({ kind }) => kind === null);
  const [first] = unknown
    .map(({ participant }) => ({ participant, joinedMs: joinedMs(participant) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => (a.joinedMs < b.joinedMs ? -1 : a.joinedMs > b.joinedMs ? 1 : 0));
  const found = first?.participant.identity ?? null;
  presumed.set(room, found);
  return found;
}

/** LiveKit's joined_at; null when there is none. */
export function joinedMs(participant: Participant): number | null {
  return timeMs(participant.joined_at ?? participant.joinedAt);
}

/**
 * Who a participant is: by LiveKit's `kind`, else by what identity and name say ("agent-…", "sip_…", "user", the agent's name,
 * the call's own number). Where nobody is known to be the caller, the first of whom nothing is told is. Everybody else is "other".
 */
export function participantKind(participant: Participant, call: InRoom): ParticipantKind {
  const told = toldKind(participant, call);
  if (told !== null) return told;
  const room = call.liveRoomStatus;
  return room !== null && presumedCaller(room, call) === participant.identity ? "caller" : "other";
}

/** Recorders and streams sit in the room, but nobody can talk to them. */
function isMachine(participant: Participant): boolean {
  const kind = livekitKind(participant);
  if (kind === "ingress" || kind === "egress") return true;
  return kind === "" && /^(?:EG|IN)_|^(?:egress|ingress|recorder|recording)(?:[-_:.\d]|$)/i.test(participant.identity);
}

/** Nobody is in the call's room, or there is none. Null when the upstream does not say. */
export function isRoomGone(call: Pick<Call, "liveRoomStatus">): boolean | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  if (room.roomExists === false) return true;
  if (room.participants.length > 0) {
    return room.participants.every(isMachine) && (room.numParticipants ?? 0) <= room.participants.length;
  }
  return room.numParticipants === null ? null : room.numParticipants === 0;
}

/** Only the caller is in the room: no agent, and no colleague who took over. Null when the upstream does not say. */
export function isCallerAlone(call: InRoom): boolean | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  const people = room.participants.filter((participant) => !isMachine(participant));
  const machines = room.participants.length - people.length;
  // More people counted than named: somebody we cannot see may be the agent.
  if (people.length !== 1 || (room.numParticipants ?? 0) - machines > 1) return false;
  return people.every((participant) => participantKind(participant, call) === "caller");
}

/** A colleague is in the room and no agent: the colleague took the call over. */
export function isTakenOver(call: InRoom): boolean {
  const people = (call.liveRoomStatus?.participants ?? []).filter((participant) => !isMachine(participant));
  const kinds = people.map((participant) => participantKind(participant, call));
  return kinds.includes("other") && !kinds.includes("agent");
}
