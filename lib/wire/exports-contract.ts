import { z } from "zod";

/** Calls as files. Times are ISO 8601 with milliseconds. */

/** One call: as models are trained on it; as the call API has it; for people; its lines as a table; as subtitles. */
const CALL_FORMATS = ["training", "json", "text", "csv", "vtt"] as const;
export type CallFormat = (typeof CALL_FORMATS)[number];
/** Many: a training record a line; a table of their facts; a table of how they were talked. */
export const MANY_FORMATS = ["training", "calls", "measures"] as const;
export type ManyFormat = (typeof MANY_FORMATS)[number];

/** Unfinished exports of one person at most, and finished ones that are kept for them. */
export const MOST_RUNNING_EXPORTS = 3;
export const MOST_KEPT_EXPORTS = 20;
/** A finished export is deleted so many days later. */
export const EXPORT_DAYS = 7;
/** Calls chosen one by one. */
export const MOST_CHOSEN_CALLS = 1_000;

const iso = z.string();

/** `POST /api/v1/calls/{callId}/export` */
export const exportCallSchema = z.strictObject({ format: z.enum(CALL_FORMATS) });

const exportSchema = z.strictObject({
  id: z.string(),
  format: z.enum(MANY_FORMATS),
  /** waiting and running: being written; failed: `fault` says why, nothing of it is left */
  state: z.enum(["waiting", "running", "done", "failed"]),
  /**
   * rights: its person may no longer, or sees less than when it was asked for; too_large; gave_up: writing failed too often;
   * erased: it held a call that has been erased since
   */
  fault: z.enum(["rights", "too_large", "gave_up", "erased"]).nullable(),
  /** written so far, and passed over because there was no transcript */
  calls: z.number(),
  skipped: z.number(),
  /** of those passed so many may match by words that were not ready to be searched as its person sees calls: they are left out */
  unsearched: z.number(),
  bytes: z.number(),
  /** written back to this moment: exports go from the newest call to the oldest */
  reached: iso.nullable(),
  createdAt: iso,
  finishedAt: iso.nullable(),
  /** when it is deleted; null: it is not finished */
  expiresAt: iso.nullable(),
  /** the file may be fetched: it is done, and its person sees as much as when it was written */
  mayFetch: z.boolean(),
});
export type ExportEntry = z.infer<typeof exportSchema>;

/** `GET /api/v1/archive/exports`: one's own, newest first. */
export const exportListSchema = z.strictObject({ data: z.strictObject({ exports: z.array(exportSchema) }) });
export const exportAnswerSchema = z.strictObject({ data: exportSchema });
