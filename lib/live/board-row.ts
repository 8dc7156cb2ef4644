import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call, CallListItem } from "@/lib/calls/call";
import { median } from "@/lib/calls/metrics";
import { participantKind } from "@/lib/calls/participants";
import { ribbonOf } from "@/lib/calls/ribbon";
import { unreadFields } from "@/lib/calls/sent";
import { isFinal } from "@/lib/calls/status";
import { byTime } from "@/lib/calls/time";
import { unreadableCount, withFields } from "@/lib/calls/unreadable";
import { campaignOf, contactOf } from "./call-view";
import type { CallWatch } from "./call-watch";

export type BoardMember = { item: CallListItem; itemAsOfMs: number; watch: CallWatch };

/** Details and list are read at different moments: a newer list knows the status better, unless the call has ended. */
export function memberCall({ item, itemAsOfMs, watch }: BoardMember): Call {
  const call = watch.call ?? listedOnly(item);
  if (watch.asOfMs === null || watch.asOfMs >= itemAsOfMs || isFinal(call.status)) return call;
  return item.status === call.status ? call : { ...call, status: item.status };
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
type Facts = Pick<BoardCall, "lastMessages" | "messageCount" | "attention">;

/** A call as it stands on the board. */
export function boardCall(member: BoardMember, call: Call, facts: Facts, responsesMs: number[]): BoardCall {
  return {
    id: call.id,
    status: call.status,
    phase: phaseOf(member, call),
    standsAt: null,
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
      kind: participantKind(participant, call),
    })),
    ...facts,
    unreadable: unreadableCount(withFields(member.watch.unreadable, unreadFields(member.item))),
    agentResponseMedianMs: median(responsesMs),
    ribbon: ribbonOf(call),
    changedAt: member.watch.changedAtMs === null ? null : new Date(member.watch.changedAtMs).toISOString(),
  };
}

function phaseOf({ watch }: BoardMember, { status }: Call): BoardCall["phase"] {
  if (isFinal(status)) return "ended";
  return watch.asOfMs === null ? "starting" : "running";
}

/** The tiles over these calls. @param responsesMs all agent replies in them */
export function boardTotals(
  calls: BoardCall[],
  responsesMs: number[],
  answeredToday: number | null,
  history: BoardTotals["history"],
): BoardTotals {
  const active = calls.filter(({ status }) => status === "active");
  const longest = active
    .filter(({ startedAt }) => startedAt !== null)
    .reduce<BoardCall | null>((a, b) => (a === null || byTime(b.startedAt, a.startedAt) < 0 ? b : a), null);
  return {
    active: active.length,
    ringing: calls.filter(({ status }) => ["initiated", "connecting", "ringing"].includes(status)).length,
    attention: calls.filter(({ attention }) => attention.length > 0).length,
    critical: calls.filter(({ attention }) => attention.some(({ severity }) => severity === "critical")).length,
    longestCallId: longest?.id ?? null,
    longestStartedAt: longest?.startedAt ?? null,
    answeredToday,
    agentResponseMedianMs: median(responsesMs),
    history,
  };
}
