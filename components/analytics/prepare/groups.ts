import type { AnalyticsGroups } from "@/lib/wire/analytics-contract";
import { countText, decimalText, responseText, secondsText, shareText } from "../words";
import type { Context } from "./chart";

export type GroupRow = {
  key: string;
  name: string;
  href: string | null;
  trend: readonly number[];
  calls: number;
  answerRate: number | null;
  response: number | null;
  handling: number | null;
  reasons: number | null;
  /** mean score by rubrics */
  quality: number | null;
  /** of how many calls a figure is, where that is not all */
  restsOn: Partial<Record<"reasons" | "quality", string>>;
};
export type GroupTable = {
  id: "agents" | "campaigns" | "directions";
  title: string;
  sentence: string;
  /** what the rows leave out; null: nothing */
  rest: string | null;
  one: string;
  rows: GroupRow[];
  /** the last bucket of each trend is not over */
  lastIsPartial: boolean;
};

/** Columns of figures, in their order. */
export const GROUP_COLUMNS = [
  { id: "calls", name: "Calls", text: countText, hint: undefined },
  { id: "answerRate", name: "Answer rate", text: shareText, hint: undefined },
  { id: "response", name: "Response", text: responseText, hint: "Agent response, median" },
  { id: "handling", name: "Handling", text: secondsText, hint: "Handling time, median" },
  { id: "reasons", name: "Reasons per 100", text: decimalText, hint: "Reasons for attention a hundred watched calls" },
  { id: "quality", name: "Quality", text: decimalText, hint: "Score by rubrics, 0 to 100, mean" },
] as const satisfies readonly {
  id: keyof GroupRow;
  name: string;
  text: (value: number | null) => string;
  hint: string | undefined;
}[];

type Kind = Pick<GroupTable, "id" | "title" | "one"> & { many: string; none: string; nameOf: (key: string) => string };

function table(context: Context, { groups, of, otherCalls }: AnalyticsGroups, kind: Kind): GroupTable {
  const rows = groups.map(
    (group, place): GroupRow => ({
      ...{
        key: group.key ?? ` ${place}`,
        name: group.name ?? (group.key === null ? kind.none : kind.nameOf(group.key)),
      },
      ...{ href: context.calls(group.opens), trend: group.trend, calls: group.calls, answerRate: group.answerRate },
      ...{ response: group.agentResponseMedianMs, handling: group.handlingMedianSeconds, reasons: group.reasonsPer100 },
      quality: group.qualityMean,
      restsOn: {
        reasons: `of ${countText(group.known.watched)} watched`,
        quality: `of ${countText(group.known.quality)} scored`,
      },
    }),
  );
  const [first] = rows;
  const shown = groups.length < of ? `${countText(groups.length)} of ${countText(of)} ${kind.many}` : null;
  const others = otherCalls > 0 ? `${countText(otherCalls)} calls of others, or of none that your role is shown` : null;
  return {
    ...{ id: kind.id, title: kind.title, one: kind.one, rows },
    lastIsPartial: context.data.buckets.at(-1)?.isPartial === true,
    sentence:
      first === undefined
        ? `No call of this time names ${kind.id === "agents" ? "an" : "a"} ${kind.one.toLowerCase()}.`
        : `${first.name} had most calls: ${countText(first.calls)} of ${countText(context.data.totals.calls)}.`,
    rest: [shown, others].filter((words) => words !== null).join("; ") || null,
  };
}

export const agents = (context: Context): GroupTable =>
  table(context, context.data.byAgent, {
    ...{ id: "agents", title: "By agent", one: "Agent", many: "agents", none: "No agent", nameOf: (key) => key },
  });

export const campaigns = (context: Context): GroupTable =>
  table(context, context.data.byCampaign, {
    ...{ id: "campaigns", title: "By campaign", one: "Campaign", many: "campaigns", none: "No campaign" },
    nameOf: (key) => key,
  });

export const directions = (context: Context): GroupTable =>
  table(context, context.data.byDirection, {
    ...{ id: "directions", title: "By direction", one: "Direction", many: "directions", none: "Not told" },
    nameOf: (key) => key.charAt(0).toUpperCase() + key.slice(1),
  });
