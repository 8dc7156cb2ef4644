"use client";

import { ChartCard } from "./chart-card";
import { GroupCard } from "./group-card";
import type { Context } from "./prepare/chart";
import { handling, responses } from "./prepare/distributions";
import { agents, campaigns, directions } from "./prepare/groups";
import { heat } from "./prepare/heat";
import { answerRate, concurrency, containment, endings, pauses, talkShare } from "./prepare/over-time";
import { quality, sentiment } from "./prepare/quality";
import { attention, failures } from "./prepare/reasons";

const HALVES = [
  ...[answerRate, concurrency, handling, responses, heat, attention],
  ...[failures, quality, sentiment, endings, containment, talkShare, pauses],
] as const;

/** Every chart but the first, and the tables of groups. */
export function MoreCharts({ context, question }: { context: Context; question: string }) {
  return (
    <>
      <GroupCard table={agents(context)} question={question} />
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2 lg:[&>:last-child:nth-child(odd)]:col-span-2">
        {HALVES.map((make) => {
          const chart = make(context);
          return <ChartCard key={chart.id} chart={chart} meta={context.meta} question={question} />;
        })}
      </div>
      <GroupCard table={campaigns(context)} question={question} />
      <GroupCard table={directions(context)} question={question} />
    </>
  );
}
