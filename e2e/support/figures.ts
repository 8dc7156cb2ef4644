import type { AnalyticsAnswer, AnalyticsGroups, AnalyticsMeasures, BucketFigures } from "@/lib/wire/analytics-contract";

/** Test code: an answer of statistics as the server gives it, for what a test wants to say of it. */

const DAY_MS = 86_400_000;

export const NONE_KNOWN: AnalyticsMeasures["known"] = {
  ...{ handling: 0, response: 0, pauses: 0, talkShare: 0, watched: 0, containment: 0, times: 0 },
  ...{ quality: 0, sentiment: 0 },
};

export const measures = (fields: Partial<AnalyticsMeasures> = {}): AnalyticsMeasures => {
  const calls = fields.calls ?? 0;
  return {
    ...{ calls, byStatus: calls === 0 ? {} : { completed: calls }, answerRate: calls === 0 ? null : 1 },
    ...{ handlingMeanSeconds: null, handlingMedianSeconds: null, handlingP95Seconds: null },
    ...{ agentResponseMedianMs: null, agentResponseP95Ms: null, pausesMeanMs: null },
    ...{ agentTalkShare: null, callerTalkShare: null, endedByPerson: 0, neededAttention: 0 },
    ...{ reasonsPer100: null, containment: null, qualityMean: null, qualityMedian: null },
    ...{ sentimentNegative: 0, sentimentNeutral: 0, sentimentPositive: 0 },
    known: NONE_KNOWN,
    ...fields,
  };
};

/** The day that begins then, UTC. */
export const dayOf = (start: string, fields: Partial<BucketFigures> = {}): BucketFigures => ({
  ...{ start, end: new Date(Date.parse(start) + DAY_MS).toISOString(), isPartial: false },
  ...measures(fields),
  ...{ concurrencyPeak: 0, concurrencyMean: 0 },
  ...fields,
});

const noGroups: AnalyticsGroups = { groups: [], of: 0, otherCalls: 0 };

export const groupOf = (
  key: string | null,
  fields: Partial<AnalyticsGroups["groups"][number]> = {},
): AnalyticsGroups["groups"][number] => ({
  ...{ key, name: null, ...measures(fields), trend: [], opens: key === null ? null : { agent: key } },
  ...fields,
});

type Fields = { data?: Partial<AnalyticsAnswer["data"]>; meta?: Partial<AnalyticsAnswer["meta"]> };

/** Three days of November, in UTC by the day, the last of them not over. */
export function anAnswer({ data = {}, meta = {} }: Fields = {}): AnalyticsAnswer {
  const buckets = data.buckets ?? [
    dayOf("2026-11-23T00:00:00.000Z", { calls: 10, byStatus: { completed: 8, no_answer: 2 }, answerRate: 0.8 }),
    dayOf("2026-11-24T00:00:00.000Z"),
    dayOf("2026-11-25T00:00:00.000Z", { calls: 4, isPartial: true }),
  ];
  const calls = buckets.reduce((sum, bucket) => sum + bucket.calls, 0);
  return {
    data: {
      totals: measures({ calls, byStatus: { completed: calls } }),
      buckets,
      ...{ byAgent: noGroups, byCampaign: noGroups, byDirection: noGroups, weekdayHour: [] },
      ...{ failureReasons: { groups: [], of: 0, otherCalls: 0 }, attentionReasons: [] },
      distributions: { handlingSeconds: [], agentResponseMs: [] },
      previous: null,
      ...data,
    },
    meta: {
      ...{ from: "2026-11-23T00:00:00.000Z", to: "2026-11-26T00:00:00.000Z", timeZone: "UTC", bucket: "day" },
      ...{ asOf: "2026-11-25T12:00:00.000Z", isUnfinished: true },
      coverage: {
        ...{
          handling: { covered: 0, of: calls },
          response: { covered: 0, of: calls },
          pauses: { covered: 0, of: calls },
        },
        ...{ talkShare: { covered: 0, of: calls }, attention: { covered: 0, of: calls } },
        ...{ containment: { covered: 0, of: calls }, concurrency: { covered: calls, of: calls } },
        ...{ quality: { covered: 0, of: calls }, sentiment: { covered: 0, of: calls } },
      },
      ...{ keptFrom: "2026-01-01T00:00:00.000Z", demo: false, masked: false, scoped: false, keeps: true },
      tooCommon: false,
      ...meta,
    },
  };
}
