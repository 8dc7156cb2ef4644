import type { Call, Participant } from "./call";

/** Who somebody in the room is. "other" is a colleague, a listener or a machine such as a recorder. */
export type ParticipantKind = "agent" | "caller" | "other";

type WhoCalls = Pick<Call, "phoneNumber" | "agent">;

/** LiveKit's own kinds, as names or as the numbers of its protocol. */
const KIND_NAMES = ["standard", "ingress", "egress", "sip", "agent"];

function livekitKind(participant: Participant): string {
  const { kind } = participant;
  if (typeof kind === "number") return KIND_NAMES[kind] ?? "";
  return typeof kind === "string" ? kind.toLowerCase().replace(/^(participant_)?kind_/, "") : "";
}

const digitsOf = (text: string | null) => (text ?? "").replace(/\D/g, "");

/**
 * Who a participant is: by LiveKit's `kind`, else by identity ("agent", "agent-…", "caller", "sip_…"), else by the agent's name
 * or by the call's own number in identity or name. Everybody else is "other".
 */
export function participantKind(participant: Participant, call: WhoCalls): ParticipantKind {
  const kind = livekitKind(participant);
  if (kind === "agent") return "agent";
  if (kind === "sip") return "caller";
  if (kind === "ingress" || kind === "egress") return "other";
  const identity = participant.identity.toLowerCase();
  if (/^agent([-_:.\d]|$)/.test(identity)) return "agent";
  if (/^(caller|sip)([-_:.+\d]|$)/.test(identity)) return "caller";
  if (participant.name !== null && participant.name === call.agent?.name) return "agent";
  const number = digitsOf(call.phoneNumber);
  const carriesNumber = (text: string | null) => number.length >= 5 && digitsOf(text).includes(number);
  return carriesNumber(participant.identity) || carriesNumber(participant.name) ? "caller" : "other";
}

/** Recorders and streams sit in the room, but nobody can talk to them. */
function isMachine(participant: Participant): boolean {
  const kind = livekitKind(participant);
  return kind === "ingress" || kind === "egress";
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
export function isCallerAlone(call: Pick<Call, "liveRoomStatus"> & WhoCalls): boolean | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  const people = room.participants.filter((participant) => !isMachine(participant));
  const machines = room.participants.length - people.length;
  // More people counted than named: somebody we cannot see may be the agent.
  if (people.length !== 1 || (room.numParticipants ?? 0) - machines > 1) return false;
  return people.every((participant) => participantKind(participant, call) === "caller");
}

/** A colleague is in the room and no agent: the colleague took the call over. */
export function isTakenOver(call: Pick<Call, "liveRoomStatus"> & WhoCalls): boolean {
  const people = (call.liveRoomStatus?.participants ?? []).filter((participant) => !isMachine(participant));
  const kinds = people.map((participant) => participantKind(participant, call));
  return kinds.includes("other") && !kinds.includes("agent");
}
