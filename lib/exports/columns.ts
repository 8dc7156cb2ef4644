import type { ArchivedMeasuresColumn } from "@/lib/database/schema";
import type { ArchivedCall as CallFacts } from "@/lib/wire/archive-contract";

/** Figures of a call's talk as they were kept with it; null: there was no transcript. */
export type KeptMeasures = ArchivedMeasuresColumn | null;

type Cell = string | number | boolean | null;
type Column<Row> = readonly [name: string, cell: (row: Row) => Cell];

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms) / 1_000);
/** A share of one, as far as it means anything. */
const share = (of: number | null): number | null => (of === null ? null : Math.round(of * 10_000) / 10_000);

/** The facts of calls, a row each. What nobody knows is an empty cell, and never a zero. */
export const CALL_COLUMNS: readonly Column<CallFacts>[] = [
  ["call_id", ({ id }) => id],
  ["status", ({ status }) => status],
  ["direction", ({ direction }) => direction],
  ["agent_id", ({ agent }) => agent.id],
  ["agent_name", ({ agent }) => agent.name],
  ["campaign_id", ({ campaignId }) => campaignId],
  ["phone_number", ({ phoneNumber }) => phoneNumber],
  ["contact_name", ({ contactName }) => contactName],
  ["created_at", ({ createdAt }) => createdAt],
  ["started_at", ({ startedAt }) => startedAt],
  ["ended_at", ({ endedAt }) => endedAt],
  ["duration_seconds", ({ duration }) => duration],
  ["failure_reason", ({ failureReason }) => failureReason],
  ["messages", ({ messageCount }) => messageCount],
  ["watched", ({ attention }) => attention !== null],
  ["attention", ({ attention }) => attention && [...new Set(attention.map(({ reason }) => reason))].join(" ")],
  ["ended_by_person", ({ endedByPerson }) => endedByPerson],
  ["talk_kept", ({ hasTalk }) => hasTalk],
  ["summary", ({ summary }) => summary],
];

/** How calls were talked, a row each that has a transcript. */
export const MEASURE_COLUMNS: readonly Column<{ facts: CallFacts; measures: NonNullable<KeptMeasures> }>[] = [
  ["call_id", ({ facts }) => facts.id],
  ["agent_id", ({ facts }) => facts.agent.id],
  ["agent_name", ({ facts }) => facts.agent.name],
  ["happened_at", ({ facts }) => facts.happenedAt],
  ["status", ({ facts }) => facts.status],
  ["duration_seconds", ({ facts }) => facts.duration],
  ["ring_seconds", ({ measures }) => seconds(measures.ringTimeMs)],
  ["messages", ({ facts }) => facts.messageCount],
  ["agent_responses", ({ measures }) => measures.responses],
  ["agent_response_median_seconds", ({ measures }) => seconds(measures.responseMedianMs)],
  ["agent_response_p95_seconds", ({ measures }) => seconds(measures.responseP95Ms)],
  ["average_response_seconds", ({ measures }) => seconds(measures.averageResponseMs)],
  ["pauses_seconds", ({ measures }) => seconds(measures.pausesMs)],
  ["agent_share", ({ measures }) => share(measures.agentShare)],
  ["caller_share", ({ measures }) => share(measures.callerShare)],
];
