import { z } from "zod";
import { attentionSchema, boardCallSchema, boardTotalsSchema, rosterEntrySchema } from "@/lib/calls/board";
import { callListItemSchema, callSchema } from "@/lib/calls/call";

/**
 * The shape of every answer we give, strict. Handlers are typed by it, tests parse with it; browsers import types only
 * (zod costs them 33 KiB, docs/decisions). Times are ISO 8601 with milliseconds; durations carry their unit in the name.
 */

export const boardSchema = z.strictObject({
  data: z.strictObject({ calls: z.array(boardCallSchema), totals: boardTotalsSchema }),
  meta: z.strictObject({
    /** true: built-in simulator, not real calls */
    demo: z.boolean(),
    masked: z.boolean(),
    /** rows of the upstream list that could not be read */
    droppedRows: z.number(),
    budget: z.strictObject({
      /** the ceiling set by the operator, and what is allowed right now after adapting to 429 */
      maxRequestsPerMinute: z.number(),
      allowedRequestsPerMinute: z.number(),
      /** how often the details of a board call are read at present, and how often it was asked for */
      detailIntervalMs: z.number(),
      askedDetailIntervalMs: z.number(),
    }),
  }),
});

/** `GET /api/v1/calls/{callId}`: `data` as upstream; what we add stands in `meta`. */
export const callAnswerSchema = z.strictObject({
  data: callSchema,
  meta: z.strictObject({
    demo: z.boolean(),
    /** who is at the other end, from the list or the call's metadata, and the campaign it belongs to */
    contactName: z.string().nullable(),
    campaignId: z.string().nullable(),
    attention: z.array(attentionSchema),
    roster: z.array(rosterEntrySchema),
    /** messages left out at the start because the transcript is longer than was asked for or can be held */
    omittedMessages: z.number(),
    /** true once nothing can change any more: pages stop polling */
    settled: z.boolean(),
  }),
});

/** `GET /api/v1/calls`: as upstream. */
export const callListAnswerSchema = z.strictObject({
  data: z.strictObject({
    calls: z.array(callListItemSchema),
    pagination: z.strictObject({
      total: z.number().nullable(),
      limit: z.number(),
      offset: z.number(),
      hasMore: z.boolean(),
    }),
  }),
  meta: z.strictObject({ demo: z.boolean(), droppedRows: z.number() }),
});

/** `DELETE /api/v1/calls/{callId}`. `unconfirmed`: the call service did not answer in time; `data` is a fresh read, if one succeeded. */
export const cancelAnswerSchema = z.strictObject({
  data: z.strictObject({ id: z.string(), status: z.string() }),
  message: z.string(),
  meta: z.strictObject({ outcome: z.enum(["cancelled", "already_ended", "unconfirmed"]) }),
});

/** What went wrong, for a program and for the words on the page. The envelope is the upstream's, `reason` is ours. */
export const ERROR_REASONS = [
  "invalid_request",
  "invalid_call_id",
  "cross_site",
  "call_not_found",
  "not_cancellable",
  "key_rejected",
  "other_organisation",
  "call_service_timeout",
  "call_service_unreachable",
  "call_service_error",
  "call_service_malformed",
  "call_service_rate_limited",
  "call_service_paused",
  "request_budget",
  "not_found",
  "internal",
] as const;

export const errorAnswerSchema = z.strictObject({
  error: z.strictObject({ message: z.string(), code: z.number(), reason: z.enum(ERROR_REASONS) }),
});

export type ErrorReason = (typeof ERROR_REASONS)[number];
export type Board = z.infer<typeof boardSchema>;
export type CallAnswer = z.infer<typeof callAnswerSchema>;
export type CallListAnswer = z.infer<typeof callListAnswerSchema>;
export type CancelAnswer = z.infer<typeof cancelAnswerSchema>;
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
