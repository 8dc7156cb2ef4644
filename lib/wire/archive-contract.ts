import { z } from "zod";
import { CALL_ID } from "@/lib/calls/id";

/** Calls that are over and kept. Times are ISO 8601 with milliseconds. */

export const ARCHIVE_SORTS = ["best", "newest", "oldest", "longest"] as const;
/** Calls on one page at most. */
export const MOST_ARCHIVE_CALLS = 100;

const iso = z.string();

/** A place where words were found, with what stands around them. */
const archiveHitSchema = z.strictObject({
  /** the line's key: the order in which the call's lines were first seen. Null: in the summary */
  line: z.number().nullable(),
  parts: z.array(z.strictObject({ text: z.string(), isHit: z.boolean() })),
});

/** A call that is over, without what was said in it, as far as the reader may see it. */
const archivedCallSchema = z.strictObject({
  id: z.string(),
  status: z.string(),
  direction: z.string().nullable(),
  agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  campaignId: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  contactName: z.string().nullable(),
  createdAt: iso.nullable(),
  startedAt: iso.nullable(),
  endedAt: iso.nullable(),
  /** its start, else its creation, else its end: what calls are ordered and ranged by */
  happenedAt: iso,
  /** seconds */
  duration: z.number().nullable(),
  failureReason: z.string().nullable(),
  summary: z.string().nullable(),
  /** lines of speech; null: there was no transcript */
  messageCount: z.number().nullable(),
  /** reasons for attention while it ran; null: nobody watched it, so nobody knows */
  attention: z
    .array(
      z.strictObject({
        reason: z.string(),
        /** the worst it became */
        severity: z.enum(["warning", "critical"]),
        openedAt: iso,
        /** null: it still was when the call ended */
        clearedAt: iso.nullable(),
        /** key of the line it rests on */
        line: z.number().nullable(),
      }),
    )
    .nullable(),
  /** somebody ended it from here */
  endedByPerson: z.boolean(),
  /** false: what was said is kept no longer */
  hasTalk: z.boolean(),
  /** with `q`: where it was found, three places at most */
  hits: z.array(archiveHitSchema),
});

/** `GET /api/v1/archive/calls` */
export const archiveCallsSchema = z.strictObject({
  data: z.strictObject({
    calls: z.array(archivedCallSchema),
    /** how many there are in all; `isCapped`: more than `value` */
    count: z.strictObject({ value: z.number(), isCapped: z.boolean() }),
  }),
  meta: z.strictObject({
    /** for the next page; null: this was the last */
    nextCursor: z.string().nullable(),
    demo: z.boolean(),
    masked: z.boolean(),
    redacted: z.boolean(),
    scoped: z.boolean(),
    /** calls that end are kept. Null: an admin has not decided yet */
    keeps: z.boolean().nullable(),
    /** older calls than this were not looked into: the words are too common. Null: all were */
    lookedBackTo: iso.nullable(),
    /** the words are so common that nothing is found by them */
    tooCommon: z.boolean(),
  }),
});

/** `POST /api/v1/archive/erasures` */
export const eraseSchema = z.union([
  z.strictObject({ phoneNumber: z.string().min(1).max(40), confirm: z.boolean().default(false) }),
  z.strictObject({ callId: z.string().regex(CALL_ID, "the id of a call"), confirm: z.boolean().default(false) }),
]);

/** Its answer */
export const erasureSchema = z.strictObject({
  data: z.strictObject({
    /** that go, or have gone */
    calls: z.number(),
    /** false: it was not confirmed, so nothing has happened */
    isErased: z.boolean(),
    /** nothing of them lies in any file any more; false: that follows in a quiet hour, or is a database server's business */
    isScrubbed: z.boolean(),
  }),
});

export type Erasure = z.infer<typeof erasureSchema>["data"];
export type ArchivedCall = z.infer<typeof archivedCallSchema>;
export type ArchiveCalls = z.infer<typeof archiveCallsSchema>;
