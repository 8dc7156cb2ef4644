import type { AnalyticsAnswer } from "@/lib/wire/analytics-contract";
import { callsText, countText, responseText, secondsText } from "../words";
import type { Chart, Context, Mark } from "./chart";

type Bar = AnalyticsAnswer["data"]["distributions"]["handlingSeconds"][number];

/** Where a value lies among the bars, in bars from the left edge; in the last, which has no end, in its middle. */
export function placeOf(value: number, bars: readonly Pick<Bar, "from" | "below">[]): number | null {
  const place = bars.findIndex(({ from, below }) => value >= from && (below === null || value < below));
  const bar = bars[place];
  if (bar === undefined) return null;
  return bar.below === null ? place + 0.5 : place + (value - bar.from) / (bar.below - bar.from);
}

type Kind = {
  id: string;
  title: string;
  csv: "handling" | "responses";
  definition: string;
  coverage: string | null;
  what: string;
  nothing: string;
  bars: readonly Bar[];
  median: number | null;
  p95: number | null;
  text: (value: number) => string;
  tick: (value: number) => string;
};

function distribution(context: Context, kind: Kind): Chart {
  const { bars, median, p95, text, tick } = kind;
  const known = bars.reduce((sum, { calls }) => sum + calls, 0);
  const labelOf = ({ from, below }: Bar) =>
    below === null ? `${text(from)} or more` : from === 0 ? `Under ${text(below)}` : `${text(from)} to ${text(below)}`;
  const marks = [
    ["Median", median],
    ["P95", p95],
  ].flatMap(([label, value]): Mark[] => {
    const at = typeof value === "number" ? placeOf(value, bars) : null;
    return at === null ? [] : [{ label: `${label} ${text(Number(value))}`, at }];
  });
  const few = median !== null && p95 === null ? " Too few calls for a P95." : "";
  return {
    ...{ id: kind.id, title: kind.title, csv: kind.csv, definition: kind.definition, coverage: kind.coverage },
    nothing: known === 0 ? kind.nothing : null,
    sentence:
      known === 0 || median === null
        ? kind.nothing
        : `Half of the calls ${kind.what} ${text(median)} or less${p95 === null ? "" : `, 95 % ${text(p95)} or less`}.${few}`,
    drawing: {
      ...{ kind: "columns", unit: "count", series: [{ key: "calls", label: "Calls", ink: "main" }], hasBefore: false },
      marks,
      points: bars.map((bar) => ({
        ...{ key: String(bar.from), tick: tick(bar.from), isPartial: false, before: null, values: [bar.calls] },
        href: bar.calls === 0 ? null : context.calls(bar.opens),
        tip: [labelOf(bar), callsText(bar.calls)],
      })),
    },
    table: {
      head: ["Length", "Calls"],
      rows: [
        ...bars.map((bar) => ({
          key: String(bar.from),
          cells: [
            { text: labelOf(bar) },
            { text: countText(bar.calls), href: bar.calls === 0 ? null : context.calls(bar.opens) },
          ],
        })),
        { key: "median", cells: [{ text: "Median" }, { text: median === null ? "—" : text(median) }] },
        { key: "p95", cells: [{ text: "P95" }, { text: p95 === null ? "— (fewer than ten calls)" : text(p95) }] },
      ],
    },
  };
}

export function handling(context: Context): Chart {
  const { data, meta } = context;
  const { totals } = data;
  const { covered, of } = meta.coverage.handling ?? { covered: 0, of: 0 };
  return distribution(context, {
    ...{ id: "handling", title: "Handling time, completed calls by length in minutes", csv: "handling" },
    definition: "The duration of completed calls as the call service tells it. P95 only from ten calls on.",
    coverage:
      covered < of ? `Of ${countText(covered)} whose length is known, out of ${countText(of)} completed.` : null,
    ...{ what: "took", nothing: "No completed call of this time says how long it was." },
    ...{
      bars: data.distributions.handlingSeconds,
      median: totals.handlingMedianSeconds,
      p95: totals.handlingP95Seconds,
    },
    ...{ text: secondsText, tick: secondsText },
  });
}

export function responses(context: Context): Chart {
  const { data, meta } = context;
  const { totals } = data;
  const { covered, of } = meta.coverage.response ?? { covered: 0, of: 0 };
  return distribution(context, {
    ...{ id: "responses", title: "Agent response, calls by their median in seconds", csv: "responses" },
    definition:
      "From a caller's spoken line to the agent's next one; of a call the median. A filler such as “let me check” ends the wait. Each call counts once, however much was said in it.",
    coverage: `Of ${countText(covered)} in which an agent answered a caller, out of ${countText(of)}.`,
    ...{ what: "were answered in", nothing: "In no call of this time an agent answered a caller." },
    ...{
      bars: data.distributions.agentResponseMs,
      median: totals.agentResponseMedianMs,
      p95: totals.agentResponseP95Ms,
    },
    ...{ text: responseText, tick: (ms) => String(ms / 1_000) },
  });
}
