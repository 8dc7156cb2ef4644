import type { BucketFigures } from "@/lib/wire/analytics-contract";
import { countText, decimalText, shareText } from "../words";
import { leastOf, mostOf, onWords } from "./bucket-words";
import type { Chart, Context } from "./chart";
import { overTime } from "./over-time";

/** What rubrics gave calls, over time. */
export function quality(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.quality ?? { covered: 0, of: 0 };
  return overTime(context, {
    ...{ id: "quality", title: "Quality, score of 100", unit: "score" },
    measures: [{ key: "score", label: "Mean score", ink: "main", of: ({ qualityMean }) => qualityMean }],
    definition:
      "The score that a call has by the rubric that is for it, 0 to 100; the mean over calls. A call without a score, because no rubric is for it or nothing that counts is known, is not among them.",
    coverage: `Of ${countText(covered)} scored, out of ${countText(of)}.`,
    nothing: "No call of this time has been scored.",
    sentence: (buckets) => {
      const { qualityMean, qualityMedian } = data.totals;
      const worst = leastOf(buckets, ({ qualityMean: mean }) => mean);
      const low =
        worst === null
          ? ""
          : `; lowest ${onWords(meta.bucket)} ${worst.label} (${decimalText(worst.bucket.qualityMean)})`;
      return `Calls scored ${decimalText(qualityMean)} in the mean, ${decimalText(qualityMedian)} in the median${low}.`;
    },
  });
}

const shareOf = (part: number, { known }: BucketFigures): number | null =>
  known.sentiment === 0 ? null : part / known.sentiment;

/** How callers sound by a list of words, over time. */
export function sentiment(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.sentiment ?? { covered: 0, of: 0 };
  const negative = (bucket: BucketFigures) => shareOf(bucket.sentimentNegative, bucket);
  return overTime(context, {
    ...{ id: "sentiment", title: "Sentiment by a word list, % of calls", unit: "share", kind: "columns" },
    measures: [
      { key: "negative", label: "Negative", ink: "negative", of: negative },
      { key: "neutral", label: "Neither", ink: "neutral", of: (bucket) => shareOf(bucket.sentimentNeutral, bucket) },
      {
        ...{ key: "positive", label: "Positive", ink: "positive" },
        of: (bucket) => shareOf(bucket.sentimentPositive, bucket),
      },
    ],
    definition:
      "Words of a list that callers said, good ones against bad ones. A list of words knows no irony and nothing that is not in it: it tells a trend, not a call. Calls in which none of its words was said, or in a language without a list, are not among them.",
    coverage: `Of ${countText(covered)} with words of the list, out of ${countText(of)}.`,
    nothing: "In no call of this time a word of the list was said.",
    sentence: (buckets) => {
      const { known, sentimentNegative, sentimentPositive } = data.totals;
      const worst = mostOf(buckets, negative);
      const most =
        worst === null
          ? ""
          : `; most negative ${onWords(meta.bucket)} ${worst.label} (${shareText(negative(worst.bucket))})`;
      const share = (part: number) => shareText(known.sentiment === 0 ? null : part / known.sentiment);
      return `By the word list ${share(sentimentNegative)} of calls sound negative and ${share(sentimentPositive)} positive${most}.`;
    },
  });
}
