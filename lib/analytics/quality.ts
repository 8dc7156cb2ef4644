/** How calls were judged, as figures: of the rubric's scores, and of how callers sound by a list of words. */

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
