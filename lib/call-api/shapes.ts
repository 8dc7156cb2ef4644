import { z } from "zod";
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

/** @returns the status after a cancel, null when this is no answer to one */
export function readCancelled(answer: unknown): string | null {
  const envelope = cancelSchema.safeParse(answer);
  return envelope.success ? envelope.data.data.status : null;
}
