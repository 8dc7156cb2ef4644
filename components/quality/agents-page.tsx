"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { qualityAgentsQuery } from "@/lib/queries/quality";
import type { QualityAgents } from "@/lib/wire/quality-contract";
import { coachingPagePath, qualityPagePath } from "@/lib/wire/quality-paths";
import { Coaching } from "./coaching";
import { Loaded } from "./loading";
import { QualityFrame } from "./quality-frame";
import { SpanChoice, useSpan } from "./span";
import { TableBox } from "./table-box";
import { TrendLine } from "./trend-line";
import { scoreText, shareText } from "./words";

type Agent = QualityAgents["agents"][number];
const keyOf = ({ agent }: Agent) => agent.id ?? agent.name;

/** Agents with their scores week by week, or one of them with the moments to talk about. */
export function AgentsPage() {
  const asked = useSearchParams()?.get("agent") ?? null;
  const { from, days } = useSpan();
  const { data, error, refetch } = useQuery(qualityAgentsQuery(from));
  const chosen = asked === null ? null : (data?.find((one) => keyOf(one) === asked) ?? null);
  const name = chosen?.agent.name ?? asked;
  return (
    <QualityFrame
      section="agents"
      title={name === null ? "Agents" : `Coaching: ${name}`}
      text={
        name === null
          ? "Mean score of each agent's calls, week by week."
          : "The best and the worst moments, each with the line that shows it. The address leads here again, for whoever may see these calls."
      }
      action={<SpanChoice />}
    >
      {asked !== null ? (
        <>
          {chosen === null ? null : (
            <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
              <TrendLine weeks={chosen.weeks} />
              <span>
                Mean {scoreText(chosen.meanScore)} of 100 from {chosen.scored} of {chosen.calls} calls,{" "}
                {shareText(chosen.scored === 0 ? null : chosen.passed / chosen.scored)} passed.
              </span>
              <Link href={qualityPagePath("agents")} className="underline pointer-coarse:min-h-11">
                All agents
              </Link>
            </p>
          )}
          <Coaching agent={asked} from={from} days={days} />
        </>
      ) : (
        <Loaded data={data} error={error} onRetry={() => void refetch()}>
          {(agents) =>
            agents.length === 0 ? (
              <EmptyState
                title={`No call was kept in the last ${days} days`}
                text="Calls are judged once they are over and kept."
              />
            ) : (
              <AgentTable agents={agents} days={days} />
            )
          }
        </Loaded>
      )}
    </QualityFrame>
  );
}

function AgentTable({ agents, days }: { agents: Agent[]; days: number }) {
  const sorted = agents.toSorted((one, other) => (one.meanScore ?? 101) - (other.meanScore ?? 101));
  const head = "px-3 py-2 font-normal";
  return (
    <TableBox label="Scores by agent" className="rounded-xl border border-line bg-surface">
      <table className="w-full min-w-[44rem] text-left tabular-nums" aria-label="Agents, lowest score first">
        <thead className="border-line border-b text-faint text-xs">
          <tr>
            <th scope="col" className={head}>
              Agent, lowest score first
            </th>
            <th scope="col" className={`${head} text-right`}>
              Calls
            </th>
            <th scope="col" className={`${head} text-right`}>
              With a score
            </th>
            <th scope="col" className={`${head} text-right`}>
              Mean score
            </th>
            <th scope="col" className={`${head} text-right`}>
              Passed
            </th>
            <th scope="col" className={head}>
              Week by week
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => {
            const key = keyOf(one);
            const { agent, calls, scored, meanScore, passed, weeks } = one;
            const name = agent.name ?? agent.id ?? "No agent";
            return (
              <tr key={key ?? ""} data-agent={key ?? ""} className="border-line border-t first:border-t-0">
                <th scope="row" className="px-3 py-2 font-medium">
                  <bdi className="wrap-anywhere">{name}</bdi>
                </th>
                <td className="px-3 py-2 text-right">{calls.toLocaleString("en-GB")}</td>
                <td className="px-3 py-2 text-right">{scored.toLocaleString("en-GB")}</td>
                <td className="px-3 py-2 text-right font-semibold">{scoreText(meanScore)}</td>
                <td className="px-3 py-2 text-right">{shareText(scored === 0 ? null : passed / scored)}</td>
                <td className="px-3 py-2">
                  <TrendLine weeks={weeks} />
                </td>
                <td className="px-3 py-2 text-right">
                  {key === null || scored === 0 ? null : (
                    <Link
                      href={`${coachingPagePath(key)}&days=${days}`}
                      aria-label={`Coaching: ${name}`}
                      className={buttonClass("secondary", "sm")}
                    >
                      Coaching
                    </Link>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}
