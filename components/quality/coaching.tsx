"use client";

import { useQuery } from "@tanstack/react-query";
import { DayTime } from "@/components/shell/clock-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { coachingQuery } from "@/lib/queries/quality";
import { callLinePath } from "@/lib/wire/paths";
import type { CoachingMoment } from "@/lib/wire/quality-contract";
import { Loaded } from "./loading";
import { scoreText } from "./words";

/** The best and worst moments of one agent, as a link that whoever may see the calls can open. */
export function Coaching({ agent, from, days }: { agent: string; from: string; days: number }) {
  const { data, error, refetch } = useQuery(coachingQuery(agent, from));
  return (
    <Loaded data={data} error={error} onRetry={() => void refetch()}>
      {({ best, worst }) =>
        best.length + worst.length === 0 ? (
          <EmptyState
            title={`No call of this agent was judged in the last ${days} days`}
            text="There may be none that you may see."
          />
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <Moments title="To go on with" moments={best} empty="There are too few calls for a best one." />
            <Moments title="To talk about" moments={worst} empty="There are too few calls for a worst one." />
          </div>
        )
      }
    </Loaded>
  );
}

function Moments({ title, moments, empty }: { title: string; moments: CoachingMoment[]; empty: string }) {
  return (
    <section aria-label={title}>
      <h2 className="font-semibold text-base">{title}</h2>
      {moments.length === 0 ? <p className="mt-2 text-muted">{empty}</p> : null}
      <ol className="mt-2 divide-y divide-line rounded-xl border border-line bg-surface empty:hidden">
        {moments.map(({ callId, line, happenedAt, score, why }) => (
          <li key={callId} className="flex items-baseline gap-4 px-4 py-3">
            <span className="w-8 shrink-0 font-semibold tabular-nums" title="Score of 100">
              {scoreText(score)}
            </span>
            <div className="min-w-0 flex-1">
              <p>
                <bdi className="wrap-anywhere">{why === "" ? "No single check stands out" : why}</bdi>
              </p>
              <p className="mt-0.5 text-muted text-xs">
                <DayTime at={happenedAt} /> ·{" "}
                <Link href={callLinePath(callId, line)} className="underline pointer-coarse:min-h-11">
                  {line === null ? "Open the call" : "Open the call at the line"}
                </Link>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
