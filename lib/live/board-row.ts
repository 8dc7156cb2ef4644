import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { median } from "@/lib/calls/metrics";
import { watchedKind } from "@/lib/calls/participants";
import { ribbonOf } from "@/lib/calls/ribbon";
import { unreadFields } from "@/lib/calls/sent";
import { timeMs } from "@/lib/calls/time";
import { ALL_READ, unreadableCount, withFields } from "@/lib/calls/unreadable";
import type { CallLife } from "./call-life";
import type { Stage } from "./call-steps";
import { campaignOf, contactOf } from "./call-view";
import type { Listing } from "./listing";
import type { Answered } from "./today";

/** A call on the board: the list has told of it. */
export type BoardMember = CallLife & { listing: Listing; known: Call };

export function isMember(life: CallLife): life is BoardMember {
  return life.listing !== null && life.known !== null;
}

/** Where a call on the board is in its life: active means that the list says so. */
export function phaseOf({ stage }: BoardMember): BoardCall["phase"] {
  return PHASES[stage];
}

const PHASES: Record<Stage, BoardCall["phase"]> = {
  ...{ unknown: "starting", waiting: "starting", starting: "starting", running: "running" },
  ...{ ending: "ending", ended: "ended", settled: "ended" },
};

/** What was worked out of the call's lines and times. */
type Facts = Pick<BoardCall, "phase" | "standsAt" | "lastMessages" | "messageCount" | "attention">;

/** A call as it stands on the board. */
export function boardCall(member: BoardMember, facts: Facts, responsesMs: number[]): BoardCall {
  const { known: call, details, listing } = member;
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    phoneNumber: call.phoneNumber ?? listing.item.phoneNumber,
    agent: { id: call.agent?.id ?? null, name: call.agent?.name ?? null },
    contactName: member.contact.name ?? contactOf(call),
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
      kind: watchedKind(participant, call, details?.observation.roster ?? []),
    })),
    ...facts,
    unreadable: unreadableCount(withFields(details?.unreadable ?? ALL_READ, unreadFields(listing.item))),
    agentResponseMedianMs: median(responsesMs),
    ribbon: ribbonOf(call),
    changedAt: details === null ? null : new Date(details.changedAtMs).toISOString(),
  };
}

/** The tiles over these calls. @param responsesMs all agent replies in them */
export function boardTotals(
  calls: BoardCall[],
  responsesMs: number[],
  answered: Answered | null,
  history: BoardTotals["history"],
): BoardTotals {
  const running = calls.filter(({ phase }) => phase === "starting" || phase === "running");
  const active = running.filter(({ status }) => status === "active");
  let longest: BoardCall | null = null;
  let earliestMs = Number.POSITIVE_INFINITY;
  for (const call of active) {
    const startedMs = timeMs(call.startedAt) ?? Number.POSITIVE_INFINITY;
    if (startedMs < earliestMs) [longest, earliestMs] = [call, startedMs];
  }
  return {
    active: active.length,
    ringing: running.filter(({ status }) => ["initiated", "connecting", "ringing"].includes(status)).length,
    attention: calls.filter(({ attention }) => attention.length > 0).length,
    critical: calls.filter(({ attention }) => attention.some(({ severity }) => severity === "critical")).length,
    longestCallId: longest?.id ?? null,
    longestStartedAt: longest?.startedAt ?? null,
    answeredToday: answered?.count ?? null,
    answeredSince: answered === null ? null : new Date(answered.sinceMs).toISOString(),
    agentResponseMedianMs: median(responsesMs),
    history,
  };
}
