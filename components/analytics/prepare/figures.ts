import type { AnalyticsMeasures } from "@/lib/wire/analytics-contract";
import { countText, responseText, secondsText, shareText } from "../words";
import type { Context } from "./chart";

/** A figure of the head row. */
export type Figure = {
  key: string;
  name: string;
  value: string;
  /** against the span before; null: nothing to compare, or nothing known */
  change: {
    text: string;
    spoken: string;
    tone: "better" | "worse" | "neutral";
    direction: "up" | "down" | "same";
  } | null;
  /** what it rests on; null: on all calls */
  coverage: string | null;
  /** exactly the calls that it counts; null: it counts none */
  href: string | null;
  definition: string;
};

type Kind = {
  key: string;
  name: string;
  of: (totals: AnalyticsMeasures) => number | null;
  text: (value: number | null) => string;
  /** what is better; null: neither */
  better: "up" | "down" | null;
  change: "part" | "points" | "seconds" | "milliseconds";
  coverage: (totals: AnalyticsMeasures) => string | null;
  opens: (totals: AnalyticsMeasures) => Record<string, string> | null;
  definition: string;
};

const neededShare = ({ neededAttention, known }: AnalyticsMeasures) =>
  known.watched === 0 ? null : neededAttention / known.watched;

const KINDS: readonly Kind[] = [
  {
    ...{ key: "calls", name: "Calls", of: ({ calls }) => calls, text: countText, better: null, change: "part" },
    ...{ coverage: () => null, opens: () => ({}), definition: "Calls that are over, by the moment they began." },
  },
  {
    ...{ key: "answer-rate", name: "Answer rate", of: ({ answerRate }) => answerRate, text: shareText, better: "up" },
    ...{ change: "points", coverage: () => null, opens: () => null },
    definition: "Completed ÷ (completed + no answer + busy + failed). Cancelled calls stand apart.",
  },
  {
    ...{
      key: "handling",
      name: "Handling, median",
      of: ({ handlingMedianSeconds: value }) => value,
      text: secondsText,
    },
    ...{ better: null, change: "seconds", opens: () => null },
    coverage: ({ known, byStatus }) => ofWords(known.handling, byStatus.completed ?? 0, "completed"),
    definition: "The middle duration of completed calls.",
  },
  {
    ...{ key: "response", name: "Agent response, median", of: ({ agentResponseMedianMs: value }) => value },
    ...{ text: responseText, better: "down", change: "milliseconds", opens: () => null },
    coverage: ({ known }) => `of ${countText(known.response)} with answers`,
    definition: "From a caller's line to the agent's next one; the median of the calls' own medians.",
  },
  {
    ...{
      key: "attention",
      name: "Needed attention",
      of: neededShare,
      text: shareText,
      better: "down",
      change: "points",
    },
    coverage: ({ known }) => `of ${countText(known.watched)} watched`,
    opens: ({ neededAttention }) => (neededAttention === 0 ? null : { attention: "any" }),
    definition: "Watched calls that had any reason for attention ÷ watched calls.",
  },
  {
    ...{ key: "containment", name: "Containment", of: ({ containment }) => containment, text: shareText, better: "up" },
    ...{ change: "points", opens: () => null },
    coverage: ({ known }) => `of ${countText(known.containment)} watched`,
    definition: "Completed calls that no person joined and whose caller did not ask for one ÷ completed watched calls.",
  },
  {
    ...{
      key: "ended",
      name: "Ended by people",
      of: ({ endedByPerson }) => endedByPerson,
      text: countText,
      better: null,
    },
    ...{ change: "part", coverage: () => null },
    opens: ({ endedByPerson }) => (endedByPerson === 0 ? null : { endedByPerson: "true" }),
    definition: "Calls that somebody ended from Earshot.",
  },
];

const ofWords = (covered: number, of: number, what: string): string | null =>
  covered < of ? `of ${countText(covered)} out of ${countText(of)} ${what}` : `of ${countText(covered)} ${what}`;

/** The head row: each figure with what has changed and what it rests on. */
export function figures(context: Context): Figure[] {
  const { data, before, isComparable } = context;
  return KINDS.map(({ key, name, of, text, better, change, coverage, opens, definition }) => {
    const now = of(data.totals);
    const earlier = before !== null && isComparable ? of(before.totals) : null;
    const how = now === null || earlier === null ? null : changeOf(now, earlier, change);
    const isGood = how !== null && better === how.direction;
    return {
      ...{ key, name, definition, value: text(now), coverage: coverage(data.totals) },
      href: now === null || data.totals.calls === 0 ? null : context.calls(opens(data.totals)),
      change:
        how === null
          ? null
          : {
              ...how,
              tone: better === null || how.direction === "same" ? "neutral" : isGood ? "better" : "worse",
              spoken: `${how.text}, before ${text(earlier)}`,
            },
    };
  });
}

function changeOf(now: number, before: number, kind: Kind["change"]) {
  const by = now - before;
  const text = (() => {
    switch (kind) {
      case "part":
        return before === 0 ? (now === 0 ? "±0" : "none before") : signed(Math.round((by / before) * 100), " %");
      case "points":
        return signed(Math.round(by * 1_000) / 10, " points");
      case "seconds":
        return signed(Math.round(by), " s");
      case "milliseconds":
        return signed(Math.round(by / 100) / 10, " s");
    }
  })();
  const isSame = text.startsWith("±");
  return { text, direction: isSame ? ("same" as const) : by > 0 ? ("up" as const) : ("down" as const) };
}

const signed = (value: number, unit: string): string =>
  value === 0 ? `±0${unit}` : `${value > 0 ? "+" : "−"}${countText(Math.abs(value))}${unit}`;
