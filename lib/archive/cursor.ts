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

const ms = z.number().int().min(-8.64e15).max(8.64e15);
const placeSchema = z.strictObject({
  sort: z.enum(ARCHIVE_SORTS),
  happenedMs: ms,
  callId: z.string().max(256),
  rank: z.number().min(0).optional(),
  seconds: z.number().int().nullable().optional(),
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
