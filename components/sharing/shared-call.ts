import { type CallPageState, callView } from "@/components/call/call-view";
import type { Call } from "@/lib/calls/call";
import type { Unreadable } from "@/lib/calls/unreadable";
import type { SharedAnswer, SharedCall } from "@/lib/wire/sharing-contract";

/** A shared call as the parts of the call page take one: what the link does not grant is not known. */
export function callOf(shared: SharedCall): Call {
  const { status, direction, createdAt, startedAt, endedAt, duration, summary, participants } = shared;
  const inside = participants?.roster.filter(({ leftAt }) => leftAt === null) ?? [];
  return {
    ...{ status, direction, createdAt, startedAt, endedAt, duration, summary },
    id: "shared",
    phoneNumber: participants?.phoneNumber ?? null,
    failureReason: null,
    agent: { id: null, name: shared.agentName },
    transcript: shared.transcript?.lines ?? null,
    metadata: {},
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus:
      participants === null
        ? null
        : { roomExists: participants.roomExists, numParticipants: participants.count, participants: inside },
    updatedAt: null,
  };
}

/** Where the call stands; of a summary that the link does not grant nothing is said, nor waited for. */
export function sharedView(call: Call, meta: SharedAnswer["meta"], unreadable: Unreadable): CallPageState {
  const view = callView(call, { settled: meta.settled, isTalkKept: meta.talkKept, unreadable });
  const hasSummary = view.kind === "ended" || view.kind === "unknown";
  return hasSummary && !meta.grant.summary ? { ...view, summary: { kind: "not_expected" } } : view;
}

/** What the link shows, in words for whoever opens it and for whoever makes it: "transcript, summary and timings". */
export function grantWords(grant: SharedAnswer["meta"]["grant"]): string {
  const parts = [
    grant.transcript ? "transcript" : null,
    grant.summary ? "summary" : null,
    grant.participants ? "who took part" : null,
    grant.metrics ? "timings" : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return "status and times only";
  const last = parts.at(-1);
  return parts.length === 1 ? `${last}` : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
