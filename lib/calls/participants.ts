import type { RosterEntry } from "./board";
import type { Call, LiveRoomStatus, Participant } from "./call";
import { speakerOf } from "./speaker";
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

/** What watching a room has taught of who the caller is, where that is not told of everybody. */
export type CallerSeen = {
  /** somebody who was told to be the caller is or was in the room: nobody else can be */
  isTold: boolean;
  /** who is taken for the caller in the room as it is now; null: nobody is */
  presumed: string | null;
  /** of whom nothing is told, and who were in the room beside a caller: colleagues, whoever leaves */
  beside: readonly string[];
};

const NOBODY_SEEN: CallerSeen = { isTold: false, presumed: null, beside: [] };
const MOST_BESIDE = 200;

/**
 * Who is taken for the caller in a room where nothing tells who that is, as with callers from the web: whoever came first of
 * those of whom nothing is told. A caller who has left is not followed by who stays behind.
 */
export function seeCaller(before: CallerSeen | null, call: InRoom): CallerSeen {
  const known = before ?? NOBODY_SEEN;
  const room = call.liveRoomStatus;
  if (room === null) return known;
  const told = room.participants.map((participant) => ({ participant, kind: toldKind(participant, call) }));
  const unknown = told.filter(({ kind }) => kind === null).map(({ participant }) => participant);
  const isTold = known.isTold || told.some(({ kind }) => kind === "caller");
  const may = isTold ? [] : unknown.filter(({ identity }) => !known.beside.includes(identity));
  const stays = may.some(({ identity }) => identity === known.presumed);
  const presumed = stays ? known.presumed : (firstOf(may)?.identity ?? null);
  if (!isTold && presumed === null) return { ...known, presumed };
  const others = unknown.map(({ identity }) => identity).filter((identity) => identity !== presumed);
  return { isTold, presumed, beside: [...new Set([...known.beside, ...others])].slice(-MOST_BESIDE) };
}

function firstOf(participants: readonly Participant[]): Participant | undefined {
  return participants
    .map((participant) => ({ participant, joinedMs: joinedMs(participant) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => (a.joinedMs < b.joinedMs ? -1 : a.joinedMs > b.joinedMs ? 1 : 0))[0]?.participant;
}

/** By the room as it came: everybody in it is asked for. */
const presumed = new WeakMap<LiveRoomStatus, string | null>();

function presumedCaller(call: InRoom): string | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  const known = presumed.get(room);
  if (known !== undefined) return known;
  const found = seeCaller(null, call).presumed;
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
 * @param caller who is taken for the caller; unless given, judged by this room alone
 */
export function participantKind(
  participant: Participant,
  call: InRoom,
  caller: string | null = presumedCaller(call),
): ParticipantKind {
  return toldKind(participant, call) ?? (caller === participant.identity ? "caller" : "other");
}

/** The same where the room was watched: somebody stays who they were when others leave. */
export function watchedKind(participant: Participant, call: InRoom, roster: readonly RosterEntry[]): ParticipantKind {
  const seen = roster.findLast(({ identity }) => identity === participant.identity);
  return seen?.kind ?? participantKind(participant, call);
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
export function isCallerAlone(call: InRoom, caller: string | null = presumedCaller(call)): boolean | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  const people = room.participants.filter((participant) => !isMachine(participant));
  const machines = room.participants.length - people.length;
  // More people counted than named: somebody we cannot see may be the agent.
  if (people.length !== 1 || (room.numParticipants ?? 0) - machines > 1) return false;
  return people.every((participant) => participantKind(participant, call, caller) === "caller");
}

/** A colleague is in the room and no agent: the colleague took the call over. */
export function isTakenOver(call: InRoom, roster: readonly RosterEntry[] = []): boolean {
  const people = (call.liveRoomStatus?.participants ?? []).filter((participant) => !isMachine(participant));
  const kinds = people.map((participant) => watchedKind(participant, call, roster));
  return kinds.includes("other") && !kinds.includes("agent");
}
