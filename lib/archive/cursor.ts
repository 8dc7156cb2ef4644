import { z } from "zod";

const ARCHIVE_SORTS = ["best", "newest", "oldest", "longest"] as const;
export type ArchiveSort = (typeof ARCHIVE_SORTS)[number];

/** The last call of a page, by what its order goes; `asOf`: the newest call that *best* has weighed. */
export type Place = {
  sort: ArchiveSort;
  happenedMs: number;
  callId: string;
  rank?: number;
  seconds?: number | null;
  asOf?: { happenedMs: number; callId: string };
};

const MOST_INTEGER = 2_147_483_647;
const ms = z.number().int().min(-8.64e15).max(8.64e15);
const placeSchema = z.strictObject({
  sort: z.enum(ARCHIVE_SORTS),
  happenedMs: ms,
  callId: z.string().max(256),
  // As the database keeps them: what is no rank or length there is no place of a page.
  rank: z
    .number()
    .min(0)
    .max(1e30)
    .transform((rank) => Math.fround(rank))
    .optional(),
  seconds: z.number().int().min(-MOST_INTEGER).max(MOST_INTEGER).nullable().optional(),
  asOf: z.strictObject({ happenedMs: ms, callId: z.string().max(256) }).optional(),
});

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** @returns null for a text that is no cursor of ours */
export function readCursor(cursor: string): Place | null {
  try {
    const read = placeSchema.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return read.success ? (read.data as Place) : null;
  } catch {
    return null;
  }
}
