import { z } from "zod";
import { CALL_ID } from "@/lib/calls/id";

/** Calls that are over and kept. Times are ISO 8601 with milliseconds. */

export const ARCHIVE_SORTS = ["best", "newest", "oldest", "longest"] as const;
/** Calls on one page at most. */
export const MOST_ARCHIVE_CALLS = 100;

const iso = z.string();

/** A place where words were found, with what stands around them. */
const partsSchema = z.array(z.strictObject({ text: z.string(), isHit: z.boolean() }));
const archiveHitSchema = z.strictObject({
  /** the line's key: the order in which the call's lines were first seen. Null: in the summary */
  line: z.number().nullable(),
  /** who said it, and when; null in the summary, and where the line has no time */
  role: z.string().nullable(),
  at: iso.nullable(),
  parts: partsSchema,
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
    /**
     * of the calls that the filters leave, those in whose words this reader finds nothing yet, because what is taken out of talk
     * has changed and they are made anew; `isCapped`: more than `value`
     */
    unsearched: z.strictObject({ value: z.number(), isCapped: z.boolean() }),
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
    /** exports whose files hold one of them: they end, and the files go */
    exports: z.number(),
    /** false: it was not confirmed, so nothing has happened */
    isErased: z.boolean(),
    /** nothing of them lies in any file any more; false: that follows in a quiet hour, or is a database server's business */
    isScrubbed: z.boolean(),
  }),
});

export type Erasure = z.infer<typeof erasureSchema>["data"];

/** The embedded database is made for about so many calls (docs/operations.md). */
export const EMBEDDED_CALLS = 50_000;

/** `GET /api/v1/archive/size`: how large what is kept is, and how fast it grows. */
export const archiveSizeSchema = z.strictObject({
  data: z.strictObject({
    calls: z.number(),
    /** spoken in them, as far as what was said is or was kept */
    lines: z.number(),
    /** on the disk, with its indexes */
    archiveBytes: z.number(),
    /** with everything else that Earshot keeps */
    databaseBytes: z.number(),
    /** calls of the last seven days */
    recentCalls: z.number(),
    /** of how many of these days there are calls at all; null: of less than one, so nobody can tell how many a day are */
    recentDays: z.number().nullable(),
    /** the database is made for about so many calls; null: a server, made for a million and more */
    usualMost: z.number().nullable(),
    /** calls go after so many days */
    keptDays: z.number(),
    countedAt: z.string(),
  }),
});
export type ArchiveSize = z.infer<typeof archiveSizeSchema>;

/** `GET /api/v1/archive/choices`: what the filters can be set to, as far as there are calls of it that the reader may see. */
export const archiveChoicesSchema = z.strictObject({
  data: z.strictObject({
    /** by name; the most recent name of each. `id` null: only the name is known, and stands for it in the filter */
    agents: z.array(z.strictObject({ id: z.string().nullable(), name: z.string().nullable() })),
    campaigns: z.array(z.string()),
    /** names of metadata fields in the newest calls; null: the reader's role finds by none */
    metadataKeys: z.array(z.string()).nullable(),
    /** false: there are more agents or campaigns than these */
    isComplete: z.boolean(),
  }),
});

/** `GET /api/v1/archive/calls/{callId}/passage`: a call that is over, and its lines around one of them. */
export const archivePassageSchema = z.strictObject({
  data: z.strictObject({
    call: archivedCallSchema,
    /** the whole of it, with what was found in it; null: there is none */
    summary: partsSchema.nullable(),
    /** spoken lines in the order in which they were said, whole; `key` null: it has none */
    lines: z.array(
      z.strictObject({ key: z.number().nullable(), role: z.string(), at: iso.nullable(), parts: partsSchema }),
    ),
    /** so many lines come before and after these */
    before: z.number(),
    after: z.number(),
    /** the key of the line that these are around; null: they are the call's first */
    around: z.number().nullable(),
    /** keys of the lines in which something was found, in the same order, 500 at most */
    hitLines: z.array(z.number()),
  }),
  meta: z.strictObject({ demo: z.boolean(), masked: z.boolean(), redacted: z.boolean() }),
});

/** A call of the call service's list that is not kept, as far as the reader may see it. */
const unkeptCallSchema = z.strictObject({
  id: z.string(),
  status: z.string(),
  direction: z.string().nullable(),
  agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  phoneNumber: z.string().nullable(),
  contactName: z.string().nullable(),
  /** when it was made, else when it is due: the list tells no start */
  happenedAt: iso.nullable(),
  /** seconds */
  duration: z.number().nullable(),
  outcome: z.string().nullable(),
});

/** `GET /api/v1/archive/unkept`: what the call service lists and the archive does not have, newest first. */
export const archiveUnkeptSchema = z.strictObject({
  data: z.strictObject({ calls: z.array(unkeptCallSchema) }),
  meta: z.strictObject({
    demo: z.boolean(),
    masked: z.boolean(),
    scoped: z.boolean(),
    /** false: the call service has more in this time than was looked through, all of them older than this moment */
    isComplete: z.boolean(),
    lookedBackTo: iso.nullable(),
    /** when the call service said so; null: it did not tell */
    asOf: iso.nullable(),
  }),
});

export type ArchiveUnkept = z.infer<typeof archiveUnkeptSchema>;
export type UnkeptCall = z.infer<typeof unkeptCallSchema>;
export type ArchiveChoices = z.infer<typeof archiveChoicesSchema>;
export type ArchivePassage = z.infer<typeof archivePassageSchema>;
export type ArchiveHitParts = z.infer<typeof partsSchema>;
export type ArchivedCall = z.infer<typeof archivedCallSchema>;
export type ArchiveCalls = z.infer<typeof archiveCallsSchema>;
