import { type SQL, sql } from "drizzle-orm";
import { FEWEST_FOR_P95 } from "@/lib/wire/analytics-contract";
import { NO_QUALITY, type QualityRow, qualityOf } from "./quality";

/** Pieces of the statements over `call_figures`; what each figure means stands in lib/wire/analytics-contract.ts. */

export const all = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);

/** Texts as they are stored, as an array. */
export const texts = (stored: readonly string[]): SQL =>
  sql`${`{${stored.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`}::text[]`;

/** What is known of how a set of calls went and was talked. */
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
