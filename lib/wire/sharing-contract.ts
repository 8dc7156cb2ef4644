import { z } from "zod";
import { rosterEntrySchema } from "@/lib/calls/board";
import { CALL_ID } from "@/lib/calls/id";
import { visible } from "@/lib/format/visible";

/** Share links: what makes one, what is told of it, and what whoever opens it gets. Times are ISO 8601. */

const LONGEST_LABEL = 120;
const SHORTEST_PASSCODE = 6;
const LONGEST_PASSCODE = 64;
const LONGEST_SHARE_HOURS = 720;

const grantSchema = z.strictObject({
  /** false: the call shows only once it has ended */
  live: z.boolean(),
  transcript: z.boolean(),
  summary: z.boolean(),
  participants: z.boolean(),
  metrics: z.boolean(),
  /** numbers and names in short, personal numbers taken out of the text */
  masked: z.boolean(),
});

/** `POST /api/v1/shares` */
export const newShareSchema = z.strictObject({
  callId: z.string().regex(CALL_ID, "not a call id"),
  label: z.string().overwrite(visible).max(LONGEST_LABEL, `at most ${LONGEST_LABEL} characters`),
  grant: grantSchema,
  hours: z.int("a whole number of hours").min(1, "at least 1 hour").max(LONGEST_SHARE_HOURS, "at most 30 days"),
  passcode: z
    .string()
    .min(SHORTEST_PASSCODE, `at least ${SHORTEST_PASSCODE} characters`)
    .max(LONGEST_PASSCODE, `at most ${LONGEST_PASSCODE} characters`)
    .nullable(),
});

/** What a new link answers, once: `path` ends in the secret. */
export const madeShareSchema = z.strictObject({
  data: z.strictObject({ id: z.string(), path: z.string(), expiresAt: z.string() }),
});

const shareStateSchema = z.enum(["active", "expired", "revoked"]);

/** The filters of `GET /api/v1/shares`. */
export const shareFilterSchema = z.strictObject({
  callId: z.string().regex(CALL_ID, "not a call id").optional(),
  state: shareStateSchema.optional(),
  /** part of the label, of its maker's name or of the call's id */
  search: z.string().trim().max(LONGEST_LABEL).optional(),
});

const listedShareSchema = z.strictObject({
  id: z.string(),
  callId: z.string(),
  label: z.string(),
  grant: grantSchema,
  hasPasscode: z.boolean(),
  createdById: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  openCount: z.number(),
  lastOpenedAt: z.string().nullable(),
  state: shareStateSchema,
  /** revoked by nobody: its maker may no longer share calls */
  stoppedWithMaker: z.boolean(),
});

/** `GET /api/v1/shares`: newest first; `more`: older ones were left out. */
export const shareListSchema = z.strictObject({
  data: z.strictObject({ shares: z.array(listedShareSchema) }),
  meta: z.strictObject({ more: z.boolean(), all: z.boolean() }),
});

/** `POST /api/v1/shares/revoke`: every link of a call, or of a person. */
export const revokeSharesSchema = z.union([
  z.strictObject({ callId: z.string().regex(CALL_ID, "not a call id") }),
  z.strictObject({ createdById: z.string().regex(/^[\w-]{1,64}$/, "not a person's id") }),
]);

export const revokedSharesSchema = z.strictObject({ data: z.strictObject({ revoked: z.number() }) });

/** `POST /api/v1/shared/{shareId}/open` */
export const openShareSchema = z.strictObject({
  secret: z.string().max(200),
  passcode: z.string().max(LONGEST_PASSCODE).nullable(),
});

export const openedShareSchema = z.strictObject({ data: z.strictObject({ expiresAt: z.string() }) });

const sharedLineSchema = z.strictObject({ role: z.string(), content: z.string(), timestamp: z.string().nullable() });

/** The call as far as the link grants it: what is not granted is null. */
const sharedCallSchema = z.strictObject({
  status: z.string(),
  direction: z.string().nullable(),
  agentName: z.string().nullable(),
  createdAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** seconds, once it has ended */
  duration: z.number().nullable(),
  summary: z.string().nullable(),
  /** of what the link grants: lines and fields that could not be read */
  unreadable: z.strictObject({ messages: z.number(), fields: z.array(z.string()) }),
  transcript: z.strictObject({ lines: z.array(sharedLineSchema), omitted: z.number() }).nullable(),
  participants: z
    .strictObject({
      phoneNumber: z.string().nullable(),
      contactName: z.string().nullable(),
      roster: z.array(rosterEntrySchema),
      roomExists: z.boolean().nullable(),
      count: z.number().nullable(),
    })
    .nullable(),
  metrics: z
    .strictObject({
      responseMedianMs: z.number().nullable(),
      responseP95Ms: z.number().nullable(),
      averageResponseMs: z.number().nullable(),
      /** answers of the agent that were measured */
      responses: z.number(),
      /** pauses over 3 s between lines; the one since `spokenUntil` lasts to now, or to the call's end */
      pauses: z.strictObject({ betweenMs: z.number().nullable(), spokenUntil: z.string().nullable() }),
      /** 0 to 1 each */
      talkShare: z.strictObject({ agent: z.number(), caller: z.number(), other: z.number() }).nullable(),
    })
    .nullable(),
});

/** `GET /api/v1/shared/{shareId}` */
export const sharedAnswerSchema = z.strictObject({
  /** null: the link shows the call once it has ended, and it has not */
  data: sharedCallSchema.nullable(),
  meta: z.strictObject({
    demo: z.boolean(),
    sharedBy: z.string(),
    expiresAt: z.string(),
    grant: grantSchema,
    /** true once nothing can change any more but the link itself */
    settled: z.boolean(),
    /** false: what was said is kept no longer */
    talkKept: z.boolean(),
  }),
});

export type NewShare = z.infer<typeof newShareSchema>;
export type MadeShare = z.infer<typeof madeShareSchema>["data"];
export type ListedShare = z.infer<typeof listedShareSchema>;
export type ShareList = z.infer<typeof shareListSchema>;
export type ShareState = z.infer<typeof shareStateSchema>;
export type SharedCall = z.infer<typeof sharedCallSchema>;
export type SharedAnswer = z.infer<typeof sharedAnswerSchema>;
