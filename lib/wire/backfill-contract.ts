import { z } from "zod";

/** Calls that are brought into the archive. Times are ISO 8601 with milliseconds. */

const iso = z.string();

const backfillSchema = z.strictObject({
  id: z.string(),
  state: z.enum(["running", "paused", "cancelled", "done"]),
  /** calls made in this range; null: from the first there is */
  from: iso.nullable(),
  to: iso,
  /** calls in the range, as the call service counts them; null: it does not say */
  planned: z.number().nullable(),
  /** gone through, those among them that were kept already or are not over */
  passed: z.number(),
  /** kept by this */
  stored: z.number(),
  /** the call service names them and cannot give them */
  failed: z.number(),
  /** calls gone through a minute; null: not known yet */
  perMinute: z.number().nullable(),
  /** about so long it takes yet; null: not known */
  secondsLeft: z.number().nullable(),
  /** what keeps it waiting, as the call service's faults are called, or `another`: one that began before it; null: nothing */
  waitsFor: z.string().nullable(),
  /** who began it; null: Earshot itself */
  startedBy: z.string().nullable(),
  createdAt: iso,
  endedAt: iso.nullable(),
});

/** `GET /api/v1/archive/backfills` */
export const backfillListSchema = z.strictObject({
  data: z.strictObject({ backfills: z.array(backfillSchema) }),
  meta: z.strictObject({
    /** calls that end are kept; null: an admin has not decided yet */
    keeps: z.boolean().nullable(),
    /** those that nobody watched are, too */
    keepsUp: z.boolean(),
    /** every call made before this moment is kept, or is being waited for; null: keeping up has not begun */
    certainAt: iso.nullable(),
    /** calls that go on, and that are over and to be read */
    open: z.number(),
    over: z.number(),
  }),
});
export const backfillAnswerSchema = z.strictObject({ data: backfillSchema });

/** `GET /api/v1/archive/backfill-price`: what a range would cost. */
export const backfillPriceSchema = z.strictObject({
  data: z.strictObject({
    /** calls in the range; null: the call service does not say */
    calls: z.number().nullable(),
    /** about so many of them are kept already */
    kept: z.number(),
    /** requests to the call service, at most */
    requests: z.number().nullable(),
    /** at the budget that is left now */
    minutes: z.number().nullable(),
    /** requests a minute that are left now */
    perMinute: z.number(),
  }),
});

/** `POST /api/v1/archive/backfills`; without `from` from the first call there is, without `to` until now. */
export const newBackfillSchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).nullish(),
  to: z.iso.datetime({ offset: true }).nullish(),
});
/** `PATCH /api/v1/archive/backfills/{backfillId}` */
export const backfillChangeSchema = z.strictObject({ state: z.enum(["paused", "running", "cancelled"]) });

export type Backfill = z.infer<typeof backfillSchema>;
export type BackfillList = z.infer<typeof backfillListSchema>;
export type BackfillPrice = z.infer<typeof backfillPriceSchema>["data"];
