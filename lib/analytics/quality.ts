import { type SQL, sql } from "drizzle-orm";
import { callFigures as figures } from "@/lib/database/schema";
import { SENTIMENT_EDGE } from "@/lib/wire/analytics-contract";

/** How calls were judged, as figures: of the rubric's scores, and of how callers sound by a list of words. */

/** A statement of its own: its median sorts other calls than the rest does. */
export const QUALITY: SQL = sql`
  count(${figures.rubricScore})::int as "qualityKnown",
  avg(${figures.rubricScore}::float8) as "qualityMean",
  percentile_cont(0.5) within group (order by ${figures.rubricScore}::float8) as "qualityMedian",
  count(${figures.sentiment})::int as "sentimentKnown",
  count(*) filter (where ${figures.sentiment} <= ${-SENTIMENT_EDGE}::float8)::int as "sentimentNegative",
  count(*) filter (where ${figures.sentiment} >= ${SENTIMENT_EDGE}::float8)::int as "sentimentPositive"`;

export type QualityRow = {
  qualityKnown: number;
  qualityMean: number | null;
  qualityMedian: number | null;
  sentimentKnown: number;
  sentimentNegative: number;
  sentimentPositive: number;
};

export const NO_QUALITY: QualityRow = {
  ...{ qualityKnown: 0, qualityMean: null, qualityMedian: null },
  ...{ sentimentKnown: 0, sentimentNegative: 0, sentimentPositive: 0 },
};

/** The same as it is answered. */
export function qualityOf(row: QualityRow) {
  const { qualityMean, qualityMedian, sentimentKnown, sentimentNegative, sentimentPositive } = row;
  const neutral = sentimentKnown - sentimentNegative - sentimentPositive;
  return { qualityMean, qualityMedian, sentimentNegative, sentimentNeutral: neutral, sentimentPositive };
}
