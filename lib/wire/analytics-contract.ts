import { z } from "zod";

/** Statistics of calls that are over and kept. Times are ISO 8601 with milliseconds; null: not known, or nothing to make it of. */

export const ANALYTICS_BUCKETS = ["hour", "day", "week"] as const;
export const ANALYTICS_TABLES = [
  ...(["buckets", "agents", "campaigns", "directions", "weekHours", "failures", "attention"] as const),
  ...(["handling", "responses"] as const),
] as const;
/** Buckets of one answer at most, and days of one range. */
export const MOST_BUCKETS = 800;
/** Of agents, campaigns and reasons for failing, so many by name: those with the most calls. */
export const MOST_GROUPS = 12;
/** From this sentiment on (−1 to 1, by a list of words) a call sounds positive, from its opposite down negative; between them neither. */
export const SENTIMENT_EDGE = 0.05;
/** A P95 of fewer values would be the slowest alone. */
export const FEWEST_FOR_P95 = 10;

const iso = z.string();
const figure = z.number().nullable();
const count = z.number();
/** What to set in the question so that `GET /api/v1/archive/calls` has exactly these calls; null: its filters cannot say it. */
const opens = z.record(z.string(), z.string()).nullable();

const measures = {
  calls: count,
  /** by the call service's words; `other`: those that the reader may not be told */
  byStatus: z.record(z.string(), count),
  /** completed ÷ (completed + no_answer + busy + failed), 0 to 1 */
  answerRate: figure,
  /** of completed calls; P95 from ten on */
  handlingMeanSeconds: figure,
  handlingMedianSeconds: figure,
  handlingP95Seconds: figure,
  /** of the calls' own medians: each call counts once, however much was said in it */
  agentResponseMedianMs: figure,
  agentResponseP95Ms: figure,
  /** mean of a call's pauses longer than 3 s, all together */
  pausesMeanMs: figure,
  /** of the characters spoken in a call, mean over calls, 0 to 1 */
  agentTalkShare: figure,
  callerTalkShare: figure,
  /** calls that somebody ended from here */
  endedByPerson: count,
  /** watched calls that needed attention, and kinds of reasons a hundred watched calls had */
  neededAttention: count,
  reasonsPer100: figure,
  /** completed watched calls that no person joined and whose caller did not ask for one ÷ completed watched calls, 0 to 1 */
  containment: figure,
  /** of the scores that rubrics gave, 0 to 100 */
  qualityMean: figure,
  qualityMedian: figure,
  /** calls by how the caller's lines sound by a list of words (lib/quality/sentiment.ts); those without such a word are in none */
  sentimentNegative: count,
  sentimentNeutral: count,
  sentimentPositive: count,
  /** how many of the calls can know it: the rest of the figures rest on so many */
  known: z.strictObject({
    /** of the completed ones */
    handling: count,
    response: count,
    pauses: count,
    talkShare: count,
    /** seen while they ran: attention is theirs alone */
    watched: count,
    /** completed and watched */
    containment: count,
    /** with a start and an end that it can be counted from (concurrency) */
    times: count,
    /** scored by a rubric */
    quality: count,
    /** with words of the list */
    sentiment: count,
  }),
};

const measuresSchema = z.strictObject(measures);
const bucketSchema = z.strictObject({
  /** from this moment on and before that one: `from` and `to` of exactly these calls */
  start: iso,
  end: iso,
  /** the range begins or ends within it, or it is not over yet */
  isPartial: z.boolean(),
  ...measures,
  /** calls that went on at once, as far as they are over: the most, and the mean over the time that has passed */
  concurrencyPeak: figure,
  concurrencyMean: figure,
});
const groupSchema = z.strictObject({
  /** what it is called by in a filter; null: what has none, or none that has a filter */
  key: z.string().nullable(),
  /** of an agent as the reader may see it; null: none is known */
  name: z.string().nullable(),
  ...measures,
  /** calls of each bucket */
  trend: z.array(count),
  opens,
});
const groupsSchema = z.strictObject({
  groups: z.array(groupSchema),
  /** how many there are in all that the reader may be told */
  of: count,
  /** calls of the others, of those with none, and of those that the reader may not be told */
  otherCalls: count,
});
const countedSchema = z.strictObject({ key: z.string(), calls: count, trend: z.array(count), opens });
/** A bar of a distribution: from this value on and below that one; null: no end. */
const barSchema = z.strictObject({ from: z.number(), below: figure, calls: count, opens });

/** `GET /api/v1/archive/analytics` */
export const analyticsSchema = z.strictObject({
  data: z.strictObject({
    totals: measuresSchema,
    buckets: z.array(bucketSchema),
    byAgent: groupsSchema,
    byCampaign: groupsSchema,
    byDirection: groupsSchema,
    /** by the clocks of the time zone, Monday is 1; hours without calls are left out */
    weekdayHour: z.array(
      z.strictObject({
        weekday: count,
        hour: count,
        calls: count,
        answerRate: figure,
        /** watched calls, and those of them that needed attention */
        watched: count,
        neededAttention: count,
        opens,
      }),
    ),
    failureReasons: z.strictObject({ groups: z.array(countedSchema), of: count, otherCalls: count }),
    /** watched calls by each kind of reason they had; a call may have several */
    attentionReasons: z.array(countedSchema),
    distributions: z.strictObject({
      /** completed calls by their seconds */
      handlingSeconds: z.array(barSchema),
      /** calls by the median of the agent's answers */
      agentResponseMs: z.array(barSchema),
    }),
    /** with compare=previous: the same span so many days before, on the same weekdays, as far as this one has come */
    previous: z
      .strictObject({
        from: iso,
        to: iso,
        daysBefore: count,
        totals: measuresSchema,
        buckets: z.array(bucketSchema),
      })
      .nullable(),
  }),
  meta: z.strictObject({
    from: iso,
    /** everything is counted before this moment: the end asked for, or of the bucket that is now */
    to: iso,
    timeZone: z.string(),
    bucket: z.enum(ANALYTICS_BUCKETS),
    asOf: iso,
    /** its last bucket is not over */
    isUnfinished: z.boolean(),
    /** how much the figures rest on: so many of so many calls */
    coverage: z.record(
      z.enum([
        ...(["handling", "response", "pauses", "talkShare", "attention", "containment", "concurrency"] as const),
        ...(["quality", "sentiment"] as const),
      ]),
      z.strictObject({ covered: count, of: count }),
    ),
    /** the oldest call that is kept: of the time before nobody knows anything. Null: none is */
    keptFrom: iso.nullable(),
    demo: z.boolean(),
    masked: z.boolean(),
    scoped: z.boolean(),
    /** calls that end are kept. Null: an admin has not decided yet */
    keeps: z.boolean().nullable(),
    /** the words are so common that nothing is found by them */
    tooCommon: z.boolean(),
  }),
});

export type AnalyticsAnswer = z.infer<typeof analyticsSchema>;
export type AnalyticsBucket = (typeof ANALYTICS_BUCKETS)[number];
export type AnalyticsTable = (typeof ANALYTICS_TABLES)[number];
export type AnalyticsMeasures = z.infer<typeof measuresSchema>;
export type AnalyticsGroups = z.infer<typeof groupsSchema>;
export type BucketFigures = z.infer<typeof bucketSchema>;
