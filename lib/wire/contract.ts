import { z } from "zod";
import {
  attentionSchema,
  boardCallSchema,
  boardHitSchema,
  boardTotalsSchema,
  rosterEntrySchema,
} from "@/lib/calls/board";
import { callListItemSchema, callSchema } from "@/lib/calls/call-schema";
import { visible } from "@/lib/format/visible";
import { ERROR_REASONS } from "./reasons";

/**
 * The shape of every answer we give, strict. Handlers are typed by it, tests parse with it; browsers import types only
 * (zod costs them 33 KiB, docs/decisions). Times are ISO 8601 with milliseconds; durations carry their unit in the name.
 */

export const boardSchema = z.strictObject({
  data: z.strictObject({
    /** with `?q=` those that match */
    calls: z.array(boardCallSchema),
    totals: boardTotalsSchema,
    /** with `?q=`: what was found in each of `calls` */
    hits: z.array(boardHitSchema).optional(),
  }),
  meta: z.strictObject({
    /** true: built-in simulator, not real calls */
    demo: z.boolean(),
    /** numbers and names stand as last digits and initials */
    masked: z.boolean(),
    /** only calls of this person's agents and campaigns; the totals count those */
    scoped: z.boolean(),
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
    /** with `?q=`: how much of the calls could be searched */
    search: z
      .strictObject({
        /** what was said was searched, not only what calls are called by */
        said: z.boolean(),
        /** calls whose details were never read, so that nobody knows what was said */
        notRead: z.number(),
        /** calls whose talk is still being looked through for what this reader may not see */
        notReady: z.number(),
        /** calls whose first lines are not held */
        startsCut: z.number(),
      })
      .optional(),
  }),
});

/** What somebody may do to a call. */
export const CALL_ACTIONS = ["cancel", "share", "reveal"] as const;

/**
 * `GET /api/v1/calls/{callId}`: `data` as it came, field for field, or as much of it as the role may see; where words or times came
 * under other names, `content` and `timestamp` stand beside them. What we add stands in `meta`.
 */
export const callAnswerSchema = z.strictObject({
  data: callSchema,
  meta: z.strictObject({
    demo: z.boolean(),
    /** who is at the other end, from the list or the call's metadata, and the campaign it belongs to */
    contactName: z.string().nullable(),
    /** masked, but nobody knows who is at the other end: their name may stand in what was said */
    namesMayShow: z.boolean(),
    campaignId: z.string().nullable(),
    attention: z.array(attentionSchema),
    roster: z.array(rosterEntrySchema),
    /** messages left out at the start because the transcript is longer than was asked for or can be held */
    omittedMessages: z.number(),
    /** what stands in `data` but could not be read: lines without words to be found, and fields by name; 0 and [] when all is read */
    unreadable: z.strictObject({ messages: z.number(), fields: z.array(z.string()) }),
    /** true once nothing can change any more: pages stop polling */
    settled: z.boolean(),
    /**
     * what the call service's document makes of a call by `analyzeCall`, of all that this reader sees of it. `avgResponseTime`:
     * mean gap between messages in their own order, seconds. Null: not known; sentiment: nothing judges it
     */
    analysis: z.strictObject({
      duration: z.number().nullable(),
      outcome: z.string(),
      messageCount: z.number().nullable(),
      avgResponseTime: z.number().nullable(),
      sentiment: z.null(),
    }),
    /** numbers and names stand as last digits and initials; metadata and ids of the line are left out */
    masked: z.boolean(),
    /** personal data was looked for in what was said, and taken out where it was found */
    redacted: z.boolean(),
    /** there is something masked that this person may ask to see */
    canReveal: z.boolean(),
    /** ISO 8601: until when this person sees the call unmasked because they asked to */
    revealedUntil: z.string().nullable(),
    may: z.array(z.enum(CALL_ACTIONS)),
    /**
     * somebody ended it from here; `name` and `reason` for whoever may end calls, else null. `confirmed` false: they asked
     * for it at `at`, and the call service did not say that it was their doing. Null: nobody that is known
     */
    endedBy: z
      .strictObject({
        at: z.string(),
        name: z.string().nullable(),
        reason: z.string().nullable(),
        confirmed: z.boolean(),
      })
      .nullable(),
    /** Earshot keeps the call. `hasTalk`: what was said, too; `watched`: participants and reasons are known. Null: it does not, or not yet */
    archived: z.strictObject({ keptAt: z.string(), hasTalk: z.boolean(), watched: z.boolean() }).nullable(),
    /** the key of each line of `data.transcript`, by which links and hits name it; null: not known */
    lineKeys: z.array(z.number()).nullable(),
    /** of a call that is over: why it needed attention, first to last; null: not known, nobody watched it */
    reasons: z
      .array(
        z.strictObject({
          reason: z.string(),
          severity: z.enum(["warning", "critical"]),
          sentence: z.string(),
          openedAt: z.string(),
          /** null: it still was when the call ended */
          clearedAt: z.string().nullable(),
          /** key of the line it rests on */
          line: z.number().nullable(),
        }),
      )
      .nullable(),
  }),
});

const LONGEST_END_REASON = 120;

/** The body of `DELETE /api/v1/calls/{callId}`, which may be left out. */
export const endCallSchema = z.strictObject({
  /** why, in a few words: kept in the audit trail, and shown to whoever may end calls */
  reason: z.string().overwrite(visible).max(LONGEST_END_REASON, `at most ${LONGEST_END_REASON} characters`).optional(),
});

/** `POST` and `DELETE /api/v1/calls/{callId}/reveal`. */
export const revealAnswerSchema = z.strictObject({
  data: z.strictObject({ callId: z.string(), revealedUntil: z.string().nullable() }),
});

/** `GET /api/v1/calls`: as upstream, or as much of it as the role may see. A scope leaves rows out, and then `total` is null. */
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
  meta: z.strictObject({
    demo: z.boolean(),
    masked: z.boolean(),
    scoped: z.boolean(),
    droppedRows: z.number(),
    /** fields that could not be read in some row, by name */
    unreadableFields: z.array(z.string()),
  }),
});

/** `DELETE /api/v1/calls/{callId}`. `unconfirmed`: the call service did not answer in time; `data` is a fresh read, if one succeeded. */
export const cancelAnswerSchema = z.strictObject({
  data: z.strictObject({ id: z.string(), status: z.string() }),
  message: z.string(),
  meta: z.strictObject({ outcome: z.enum(["cancelled", "already_ended", "unconfirmed"]) }),
});

/** The envelope is the upstream's, `reason` is ours. */
export const errorAnswerSchema = z.strictObject({
  error: z.strictObject({
    message: z.string(),
    code: z.number(),
    reason: z.enum(ERROR_REASONS),
    /** as in the header Earshot-Request-Id and in the log */
    requestId: z.string().optional(),
  }),
});

export type Board = z.infer<typeof boardSchema>;
export type CallAnswer = z.infer<typeof callAnswerSchema>;
/** The same on its way: `data` is what came, field for field; whoever uses it reads it. */
export type SentCallAnswer = { data: Record<string, unknown> & { id: string }; meta: CallAnswer["meta"] };
type CallListAnswer = z.infer<typeof callListAnswerSchema>;
export type SentCallListAnswer = {
  data: { calls: SentCallAnswer["data"][]; pagination: CallListAnswer["data"]["pagination"] };
  meta: CallListAnswer["meta"];
};
export type RevealAnswer = z.infer<typeof revealAnswerSchema>;
export type CancelAnswer = z.infer<typeof cancelAnswerSchema>;
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
