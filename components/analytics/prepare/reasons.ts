import { reasonWord } from "@/components/calls/words";
import { failureSentence } from "@/lib/calls/status";
import { callsText, countText } from "../words";
import { bucketsOf, type Chart, type Context, unfinishedWords } from "./chart";

const failureWord = (key: string): string => failureSentence(key)?.replace(/\.$/, "") ?? key;

/** Why calls failed. */
export function failures(context: Context): Chart {
  const { groups, of, otherCalls } = context.data.failureReasons;
  const [first] = groups;
  const shown = groups.length < of ? ` ${groups.length} of ${of} reasons are shown.` : "";
  const total = groups.reduce((sum, { calls }) => sum + calls, otherCalls);
  const rows = groups.map(({ key, calls, opens }) => ({
    ...{ key, label: failureWord(key), value: calls, href: context.calls(opens) },
    tip: [failureWord(key), callsText(calls)] as const,
  }));
  const nothing = first === undefined ? "No call of this time says why it failed." : null;
  return {
    ...{ id: "failures", title: "Why calls failed, calls", csv: "failures", coverage: null, nothing },
    definition:
      "The call service's own reasons. Calls that it gives no reason for, or one that your role is not shown, are counted as others.",
    sentence:
      first === undefined
        ? "No call of this time says why it failed."
        : `Most often: ${failureWord(first.key).toLowerCase()} (${countText(first.calls)} of ${countText(total)}).${shown}${
            otherCalls > 0 ? ` Others: ${countText(otherCalls)}.` : ""
          }`,
    drawing: { kind: "rows", top: Math.max(0, ...groups.map(({ calls }) => calls)), rows },
    table: {
      head: ["Reason", "Calls"],
      rows: [
        ...rows.map(({ key, label, value, href }) => ({
          key,
          cells: [{ text: label }, { text: countText(value), href }],
        })),
        ...(otherCalls > 0 ? [{ key: " others", cells: [{ text: "Others" }, { text: countText(otherCalls) }] }] : []),
      ],
    },
  };
}

/** Why calls needed a person, each reason over time. */
export function attention(context: Context): Chart {
  const { data, meta } = context;
  const { covered, of } = meta.coverage.attention ?? { covered: 0, of: 0 };
  const reasons = data.attentionReasons;
  const buckets = bucketsOf(context);
  const rows = reasons.map(({ key, calls, trend, opens }) => ({
    ...{ key, label: reasonWord(key), value: calls, trend, href: context.calls(opens) },
    tip: [reasonWord(key), callsText(calls), mostWords(trend, buckets)] as const,
  }));
  const [first] = reasons;
  const none =
    covered === 0
      ? "No call of this time was watched while it ran, so nobody knows."
      : "No watched call needed a person.";
  return {
    ...{ id: "attention", title: `Why calls needed attention, calls ${context.perBucket}`, csv: "attention" },
    coverage: `Of ${countText(covered)} watched, out of ${countText(of)}.`,
    nothing: first === undefined ? none : null,
    definition:
      "Watched calls by each reason for attention that they had, whenever it arose; a call with two reasons stands in both rows. Each row has its bars on the same scale.",
    sentence:
      first === undefined
        ? none
        : `${callsText(data.totals.neededAttention)} of ${countText(covered)} watched needed attention; most often: ${reasonWord(
            first.key,
          ).toLowerCase()} (${countText(first.calls)}).${unfinishedWords(context)}`,
    drawing: {
      ...{ kind: "strips", rows, lastIsPartial: data.buckets.at(-1)?.isPartial === true },
      top: Math.max(0, ...reasons.flatMap(({ trend }) => trend)),
    },
    table: {
      head: ["Time", ...reasons.map(({ key }) => reasonWord(key))],
      rows: [
        ...buckets.map((one, place) => ({
          key: one.key,
          cells: [
            { text: one.label },
            ...reasons.map(({ trend, opens }) => ({
              text: countText(trend[place] ?? 0),
              href: (trend[place] ?? 0) === 0 ? null : context.calls(opens, one.bucket),
            })),
          ],
        })),
        {
          key: "all",
          cells: [
            { text: "All" },
            ...reasons.map(({ calls, opens }) => ({ text: countText(calls), href: context.calls(opens) })),
          ],
        },
      ],
    },
  };
}

function mostWords(trend: readonly number[], buckets: ReturnType<typeof bucketsOf>): string {
  const most = Math.max(...trend);
  return `Most: ${buckets[trend.indexOf(most)]?.label ?? ""} (${countText(most)})`;
}
