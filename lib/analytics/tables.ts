import { csvLine } from "@/lib/format/csv";
import type {
  AnalyticsAnswer,
  AnalyticsGroups,
  AnalyticsMeasures,
  AnalyticsTable,
} from "@/lib/wire/analytics-contract";

type Cell = string | number | null;
type Column<Row> = readonly [name: string, cell: (row: Row) => Cell];
type Data = AnalyticsAnswer["data"];

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
const seconds = (ms: number | null) => rounded(ms === null ? null : ms / 1_000, 3);

/** What nobody knows is an empty cell, and never a zero. */
const MEASURES: readonly Column<AnalyticsMeasures>[] = [
  ["calls", ({ calls }) => calls],
  ["completed", ({ byStatus }) => byStatus.completed ?? 0],
  ["no_answer", ({ byStatus }) => byStatus.no_answer ?? 0],
  ["busy", ({ byStatus }) => byStatus.busy ?? 0],
  ["failed", ({ byStatus }) => byStatus.failed ?? 0],
  ["cancelled", ({ byStatus }) => byStatus.cancelled ?? 0],
  ["answer_rate", ({ answerRate }) => rounded(answerRate, 4)],
  ["handling_mean_seconds", ({ handlingMeanSeconds }) => rounded(handlingMeanSeconds, 3)],
  ["handling_median_seconds", ({ handlingMedianSeconds }) => rounded(handlingMedianSeconds, 3)],
  ["handling_p95_seconds", ({ handlingP95Seconds }) => rounded(handlingP95Seconds, 3)],
  ["agent_response_median_seconds", ({ agentResponseMedianMs }) => seconds(agentResponseMedianMs)],
  ["agent_response_p95_seconds", ({ agentResponseP95Ms }) => seconds(agentResponseP95Ms)],
  ["pauses_mean_seconds", ({ pausesMeanMs }) => seconds(pausesMeanMs)],
  ["agent_talk_share", ({ agentTalkShare }) => rounded(agentTalkShare, 4)],
  ["caller_talk_share", ({ callerTalkShare }) => rounded(callerTalkShare, 4)],
  ["ended_by_person", ({ endedByPerson }) => endedByPerson],
  ["watched", ({ known }) => known.watched],
  ["needed_attention", ({ neededAttention }) => neededAttention],
  ["reasons_per_100_watched", ({ reasonsPer100 }) => rounded(reasonsPer100, 2)],
  ["containment", ({ containment }) => rounded(containment, 4)],
  ["scored", ({ known }) => known.quality],
  ["quality_mean", ({ qualityMean }) => rounded(qualityMean, 2)],
  ["quality_median", ({ qualityMedian }) => rounded(qualityMedian, 2)],
  ["sentiment_known", ({ known }) => known.sentiment],
  ["sentiment_negative", ({ sentimentNegative }) => sentimentNegative],
  ["sentiment_neutral", ({ sentimentNeutral }) => sentimentNeutral],
  ["sentiment_positive", ({ sentimentPositive }) => sentimentPositive],
];

const BUCKETS: readonly Column<Data["buckets"][number]>[] = [
  ["start", ({ start }) => start],
  ["end", ({ end }) => end],
  ["is_partial", ({ isPartial }) => String(isPartial)],
  ...MEASURES,
  ["concurrency_peak", ({ concurrencyPeak }) => concurrencyPeak],
  ["concurrency_mean", ({ concurrencyMean }) => rounded(concurrencyMean, 4)],
];
type Group = AnalyticsGroups["groups"][number];
const AGENTS: readonly Column<Group>[] = [
  ["agent_id", ({ key }) => key],
  ["agent_name", ({ name }) => name],
  ...MEASURES,
];
const CAMPAIGNS: readonly Column<Group>[] = [["campaign", ({ key }) => key], ...MEASURES];
const DIRECTIONS: readonly Column<Group>[] = [["direction", ({ key }) => key], ...MEASURES];
const WEEK_HOURS: readonly Column<Data["weekdayHour"][number]>[] = [
  ["weekday", ({ weekday }) => weekday],
  ["hour", ({ hour }) => hour],
  ["calls", ({ calls }) => calls],
  ["answer_rate", ({ answerRate }) => rounded(answerRate, 4)],
  ["watched", ({ watched }) => watched],
  ["needed_attention", ({ neededAttention }) => neededAttention],
];
const COUNTED: readonly Column<Data["attentionReasons"][number]>[] = [
  ["reason", ({ key }) => key],
  ["calls", ({ calls }) => calls],
];
const BARS: readonly Column<Data["distributions"]["handlingSeconds"][number]>[] = [
  ["from", ({ from }) => from],
  ["below", ({ below }) => below],
  ["calls", ({ calls }) => calls],
];

function written<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = csvLine(columns.map(([name]) => name));
  return head + rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join("");
}

const WRITINGS: Record<AnalyticsTable, (data: Data) => string> = {
  buckets: ({ buckets }) => written(BUCKETS, buckets),
  agents: ({ byAgent }) => written(AGENTS, byAgent.groups),
  campaigns: ({ byCampaign }) => written(CAMPAIGNS, byCampaign.groups),
  directions: ({ byDirection }) => written(DIRECTIONS, byDirection.groups),
  weekHours: ({ weekdayHour }) => written(WEEK_HOURS, weekdayHour),
  failures: ({ failureReasons }) => written(COUNTED, failureReasons.groups),
  attention: ({ attentionReasons }) => written(COUNTED, attentionReasons),
  handling: ({ distributions }) => written(BARS, distributions.handlingSeconds),
  responses: ({ distributions }) => written(BARS, distributions.agentResponseMs),
};

/** One of the tables as a CSV file, as its reader sees it: its text and its name. */
export function tableOf(answer: AnalyticsAnswer, table: AnalyticsTable): { text: string; name: string } {
  const day = (text: string) => text.slice(0, 10);
  const name = `earshot-analytics-${table}-${day(answer.meta.from)}-${day(answer.meta.to)}.csv`;
  return { text: WRITINGS[table](answer.data), name };
}
