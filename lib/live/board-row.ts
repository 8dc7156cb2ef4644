import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call, CallListItem } from "@/lib/calls/call";
import { isAfter, type Reading } from "@/lib/calls/merge";
import { median } from "@/lib/calls/metrics";
import { watchedKind } from "@/lib/calls/participants";
import { ribbonOf } from "@/lib/calls/ribbon";
import { unreadFields } from "@/lib/calls/sent";
import { isFinal } from "@/lib/calls/status";
import { byTime, timeMs } from "@/lib/calls/time";
import { unreadableCount, withFields } from "@/lib/calls/unreadable";
import { campaignOf, contactOf } from "./call-view";
import type { CallWatch } from "./call-watch";
import type { Entry } from "./list-watch";

export type BoardMember = Entry & { watch: CallWatch };

/** A list that lags behind the details names an ended call for a while; for longer than this it is right. */
const LIST_LAG_MS = 15_000;

/** The details say that the call has ended, and this row of the list, which names it as live, does not refute them. */
export function saysEnded(watch: CallWatch | undefined, row: Reading): boolean {
  if (watch?.knowledge == null || !isFinal(watch.knowledge.call.status)) return false;
  return row.beganMs - watch.knowledge.endedMs <= LIST_LAG_MS;
}

/** Details and list are read at different moments: whichever read began after the other had ended knows the status. */
export function memberCall({ item, read, watch, endedAtMs }: BoardMember): Call {
  const call = watch.call ?? listedOnly(item);
  // The list has told how it ended and names it no more: details that go on saying otherwise do not take that back.
  if (endedAtMs !== null && isFinal(item.status) && !isFinal(call.status)) return { ...call, status: item.status };
  const isListNewer = watch.knowledge === null || isAfter(read, watch.knowledge);
  if (!isListNewer || item.status === call.status || saysEnded(watch, read)) return call;
  return { ...call, status: item.status };
}

/** Where a call on the board is in its life: active means that the list says so. */
export function phaseOf(member: BoardMember, { status }: Pick<Call, "status">): BoardCall["phase"] {
  if (member.endedAtMs !== null || isFinal(status)) return "ended";
  if (member.leftListAtMs !== null) return "ending";
  return member.watch.asOfMs === null ? "starting" : "running";
}

/** A call of which only its row in the list is known. */
function listedOnly(item: CallListItem): Call {
  return {
    id: item.id,
    status: item.status,
    direction: item.direction,
    phoneNumber: item.phoneNumber,
    duration: item.duration,
    startedAt: null,
    endedAt: null,
    failureReason: null,
    agent: item.agent,
    summary: null,
    transcript: null,
    metadata: {},
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus: null,
    createdAt: item.createdAt,
    updatedAt: null,
  };
}

/** What was worked out of the call's lines and times. */
type Facts = Pick<BoardCall, "phase" | "standsAt" | "lastMessages" | "messageCount" | "attention">;

/** A call as it stands on the board. */
export function boardCall(member: BoardMember, call: Call, facts: Facts, responsesMs: number[]): BoardCall {
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    phoneNumber: call.phoneNumber ?? member.item.phoneNumber,
    agent: { id: call.agent?.id ?? null, name: call.agent?.name ?? null },
    contactName: member.item.contact?.name ?? contactOf(call),
    campaignId: campaignOf(call),
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    duration: call.duration,
    failureReason: call.failureReason,
    roomExists: call.liveRoomStatus?.roomExists ?? null,
    numParticipants: call.liveRoomStatus?.numParticipants ?? null,
    participants: (call.liveRoomStatus?.participants ?? []).slice(0, 20).map((participant) => ({
      identity: participant.identity,
      name: participant.name,
      kind: watchedKind(participant, call, member.watch.observation?.roster ?? []),
    })),
    ...facts,
    unreadable: unreadableCount(withFields(member.watch.unreadable, unreadFields(member.item))),
    agentResponseMedianMs: median(responsesMs),
    ribbon: ribbonOf(call),
    changedAt: member.watch.changedAtMs === null ? null : new Date(member.watch.changedAtMs).toISOString(),
  };
}

/** The tiles over these calls. @param responsesMs all agent replies in them */
export function boardTotals(
  calls: BoardCall[],
  responsesMs: number[],
  answeredToday: number | null,
  history: BoardTotals["history"],
): BoardTotals {
  const running = calls.filter(({ phase }) => phase === "starting" || phase === "running");
  const active = running.filter(({ status }) => status === "active");
  const longest = active
    .filter(({ startedAt }) => timeMs(startedAt) !== null)
    .reduce<BoardCall | null>((a, b) => (a === null || byTime(b.startedAt, a.startedAt) < 0 ? b : a), null);
  return {
    active: active.length,
    ringing: running.filter(({ status }) => ["initiated", "connecting", "ringing"].includes(status)).length,
    attention: calls.filter(({ attention }) => attention.length > 0).length,
    critical: calls.filter(({ attention }) => attention.some(({ severity }) => severity === "critical")).length,
    longestCallId: longest?.id ?? null,
    longestStartedAt: longest?.startedAt ?? null,
    answeredToday,
    agentResponseMedianMs: median(responsesMs),
    history,
  };
}
