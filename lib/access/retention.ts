import { z } from "zod";
import { FEWEST_AUDIT_DAYS } from "@/lib/wire/settings-contract";

/** What is kept for a number of days. */
export const RETENTION_FIELDS = ["auditDays", "endedDays", "talkDays", "factDays"] as const;
export type RetentionField = (typeof RETENTION_FIELDS)[number];

/** A shorter time holds a day after somebody has set it: until then whoever notices can take it back. */
export const SHORTER_AFTER_MS = 86_400_000;
const MOST_DAYS = 3650;

const days = z.number().int().min(1).max(MOST_DAYS);
/** An earlier version took less for the trail; what it had set counts as the least there is. */
const auditDays = days.transform((given) => Math.max(given, FEWEST_AUDIT_DAYS));
/** `atMs`: when it begins to hold, ms since the epoch */
const shorter = <Days extends z.ZodType<number>>(given: Days) =>
  z.strictObject({ days: given, atMs: z.number() }).nullable().default(null);

/** As it is stored: what holds, and what will hold when its time has come. Earlier versions knew the first two alone. */
export const storedRetentionSchema = z
  .strictObject({
    /** the audit trail is kept this long */
    auditDays: auditDays.default(365),
    /** share links, tokens, passes and one-time links are forgotten this long after they ended */
    endedDays: days.default(90),
    /** what was said in calls that are over is kept this long after them */
    talkDays: days.default(90),
    /** and their facts and measures; where that is shorter, talk goes with them */
    factDays: days.default(400),
    shorter: z
      .strictObject({
        auditDays: shorter(auditDays),
        endedDays: shorter(days),
        talkDays: shorter(days),
        factDays: shorter(days),
      })
      .prefault({}),
  })
  .prefault({});

export type StoredRetention = z.output<typeof storedRetentionSchema>;
export type RetentionChange = { [Field in RetentionField]?: number | undefined };

/** What holds at this moment, and what is still to come. */
export function retentionAt(stored: StoredRetention, nowMs: number): StoredRetention {
  const now = { ...stored, shorter: { ...stored.shorter } };
  for (const field of RETENTION_FIELDS) {
    const coming = stored.shorter[field];
    if (coming === null || coming.atMs > nowMs) continue;
    now[field] = coming.days;
    now.shorter[field] = null;
  }
  return now;
}

/**
 * A longer time holds at once, a shorter one in a day; setting what holds already takes back what was to come. Setting the
 * same shorter time once more does not put it off.
 */
export function withRetention(stored: StoredRetention, wanted: RetentionChange, nowMs: number): StoredRetention {
  const next = retentionAt(stored, nowMs);
  for (const field of RETENTION_FIELDS) {
    const given = wanted[field];
    if (given === undefined || given === next.shorter[field]?.days) continue;
    next.shorter[field] = given < next[field] ? { days: given, atMs: nowMs + SHORTER_AFTER_MS } : null;
    next[field] = Math.max(given, next[field]);
  }
  return next;
}
