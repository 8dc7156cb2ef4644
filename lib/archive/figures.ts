import { saysAskedForPerson } from "@/lib/calls/attention";
import type { callFigures } from "@/lib/database/schema";
import type { CallRecord } from "./record";

/** What statistics need of a call that is kept (call_figures). */
export function figuresOf(record: CallRecord): typeof callFigures.$inferInsert {
  const { callId, status, direction, agentId, agentName, campaignId, happenedAt, startedAt, endedAt } = record;
  const { durationSeconds, failureReason, measures, wasWatched, participants, reasons } = record;
  return {
    ...{ callId, status, direction, agentId, agentName, campaignId, happenedAt, startedAt, endedAt },
    ...{ durationSeconds, failureReason, wasWatched },
    responseMedianMs: measures?.responseMedianMs ?? null,
    pausesMs: measures?.pausesMs ?? null,
    agentShare: measures?.agentShare ?? null,
    callerShare: measures?.callerShare ?? null,
    reasons: [...new Set(reasons.map(({ reason }) => reason))],
    personJoined: participants.some(({ kind }) => kind === "other"),
    askedForPerson: reasons.some(({ reason, sentence }) => reason === "caller_upset" && saysAskedForPerson(sentence)),
    endedByPerson: record.endedByName !== null,
  };
}
