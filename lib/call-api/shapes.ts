import { z } from "zod";
import { type Agent, type AgentPage, readAgent } from "@/lib/calls/agent";
import type { CallPage } from "@/lib/calls/call-list";
import { readListItem } from "@/lib/calls/read-call";
import { rowWithSent } from "@/lib/calls/sent";

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

const cancelSchema = z.object({ data: z.looseObject({ status: z.string().catch("cancelled").default("cancelled") }) });

/**
 * @param nowMs by the call service's clock, as far as it is known
 * @returns null when this is no list of calls
 */
export function readCallList(
  answer: unknown,
  asked: { limit?: number; offset?: number },
  nowMs: number,
): CallPage | null {
  const envelope = listSchema.safeParse(answer);
  if (!envelope.success) return null;
  const { calls, pagination } = envelope.data.data;
  const rows = calls.flatMap((row) => {
    const read = readListItem(row, nowMs);
    return read === null ? [] : [rowWithSent(read)];
  });
  const limit = pagination?.limit ?? asked.limit ?? 50;
  const offset = pagination?.offset ?? asked.offset ?? 0;
  const total = pagination?.total ?? null;
  const guess = total === null ? calls.length >= limit : offset + calls.length < total;
  return {
    calls: rows,
    pagination: { total, limit, offset, hasMore: pagination?.hasMore ?? guess },
    droppedRows: calls.length - rows.length,
  };
}

/** Rows of agents stand in `data` itself or in `data.agents`; how many there are is told beside either, or not at all. */
const rowsSchema = z.array(z.unknown());
const agentsSchema = z.union([
  z.looseObject({ data: rowsSchema }).transform(({ data, ...beside }) => ({ rows: data, beside })),
  z
    .looseObject({ data: z.looseObject({ agents: rowsSchema }) })
    .transform(({ data: { agents, ...beside } }) => ({ rows: agents, beside })),
  z.looseObject({ agents: rowsSchema }).transform(({ agents, ...beside }) => ({ rows: agents, beside })),
  rowsSchema.transform((rows) => ({ rows, beside: {} })),
]);
const besideSchema = z.object({ pagination: paginationSchema.nullable().catch(null).default(null) });

/** @returns null when this is no list of agents */
export function readAgents(answer: unknown, asked: { limit: number; offset: number }): AgentPage | null {
  const list = agentsSchema.safeParse(answer);
  if (!list.success) return null;
  const { rows, beside } = list.data;
  const { pagination } = besideSchema.parse(beside);
  const agents = rows.map(readAgent).filter((agent): agent is Agent => agent !== null);
  const total = pagination?.total ?? null;
  const guess = total === null ? rows.length >= asked.limit : asked.offset + rows.length < total;
  return { agents, hasMore: pagination?.hasMore ?? guess, droppedRows: rows.length - agents.length };
}

/** @returns the status after a cancel, null when this is no answer to one */
export function readCancelled(answer: unknown): string | null {
  const envelope = cancelSchema.safeParse(answer);
  return envelope.success ? envelope.data.data.status : null;
}
