import { type SQL, sql } from "drizzle-orm";
import { callFigures as figures } from "@/lib/database/schema";
import { FEWEST_FOR_P95 } from "@/lib/wire/analytics-contract";
import { NO_QUALITY, QUALITY, type QualityRow, qualityOf } from "./quality";

/** Pieces of the statements over `call_figures`; what each figure means stands in lib/wire/analytics-contract.ts. */

export const all = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);

/** When a call was, in seconds: what is looked up in edges is compared as plain numbers, several times as fast as times are. */
export const AT: SQL = sql`date_part('epoch', ${figures.happenedAt})`;
/** Moments as an array of seconds. */
export const moments = (atMs: readonly number[]): SQL => numbers(atMs.map((ms) => ms / 1_000));
export const numbers = (values: readonly number[]): SQL => sql`${`{${values.join(",")}}`}::float8[]`;
/** Texts as they are stored, as an array. */
export const texts = (stored: readonly string[]): SQL =>
  sql`${`{${stored.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`}::text[]`;

/** Calls of a range. */
export const within = (fromMs: number, toMs: number): SQL =>
  sql`${figures.happenedAt} >= ${new Date(fromMs).toISOString()}::timestamptz and ${figures.happenedAt} < ${new Date(toMs).toISOString()}::timestamptz`;

const isCompleted = sql`${figures.status} = 'completed'`;

/** Medians need sorting: of many calls each is a statement of its own. */
const HANDLING: SQL = sql`
  percentile_cont(array[0.5, 0.95]) within group (order by ${figures.durationSeconds}::float8) filter (where ${isCompleted}) as handling`;
const RESPONSE: SQL = sql`
  percentile_cont(array[0.5, 0.95]) within group (order by ${figures.responseMedianMs}) as response`;
const COUNTS: SQL = sql`
  count(${figures.durationSeconds}) filter (where ${isCompleted})::int as "handlingKnown",
  avg(${figures.durationSeconds}::float8) filter (where ${isCompleted}) as "handlingMean",
  count(${figures.responseMedianMs})::int as "responseKnown",
  count(${figures.pausesMs})::int as "pausesKnown",
  avg(${figures.pausesMs}) as pauses,
  count(${figures.agentShare})::int as "shareKnown",
  avg(${figures.agentShare}) as "agentShare",
  avg(${figures.callerShare}) as "callerShare",
  count(*) filter (where ${figures.endedByPerson})::int as "endedByPerson",
  count(*) filter (where ${figures.wasWatched})::int as watched,
  count(*) filter (where ${figures.wasWatched} and cardinality(${figures.reasons}) > 0)::int as "neededAttention",
  coalesce(sum(cardinality(${figures.reasons})) filter (where ${figures.wasWatched}), 0)::int as reasons,
  count(*) filter (where ${isCompleted} and ${figures.wasWatched})::int as "containmentKnown",
  count(*) filter (where ${isCompleted} and ${figures.wasWatched} and not ${figures.personJoined} and not ${figures.askedForPerson})::int as contained,
  count(*) filter (where ${figures.endedAt} > ${figures.startedAt})::int as times`;

/** What is known of how a set of calls went and was talked: in one statement, or of many calls in several. */
export const measuresIn = (isLarge: boolean): SQL[] =>
  isLarge ? [COUNTS, HANDLING, RESPONSE, QUALITY] : [sql`${COUNTS}, ${HANDLING}, ${RESPONSE}`, QUALITY];

export type MeasuresRow = QualityRow & {
  handlingKnown: number;
  handlingMean: number | null;
  handling: number[] | null;
  responseKnown: number;
  response: number[] | null;
  pausesKnown: number;
  pauses: number | null;
  shareKnown: number;
  agentShare: number | null;
  callerShare: number | null;
  endedByPerson: number;
  watched: number;
  neededAttention: number;
  reasons: number;
  containmentKnown: number;
  contained: number;
  times: number;
};

export const NO_MEASURES: MeasuresRow = {
  ...NO_QUALITY,
  ...{ handlingKnown: 0, handlingMean: null, handling: null, responseKnown: 0, response: null },
  ...{ pausesKnown: 0, pauses: null, shareKnown: 0, agentShare: null, callerShare: null },
  ...{ endedByPerson: 0, watched: 0, neededAttention: 0, reasons: 0, containmentKnown: 0, contained: 0, times: 0 },
};

const of = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Completed ÷ all that rang at somebody's. */
export function answerRateOf(byStatus: Readonly<Record<string, number>>): number | null {
  const count = (status: string) => (Object.hasOwn(byStatus, status) ? (byStatus[status] ?? 0) : 0);
  const completed = count("completed");
  return of(completed, completed + count("no_answer") + count("busy") + count("failed"));
}

/** The measures of a set as they are answered. */
export function measuresOf(byStatus: Record<string, number>, row: MeasuresRow) {
  const p95 = (values: number[] | null, known: number) => (known < FEWEST_FOR_P95 ? null : (values?.[1] ?? null));
  return {
    calls: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
    byStatus,
    answerRate: answerRateOf(byStatus),
    handlingMeanSeconds: row.handlingMean,
    handlingMedianSeconds: row.handling?.[0] ?? null,
    handlingP95Seconds: p95(row.handling, row.handlingKnown),
    agentResponseMedianMs: row.response?.[0] ?? null,
    agentResponseP95Ms: p95(row.response, row.responseKnown),
    pausesMeanMs: row.pauses,
    agentTalkShare: row.agentShare,
    callerTalkShare: row.callerShare,
    endedByPerson: row.endedByPerson,
    neededAttention: row.neededAttention,
    reasonsPer100: row.watched === 0 ? null : (row.reasons * 100) / row.watched,
    containment: of(row.contained, row.containmentKnown),
    ...qualityOf(row),
    known: {
      handling: row.handlingKnown,
      response: row.responseKnown,
      pauses: row.pausesKnown,
      talkShare: row.shareKnown,
      watched: row.watched,
      containment: row.containmentKnown,
      times: row.times,
      quality: row.qualityKnown,
      sentiment: row.sentimentKnown,
    },
  };
}
