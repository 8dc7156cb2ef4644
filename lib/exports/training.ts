import type { Call } from "@/lib/calls/call";
import { asSent } from "@/lib/calls/sent";

/** A call as models are trained on it, by the names that the call API's document gives it. Values stand as they came. */
export type TrainingRecord = {
  call_id: string;
  agent_name: unknown;
  duration: unknown;
  outcome: unknown;
  messages: { role: unknown; content: unknown; timestamp: unknown }[];
};

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The record that the document's own program makes of a call. What is not there, where that program would stop, is null;
 * lines that came in another form than the document's stand as they were read.
 * @param call as its reader sees it
 * @returns null where there is no transcript, or nothing in it
 */
export function trainingOf(call: Call): TrainingRecord | null {
  const sent = asSent(call);
  const lines = linesOf(sent.transcript) ?? call.transcript ?? [];
  if (lines.length === 0) return null;
  const agent = isFields(sent.agent) ? sent.agent : call.agent;
  return {
    call_id: sent.id,
    agent_name: agent?.name ?? null,
    duration: sent.duration ?? null,
    outcome: sent.status ?? null,
    messages: lines.map(({ role = null, content = null, timestamp = null }: Fields) => ({ role, content, timestamp })),
  };
}

const linesOf = (transcript: unknown): Fields[] | null =>
  Array.isArray(transcript) && transcript.every(isFields) ? transcript : null;
