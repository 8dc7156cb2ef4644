import { z } from "zod";
import { type CallListItem, callListItemSchema, callSchema, type Message } from "@/lib/calls/call";

/** The envelopes around the upstream's shapes, read as tolerantly as the shapes themselves. */

const countOrNull = z.number().int().nonnegative().nullable().catch(null).default(null);

const paginationSchema = z.looseObject({
  total: countOrNull,
  limit: countOrNull,
  offset: countOrNull,
  hasMore: z.boolean().nullable().catch(null).default(null),
});

const listSchema = z.object({
  data: z.object({ calls: z.array(z.unknown()), pagination: paginationSchema.nullable().catch(null).default(null) }),
});

const agentSchema = z.looseObject({
  id: z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string()),
  name: z.string().nullable().catch(null).default(null),
  type: z.string().nullable().catch(null).default(null),
  status: z.string().nullable().catch(null).default(null),
});

/** Both forms the upstream's documents allow. */
const agentsSchema = z.object({
  data: z.union([z.array(z.unknown()), z.object({ agents: z.array(z.unknown()) }).transform(({ agents }) => agents)]),
});

const cancelSchema = z.object({ data: z.looseObject({ status: z.string().catch("cancelled").default("cancelled") }) });

export type AgentListItem = z.output<typeof agentSchema>;
export type CallList = {
  calls: CallListItem[];
  pagination: { total: number | null; limit: number; offset: number; hasMore: boolean };
  /** rows that could not be read; the others are there */
  droppedRows: number;
};

/** Messages as callSchema reads them, for transcripts that come in pieces. */
export function readMessages(piece: unknown[]): Message[] {
  return callSchema.shape.transcript.parse(piece) ?? [];
}

function readRows<T>(rows: unknown[], schema: z.ZodType<T>): { rows: T[]; droppedRows: number } {
  const read = rows.flatMap((row) => {
    const result = schema.safeParse(row);
    return result.success ? [result.data] : [];
  });
  return { rows: read, droppedRows: rows.length - read.length };
}

/** @returns null when this is no list of calls */
export function readCallList(answer: unknown, asked: { limit?: number; offset?: number }): CallList | null {
  const envelope = listSchema.safeParse(answer);
  if (!envelope.success) return null;
  const { calls, pagination } = envelope.data.data;
  const { rows, droppedRows } = readRows(calls, callListItemSchema);
  const limit = pagination?.limit ?? asked.limit ?? 50;
  const offset = pagination?.offset ?? asked.offset ?? 0;
  const total = pagination?.total ?? null;
  const guess = total === null ? calls.length >= limit : offset + calls.length < total;
  return {
    calls: rows,
    pagination: { total, limit, offset, hasMore: pagination?.hasMore ?? guess },
    droppedRows,
  };
}

/** @returns null when this is no list of agents */
export function readAgents(answer: unknown): { agents: AgentListItem[]; droppedRows: number } | null {
  const envelope = agentsSchema.safeParse(answer);
  if (!envelope.success) return null;
  const { rows, droppedRows } = readRows(envelope.data.data, agentSchema);
  return { agents: rows, droppedRows };
}

/** @returns the status after a cancel, null when this is no answer to one */
export function readCancelled(answer: unknown): string | null {
  const envelope = cancelSchema.safeParse(answer);
  return envelope.success ? envelope.data.data.status : null;
}
