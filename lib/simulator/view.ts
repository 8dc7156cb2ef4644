import type { Phase, Script, Status } from "@/lib/simulator/script";
import type { Seat } from "@/lib/simulator/seats";
import { changedMs, heard } from "@/lib/simulator/timeline";
import { iso, type WireCall, type WireMessage, type WireParticipant, type WireRoom } from "@/lib/simulator/wire";

const ROOM_STATUSES: readonly Status[] = ["connecting", "ringing", "active"];
const DIALLING: readonly Status[] = ["connecting", "ringing"];

export function phaseAt(script: Script, nowMs: number): Phase {
  let current = script.phases[0] ?? { status: "initiated", atMs: script.plan.createdMs };
  for (const phase of script.phases) if (phase.atMs <= nowMs) current = phase;
  return current;
}

/** Whole seconds once the call has ended and somebody had answered, else null. */
export function durationAt(script: Script, nowMs: number): number | null {
  if (script.answeredMs === null || nowMs < script.endedMs) return null;
  return Math.round((script.endedMs - script.answeredMs) / 1000);
}

/** The call as `GET /calls/{callId}` shows it at `nowMs`. */
export function detailAt(script: Script, nowMs: number): WireCall {
  const { plan } = script;
  const { status } = phaseAt(script, nowMs);
  const ended = nowMs >= script.endedMs;
  const answered = script.answeredMs !== null && nowMs >= script.answeredMs;
  const hasRoom = answered || (!ended && ROOM_STATUSES.includes(status));
  return {
    id: plan.id,
    status,
    direction: plan.conversation.direction,
    phoneNumber: plan.customer.phone,
    duration: durationAt(script, nowMs),
    startedAt: startedAt(script, answered, ended),
    endedAt: ended ? iso(script.endedMs) : null,
    failureReason: ended ? script.failureReason : null,
    agent: { id: plan.agent.id, name: plan.agent.name, type: "voice" },
    summary: script.summaryMs !== null && nowMs >= script.summaryMs ? script.summary : null,
    transcript: answered ? transcriptAt(script, nowMs) : null,
    metadata: script.metadata,
    roomId: hasRoom ? script.roomId : null,
    jobId: hasRoom ? script.jobId : null,
    sipParticipantId: hasRoom && status !== "connecting" ? script.sipParticipantId : null,
    liveRoomStatus: !ended && ROOM_STATUSES.includes(status) ? roomAt(script, status, nowMs) : null,
    createdAt: iso(plan.createdMs),
    updatedAt: iso(updatedMs(script, nowMs)),
  };
}

/** A failed call names the moment it was dialled as its start, as the document's own example does. */
function startedAt(script: Script, answered: boolean, ended: boolean): string | null {
  if (answered && script.answeredMs !== null) return iso(script.answeredMs);
  if (!ended || script.plan.finalStatus !== "failed") return null;
  const dialled = script.phases.find((phase) => DIALLING.includes(phase.status));
  return dialled === undefined ? null : iso(dialled.atMs);
}

function transcriptAt(script: Script, nowMs: number): WireMessage[] {
  const heardMs = Math.min(nowMs, script.endedMs);
  const messages: WireMessage[] = [];
  for (const line of script.lines) {
    const shown = nowMs >= script.endedMs ? line.atMs <= script.endedMs : line.shownMs <= nowMs;
    if (!shown) continue;
    messages.push({ role: line.role, content: heard(line, heardMs), timestamp: iso(line.atMs) });
  }
  return messages;
}

function roomAt(script: Script, status: Status, nowMs: number): WireRoom {
  if (script.roomGoneMs !== null && nowMs >= script.roomGoneMs) {
    return { roomExists: false, numParticipants: 0, participants: [] };
  }
  const seats = script.seats.filter((seat) => seat.joinMs <= nowMs && nowMs < seat.leaveMs);
  let count = seats.length;
  for (const seat of script.seats) {
    if (nowMs >= seat.joinMs && nowMs < seat.joinMs + seat.countLagMs) count -= 1;
    if (nowMs >= seat.leaveMs && nowMs < seat.leaveMs + seat.countLagMs) count += 1;
  }
  return {
    roomExists: true,
    numParticipants: Math.max(0, count),
    participants: seats.map((seat) => participant(script, seat, status, nowMs)),
  };
}

function participant(script: Script, seat: Seat, status: Status, nowMs: number): WireParticipant {
  if (!script.richParticipants) return { identity: seat.identity, name: seat.name };
  const speaking = script.lines.some((line) => line.voice === seat.who && line.atMs <= nowMs && nowMs < line.endMs);
  const attributes: Record<string, string> = {};
  if (seat.who === "agent") attributes["lk.agent.state"] = speaking ? "speaking" : "listening";
  if (seat.who === "caller") {
    attributes["sip.callStatus"] = status === "active" ? "active" : "ringing";
    attributes["sip.phoneNumber"] = script.plan.customer.phone;
  }
  return {
    identity: seat.identity,
    name: seat.name,
    sid: seat.sid,
    state: "ACTIVE",
    kind: seat.who === "agent" ? "AGENT" : seat.who === "caller" ? "SIP" : "STANDARD",
    joined_at: Math.floor(seat.joinMs / 1000),
    attributes,
  };
}

/** The moment of the latest change anybody could see at `nowMs`. */
function updatedMs(script: Script, nowMs: number): number {
  const heardMs = Math.min(nowMs, script.endedMs);
  let latest = Math.max(script.plan.createdMs, phaseAt(script, nowMs).atMs);
  const consider = (ms: number | null) => {
    if (ms !== null && ms <= nowMs && ms > latest) latest = ms;
  };
  consider(script.summaryMs);
  consider(script.roomGoneMs);
  for (const seat of script.seats) {
    consider(seat.joinMs);
    consider(seat.leaveMs);
  }
  for (const line of script.lines) {
    if (line.atMs > heardMs) break;
    consider(changedMs(line, heardMs));
  }
  return latest;
}
