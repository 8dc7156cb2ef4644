import type { RosterEntry } from "./board";
import type { Call, Participant } from "./call";
import { type CallerSeen, isCallerAlone, isRoomGone, joinedMs, participantKind, seeCaller } from "./participants";
import { isFinal, isLive } from "./status";
import { timeMs } from "./time";

/** What can only be known by watching a call over time. All times are ms since the epoch. */
export type Observation = {
  /** since when the call says active while its room is gone or empty */
  roomGoneSinceMs: number | null;
  /** since when an active call has a caller in the room and nobody to talk to */
  agentGoneSinceMs: number | null;
  /** since when we have seen it live but not yet active */
  ringingSinceMs: number | null;
  /** who is, or was, the caller there */
  caller: CallerSeen;
  /** everybody who was seen in the room, in order of joining; at most 200 stays */
  roster: RosterEntry[];
};

const ROSTER_LIMIT = 200;

/**
 * Folds one more snapshot of a call, true at `asOfMs`, into what was observed before. When the upstream does not say who is
 * in the room, what was known stays. A person who comes back gets a second entry, unless LiveKit's `joined_at` shows
 * that the stay was never broken: then the first is opened again.
 */
export function observe(previous: Observation | null, call: Call, asOfMs: number): Observation {
  const active = call.status === "active";
  const caller = seeCaller(previous?.caller ?? null, call);
  const isAlone = active ? isCallerAlone(call, caller.presumed) : false;
  return {
    roomGoneSinceMs: since(active ? isRoomGone(call) : false, previous?.roomGoneSinceMs ?? null, asOfMs),
    agentGoneSinceMs: since(isAlone, previous?.agentGoneSinceMs ?? null, asOfMs),
    ringingSinceMs: since(!active && isLive(call.status), previous?.ringingSinceMs ?? null, asOfMs),
    caller,
    roster: nextRoster(previous?.roster ?? [], call, caller.presumed, asOfMs),
  };
}

function since(holds: boolean | null, sinceMs: number | null, asOfMs: number): number | null {
  if (holds === null) return sinceMs;
  return holds ? (sinceMs ?? asOfMs) : null;
}

function nextRoster(roster: RosterEntry[], call: Call, caller: string | null, asOfMs: number): RosterEntry[] {
  const present = presentNow(call);
  if (present === null) return roster;
  const endedMs = call.liveRoomStatus === null ? timeMs(call.endedAt) : null;
  const leftTold = endedMs !== null && endedMs <= asOfMs;
  const leftMs = leftTold ? endedMs : asOfMs;

  const next = roster.map((entry) => {
    const participant = present.get(entry.identity);
    if (entry.leftAt === null) {
      if (participant === undefined) return { ...entry, leftAt: isoAfter(entry.joinedAt, leftMs), leftTold };
    } else if (participant === undefined || !isSameStay(entry, participant)) return entry;
    present.delete(entry.identity);
    return {
      ...entry,
      ...stayOf(participant, timeMs(entry.joinedAt) ?? asOfMs, entry.joinedTold),
      name: participant.name ?? entry.name,
      kind: participantKind(participant, call, caller),
    };
  });
  for (const participant of present.values()) {
    next.push({
      identity: participant.identity,
      name: participant.name,
      kind: participantKind(participant, call, caller),
      ...stayOf(participant, asOfMs, false),
    });
  }
  return bounded(next);
}

/** Somebody in the room: since when LiveKit says, unless that is later than they were seen; else since then. */
function stayOf(participant: Participant, seenMs: number, isTold: boolean) {
  const told = joinedMs(participant);
  const joinedTold = isTold || (told !== null && told <= seenMs);
  const sinceMs = joinedTold && !isTold ? (told ?? seenMs) : seenMs;
  return { joinedAt: new Date(sinceMs).toISOString(), joinedTold, leftAt: null, leftTold: false };
}

/** Who is in the room by identity, or null when the upstream does not say. After the end nobody is. */
function presentNow(call: Call): Map<string, Participant> | null {
  const room = call.liveRoomStatus;
  if (room === null) return isFinal(call.status) ? new Map() : null;
  if (room.roomExists === false) return new Map();
  if (room.participants.length === 0 && room.numParticipants !== 0) return null;
  return new Map(room.participants.map((participant) => [participant.identity, participant]));
}

function isSameStay(entry: RosterEntry, participant: Participant): boolean {
  const told = joinedMs(participant);
  return told !== null && told === timeMs(entry.joinedAt);
}

function isoAfter(earliest: string, ms: number): string {
  return new Date(Math.max(timeMs(earliest) ?? ms, ms)).toISOString();
}

/** Those who left first are forgotten first; those in the room only when nobody else is left to forget. */
function bounded(roster: RosterEntry[]): RosterEntry[] {
  let excess = roster.length - ROSTER_LIMIT;
  if (excess <= 0) return roster;
  const kept = roster.filter((entry) => entry.leftAt === null || excess-- <= 0);
  return kept.slice(0, ROSTER_LIMIT);
}
