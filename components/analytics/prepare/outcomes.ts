import { statusFacts } from "@/lib/calls/status";
import type { BucketFigures } from "@/lib/wire/analytics-contract";
import { callsText, countText } from "../words";
import { headOf, labelOf, mostOf, onWords, tipOf } from "./bucket-words";
import { bucketsOf, type Chart, type Context, type Series, unfinishedWords } from "./chart";

const OUTCOMES = ["completed", "no_answer", "busy", "failed", "cancelled"] as const;
const isKnown = (status: string): boolean => (OUTCOMES as readonly string[]).includes(status);
const othersOf = ({ byStatus }: BucketFigures): number =>
  Object.entries(byStatus).reduce((sum, [status, calls]) => sum + (isKnown(status) ? 0 : calls), 0);

/** Calls by how they ended, stacked. */
export function outcomes(context: Context): Chart {
  const { data, meta, before, isComparable } = context;
  const buckets = bucketsOf(context);
  const hasOthers = data.buckets.some((bucket) => othersOf(bucket) > 0);
  const series: Series[] = [
    ...OUTCOMES.filter((status) => data.buckets.some(({ byStatus }) => (byStatus[status] ?? 0) > 0)).map((status) => ({
      ...{ key: status, label: statusFacts(status).label, ink: status },
    })),
    ...(hasOthers ? [{ key: "other", label: "Other", ink: "other" as const }] : []),
  ];
  const countOf = (bucket: BucketFigures, key: string) =>
    key === "other" ? othersOf(bucket) : (bucket.byStatus[key] ?? 0);
  const busiest = mostOf(buckets, ({ calls }) => calls);
  const change = before !== null && isComparable ? changeWords(data.totals.calls, before.totals.calls) : "";
  return {
    ...{ id: "outcomes", title: `Calls by outcome, calls ${context.perBucket}`, csv: "buckets", coverage: null },
    sentence: `${callsText(data.totals.calls)}${change}${
      busiest === null ? "" : `; most ${onWords(meta.bucket)} ${busiest.label} (${countText(busiest.bucket.calls)})`
    }.${unfinishedWords(context)}`,
    definition:
      "Calls that are over, by the moment they began, and by how the call service says they ended. The dashed line is the span before, all outcomes together.",
    nothing: data.totals.calls === 0 ? "There is no call in this time." : null,
    drawing: {
      ...{ kind: "columns", unit: "count", series, marks: [], hasBefore: isComparable },
      points: buckets.map((one) => ({
        ...{ key: one.key, tick: one.tick, href: one.href, isPartial: one.bucket.isPartial },
        values: series.map(({ key }) => countOf(one.bucket, key)),
        before: one.earlier?.calls ?? null,
        tip: tipOf(one, meta.asOf, [
          callsText(one.bucket.calls),
          ...series.map(({ key, label }) => `${label}: ${countText(countOf(one.bucket, key))}`),
          ...(one.earlier === null ? [] : [`Before: ${callsText(one.earlier.calls)}`]),
        ]),
      })),
    },
    table: {
      head: [headOf(meta.bucket), "Calls", ...series.map(({ label }) => label), ...(isComparable ? ["Before"] : [])],
      rows: buckets.map((one) => ({
        key: one.key,
        cells: [
          { text: labelOf(one, meta.asOf) },
          { text: countText(one.bucket.calls), href: one.href },
          ...series.map(({ key }) => {
            const count = countOf(one.bucket, key);
            const opens = count === 0 || key === "other" ? null : { status: key };
            return { text: countText(count), href: context.calls(opens, one.bucket) };
          }),
          ...(isComparable ? [{ text: countText(one.earlier?.calls ?? null) }] : []),
        ],
      })),
    },
  };
}

/** ", 9 % more than before"; "" where there is nothing to compare with. */
function changeWords(now: number, before: number): string {
  if (before === 0) return now === 0 ? "" : ", none in the span before";
  const change = Math.round((now / before - 1) * 100);
  if (change === 0) return ", as many as in the span before";
  return `, ${Math.abs(change)} % ${change > 0 ? "more" : "fewer"} than in the span before`;
}
