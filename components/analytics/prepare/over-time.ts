import { statusFacts } from "@/lib/calls/status";
import type { BucketFigures } from "@/lib/wire/analytics-contract";
import { callsText, countText, decimalText, responseText, shareText } from "../words";
import {
  bucketsOf,
  type Chart,
  type Context,
  type Ink,
  type PlacedBucket,
  partialWords,
  type Series,
  type Unit,
  unfinishedWords,
} from "./chart";

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

type Measure = { key: string; label: string; ink: Ink; of: (bucket: BucketFigures) => number | null };
type Line = {
  id: string;
  title: string;
  unit: Unit;
  measures: readonly [Measure, ...Measure[]];
  definition: string;
  coverage?: string | null;
  sentence: (buckets: PlacedBucket[]) => string;
  nothing: string;
  /** columns where a bucket counts something */
  kind?: "columns" | "lines";
  opens?: Readonly<Record<string, string>>;
};

/** A measure over time; a bucket of which nothing is known is a gap. */
function overTime(context: Context, line: Line): Chart {
  const { meta, isComparable } = context;
  const { measures, unit, opens } = line;
  const text = unitText(unit);
  const buckets = bucketsOf(context);
  const isKnownAtAll = buckets.some(({ bucket }) => measures.some(({ of }) => (of(bucket) ?? 0) > 0));
  const hrefOf = (one: PlacedBucket) =>
    opens === undefined || one.href === null || (measures[0].of(one.bucket) ?? 0) === 0
      ? opens === undefined
        ? one.href
        : null
      : context.calls(opens, one.bucket);
  // Two measures and their two befores would be four lines that nobody reads.
  const hasBefore = isComparable && measures.length === 1;
  return {
    ...{ id: line.id, title: `${line.title}, ${context.perBucket}`, csv: "buckets", definition: line.definition },
    coverage: line.coverage ?? null,
    sentence: isKnownAtAll ? `${line.sentence(buckets)}${unfinishedWords(context)}` : line.nothing,
    nothing: isKnownAtAll ? null : line.nothing,
    drawing: {
      ...{ kind: line.kind ?? "lines", unit, marks: [], hasBefore },
      series: measures.map(({ key, label, ink }) => ({ key, label, ink })),
      points: buckets.map((one) => ({
        ...{ key: one.key, tick: one.tick, href: hrefOf(one), isPartial: one.bucket.isPartial },
        values: measures.map(({ of }) => of(one.bucket)),
        before: hasBefore && one.earlier !== null ? measures[0].of(one.earlier) : null,
        tip: tipOf(one, meta.asOf, [
          ...measures.map(({ label, of }) => `${label}: ${text(of(one.bucket))}`),
          ...(hasBefore && one.earlier !== null ? [`Before: ${text(measures[0].of(one.earlier))}`] : []),
          callsText(one.bucket.calls),
        ]),
      })),
    },
    table: {
      head: [headOf(meta.bucket), ...measures.map(({ label }) => label), ...(hasBefore ? ["Before"] : []), "Calls"],
      rows: buckets.map((one) => ({
        key: one.key,
        cells: [
          { text: labelOf(one, meta.asOf) },
          ...measures.map(({ of }, place) => ({
            text: text(of(one.bucket)),
            href: place === 0 && opens !== undefined ? hrefOf(one) : null,
          })),
          ...(hasBefore ? [{ text: one.earlier === null ? "—" : text(measures[0].of(one.earlier)) }] : []),
          { text: countText(one.bucket.calls), href: one.href },
        ],
      })),
    },
  };
}

export function concurrency(context: Context): Chart {
  const { meta } = context;
  const { covered, of } = meta.coverage.concurrency ?? { covered: 0, of: 0 };
  const keptFromMs = Date.parse(meta.keptFrom ?? "");
  // Before calls were kept nobody knows how many went on at once.
  const kept = (end: string, value: number | null) => (Date.parse(end) <= keptFromMs ? null : value);
  return overTime(context, {
    ...{ id: "concurrency", title: "Calls at once, calls", unit: "decimal" },
    measures: [
      { key: "peak", label: "Most at once", ink: "main", of: ({ concurrencyPeak, end }) => kept(end, concurrencyPeak) },
      { key: "mean", label: "Mean", ink: "second", of: ({ concurrencyMean, end }) => kept(end, concurrencyMean) },
    ],
    definition:
      "Counted from the starts and ends of calls that are kept; calls that go on now are not among them. Mean: over all the time of a bucket that has passed.",
    coverage: covered < of ? `${countText(covered)} of ${callsText(of)} have a start and an end.` : null,
    nothing: "No call in this time has a start and an end.",
    sentence: (buckets) => {
      const top = mostOf(buckets, ({ concurrencyPeak }) => concurrencyPeak);
      return top === null
        ? ""
        : `${countText(top.bucket.concurrencyPeak)} at once at most, ${onWords(meta.bucket)} ${top.label}.`;
    },
  });
}

export function answerRate(context: Context): Chart {
  const { data, meta } = context;
  return overTime(context, {
    ...{ id: "answer-rate", title: "Answer rate, % of calls", unit: "share" },
    measures: [{ key: "rate", label: "Answer rate", ink: "main", of: ({ answerRate: rate }) => rate }],
    definition:
      "Completed calls out of those that were completed, not answered, busy or failed. Cancelled calls stand apart. A bucket with none of these is a gap.",
    nothing: "No call in this time was answered or left unanswered.",
    sentence: (buckets) => {
      const worst = leastOf(buckets, ({ answerRate: rate }) => rate);
      const low =
        worst === null ? "" : `; lowest ${onWords(meta.bucket)} ${worst.label} (${shareText(worst.bucket.answerRate)})`;
      return `${shareText(data.totals.answerRate)} of calls were answered${low}.`;
    },
  });
}

export function endings(context: Context): Chart {
  const { data, meta } = context;
  return overTime(context, {
    ...{ id: "endings", title: "Calls ended by people, calls", unit: "count", kind: "columns" },
    measures: [{ key: "ended", label: "Ended by one of us", ink: "main", of: ({ endedByPerson }) => endedByPerson }],
    opens: { endedByPerson: "true" },
    definition: "Calls that somebody ended from Earshot. Calls that caller or agent ended are not among them.",
    nothing: "Nobody ended a call from here in this time.",
    sentence: (buckets) => {
      const top = mostOf(buckets, ({ endedByPerson }) => endedByPerson);
      const { endedByPerson, calls } = data.totals;
      const most = top === null ? "" : `; most ${onWords(meta.bucket)} ${top.label} (${top.bucket.endedByPerson})`;
      return `${callsText(endedByPerson)} of ${countText(calls)} were ended from here${most}.`;
    },
  });
}

export function containment(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.containment ?? { covered: 0, of: 0 };
  return overTime(context, {
    ...{ id: "containment", title: "Containment, % of watched completed calls", unit: "share" },
    measures: [{ key: "containment", label: "Containment", ink: "main", of: ({ containment: share }) => share }],
    definition:
      "Completed calls that no person joined and whose caller did not ask for one, out of the completed calls that Earshot watched while they ran. Of others nobody knows who joined.",
    coverage: `Of ${countText(covered)} watched, out of ${countText(of)} completed.`,
    nothing: "No completed call of this time was watched while it ran, so nobody knows.",
    sentence: (buckets) => {
      const worst = leastOf(buckets, ({ containment: share }) => share);
      const low =
        worst === null
          ? ""
          : `; lowest ${onWords(meta.bucket)} ${worst.label} (${shareText(worst.bucket.containment)})`;
      return `${shareText(data.totals.containment)} of watched calls were settled without a person${low}.`;
    },
  });
}

export function talkShare(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.talkShare ?? { covered: 0, of: 0 };
  return overTime(context, {
    ...{ id: "talk-share", title: "Talk share, % of characters", unit: "share" },
    measures: [
      { key: "agent", label: "Agent", ink: "agent", of: ({ agentTalkShare }) => agentTalkShare },
      { key: "caller", label: "Caller", ink: "caller", of: ({ callerTalkShare }) => callerTalkShare },
    ],
    definition:
      "Of the characters spoken in a call, how many the agent and the caller said; the mean over calls. What others said makes up the rest.",
    coverage: `Of ${countText(covered)} with a transcript, out of ${countText(of)}.`,
    nothing: "No call of this time has a transcript that says who spoke.",
    sentence: () =>
      `Agents said ${shareText(data.totals.agentTalkShare)} of a call, callers ${shareText(data.totals.callerTalkShare)}.`,
  });
}

export function pauses(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.pauses ?? { covered: 0, of: 0 };
  return overTime(context, {
    ...{ id: "pauses", title: "Pauses, seconds of a call", unit: "milliseconds" },
    measures: [{ key: "pauses", label: "Pauses of a call", ink: "main", of: ({ pausesMeanMs }) => pausesMeanMs }],
    definition:
      "Gaps longer than 3 s in which nobody spoke, all of a call together, as far as the times of messages can tell; the mean over calls.",
    coverage: `Of ${countText(covered)} whose messages have times, out of ${countText(of)}.`,
    nothing: "No call of this time has messages with times.",
    sentence: (buckets) => {
      const top = mostOf(buckets, ({ pausesMeanMs }) => pausesMeanMs);
      const most =
        top === null ? "" : `; longest ${onWords(meta.bucket)} ${top.label} (${responseText(top.bucket.pausesMeanMs)})`;
      return `A call had ${responseText(data.totals.pausesMeanMs)} of pauses in the mean${most}.`;
    },
  });
}

/** How a value of a unit is written. */
export function unitText(unit: Unit): (value: number | null) => string {
  switch (unit) {
    case "count":
      return countText;
    case "share":
      return shareText;
    case "decimal":
      return decimalText;
    case "milliseconds":
      return responseText;
    case "seconds":
      return (value) => responseText(value === null ? null : value * 1_000);
  }
}

const headOf = (bucket: string): string => bucket.charAt(0).toUpperCase() + bucket.slice(1);
const onWords = (bucket: string): string => (bucket === "week" ? "in the week" : "on");
const labelOf = ({ label, bucket }: PlacedBucket, asOf: string): string => {
  const partial = partialWords(bucket, asOf);
  return partial === null ? label : `${label} (${partial.toLowerCase()})`;
};

function tipOf(one: PlacedBucket, asOf: string, lines: string[]): readonly [string, ...string[]] {
  const partial = partialWords(one.bucket, asOf);
  return [one.label, ...lines, ...(partial === null ? [] : [partial])];
}

type Of = (bucket: BucketFigures) => number | null;

/** The bucket of the highest value; null: none is above 0. */
function mostOf(buckets: readonly PlacedBucket[], of: Of): PlacedBucket | null {
  let top: PlacedBucket | null = null;
  for (const one of buckets) if ((of(one.bucket) ?? 0) > (top === null ? 0 : (of(top.bucket) ?? 0))) top = one;
  return top;
}

/** Of whole buckets the one of the lowest value; null: fewer than two are known. */
function leastOf(buckets: readonly PlacedBucket[], of: Of): PlacedBucket | null {
  const known = buckets.filter(({ bucket }) => !bucket.isPartial && of(bucket) !== null);
  if (known.length < 2) return null;
  return known.reduce((least, one) => ((of(one.bucket) ?? 1) < (of(least.bucket) ?? 1) ? one : least));
}

/** ", 9 % more than before"; "" where there is nothing to compare with. */
function changeWords(now: number, before: number): string {
  if (before === 0) return now === 0 ? "" : ", none in the span before";
  const change = Math.round((now / before - 1) * 100);
  if (change === 0) return ", as many as in the span before";
  return `, ${Math.abs(change)} % ${change > 0 ? "more" : "fewer"} than in the span before`;
}
