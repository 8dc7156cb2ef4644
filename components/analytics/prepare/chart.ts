import type { AnalyticsAnswer, AnalyticsTable, BucketFigures } from "@/lib/wire/analytics-contract";
import { callsOf } from "../question";
import { bucketWords } from "../words";

/** How a series is drawn: a colour and, where several stand together, a pattern, so that neither alone tells them apart. */
export type Ink =
  | "completed"
  | "no_answer"
  | "busy"
  | "failed"
  | "cancelled"
  | "other"
  | "main"
  | "second"
  | "agent"
  | "caller"
  | "negative"
  | "neutral"
  | "positive";

export type Series = { key: string; label: string; ink: Ink };
/** A place on the x axis, with a value a series; null: not known, a gap. */
type Point = {
  key: string;
  tick: string;
  /** what it is, and what it shows, line by line: told on pointing, and to whoever hears it */
  tip: readonly [string, ...string[]];
  href: string | null;
  /** not over yet, or cut by the range: drawn pale, or dotted */
  isPartial: boolean;
  values: readonly (number | null)[];
  /** of the span before, in the same place */
  before: number | null;
};
export type Unit = "count" | "share" | "score" | "seconds" | "milliseconds" | "decimal";
/** A value that stands out on the x axis: `at` in points from the left edge. */
export type Mark = { label: string; at: number };

export type Drawing =
  | { kind: "columns"; unit: Unit; series: Series[]; points: Point[]; hasBefore: boolean; marks: Mark[] }
  | { kind: "lines"; unit: Unit; series: Series[]; points: Point[]; hasBefore: boolean; marks: Mark[] }
  | {
      kind: "rows";
      top: number;
      rows: { key: string; label: string; value: number; tip: Point["tip"]; href: string | null }[];
    }
  | {
      kind: "strips";
      top: number;
      rows: {
        key: string;
        label: string;
        value: number;
        trend: readonly number[];
        tip: Point["tip"];
        href: string | null;
      }[];
      lastIsPartial: boolean;
    }
  | {
      kind: "heat";
      top: number;
      cells: { weekday: number; hour: number; value: number; tip: Point["tip"]; href: string | null }[];
    };

type Cell = { text: string; href?: string | null };
/** The truth of a chart: everything it draws, in words and digits. */
export type Table = { head: readonly string[]; rows: { key: string; cells: readonly Cell[] }[] };

/** A chart made ready: what it says, how that is known, and what to draw. */
export type Chart = {
  id: string;
  /** measure and unit */
  title: string;
  /** what it shows, written from the data */
  sentence: string;
  definition: string;
  /** how many calls can know it; null: all can */
  coverage: string | null;
  csv: AnalyticsTable;
  table: Table;
  drawing: Drawing;
  /** there is nothing to draw, and why; null: there is */
  nothing: string | null;
};

export type Context = ReturnType<typeof contextOf>;

/** What all charts of an answer need. @param question it was asked with */
export function contextOf(answer: AnalyticsAnswer, question: string) {
  const { meta, data } = answer;
  const { timeZone, bucket } = meta;
  const range = { from: meta.from, to: meta.to };
  const keptFromMs = meta.keptFrom === null ? Number.POSITIVE_INFINITY : Date.parse(meta.keptFrom);
  const before = data.previous;
  // The first call after a quiet night is no sign that nothing was kept before it.
  const isBeforeKept = before !== null && keptFromMs <= Date.parse(before.from) + DAY_MS;
  return {
    ...{ answer, data, meta, before },
    /** the span before can be compared with: calls were kept in it */
    isComparable: isBeforeKept && before !== null,
    perBucket: `per ${bucket}`,
    words: (one: { start: string; end: string }) => bucketWords(one, bucket, timeZone),
    /** the calls of the range, or of a bucket of it, that a bar counts */
    calls: (opens: Readonly<Record<string, string>> | null, one?: { start: string; end: string }) =>
      callsOf(question, one === undefined ? range : { from: one.start, to: one.end }, opens),
  };
}
const DAY_MS = 86_400_000;

/** Each bucket with its words, the way to its calls and the bucket of the span before in its place. */
export function bucketsOf(context: Context) {
  const { data, before, isComparable } = context;
  const seen = new Map<string, number>();
  return data.buckets.map((bucket, place) => {
    const { tick, label } = context.words(bucket);
    // An hour that the clocks show twice is two buckets.
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return {
      bucket,
      ...{ key: bucket.start, tick, label: count > 1 ? `${label} (again)` : label },
      href: bucket.calls === 0 ? null : context.calls({}, bucket),
      earlier: isComparable ? (before?.buckets[place] ?? null) : null,
    };
  });
}
export type PlacedBucket = ReturnType<typeof bucketsOf>[number];

/** Why a bucket is pale; null: it is whole. */
export function partialWords(
  { isPartial, end }: Pick<BucketFigures, "isPartial" | "end">,
  asOf: string,
): string | null {
  if (!isPartial) return null;
  return Date.parse(end) > Date.parse(asOf) ? "Not over yet" : "Cut by the time chosen";
}

/** "The last day is not over." for a sentence; "" where it is. */
export const unfinishedWords = ({ meta }: Context): string =>
  meta.isUnfinished ? ` The last ${meta.bucket} is not over.` : "";
