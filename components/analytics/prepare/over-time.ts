import type { BucketFigures } from "@/lib/wire/analytics-contract";
import { callsText, countText, responseText, shareText } from "../words";
import { headOf, labelOf, leastOf, mostOf, onWords, tipOf, unitText } from "./bucket-words";
import { bucketsOf, type Chart, type Context, type Ink, type PlacedBucket, type Unit, unfinishedWords } from "./chart";

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
export function overTime(context: Context, line: Line): Chart {
  const { meta, isComparable } = context;
  const { measures, unit, opens } = line;
  const text = unitText(unit);
  const buckets = bucketsOf(context);
  // A share or a score of 0 is known; that nothing was counted draws nothing.
  const isNothing = unit === "share" || unit === "score" ? null : 0;
  const isKnownAtAll = buckets.some(({ bucket }) => measures.some(({ of }) => (of(bucket) ?? isNothing) !== isNothing));
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
