"use client";

import { DayTime } from "@/components/shell/clock-time";
import { Link } from "@/components/ui/link";
import { callLinePath } from "@/lib/wire/paths";
import type { DoubledCall } from "@/lib/wire/quality-contract";
import { calibrationWords, differs } from "./calibration-words";
import { ResultMark } from "./result-mark";
import { TableBox } from "./table-box";
import { countOf, scoreText } from "./words";

/** One call and its two opinions: where they differ first, the rest folded away. */
export function SideBySide({ call }: { call: DoubledCall }) {
  const { callId, agent, happenedAt, score, first, second, checks } = call;
  const name = agent.name ?? agent.id ?? "No agent";
  const apart = checks.filter((check) => differs(check) !== "alike");
  const alike = checks.filter((check) => differs(check) === "alike");
  return (
    <li data-doubled={callId} className="rounded-xl border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-medium">
          <bdi className="wrap-anywhere">{name}</bdi>
        </h3>
        <DayTime at={happenedAt} className="text-muted" />
        <span className="text-muted tabular-nums">Rubric: {scoreText(score)}</span>
        <Link href={callLinePath(callId, null)} className="ml-auto underline pointer-coarse:min-h-11">
          Open the call
        </Link>
      </div>
      <p className="mt-1">{calibrationWords(call)}</p>
      <Said opinion={first} />
      <Said opinion={second} />
      {apart.length > 0 ? <Checks label={`Where opinions differ: ${name}`} checks={apart} call={call} /> : null}
      {alike.length > 0 ? (
        <details className="mt-1">
          <summary className="cursor-pointer py-1.5 text-muted text-xs pointer-coarse:py-3.5 hover:text-text">
            {countOf(alike.length, "check")} on which nobody differs
          </summary>
          <Checks label={`Where nobody differs: ${name}`} checks={alike} call={call} />
        </details>
      ) : null}
    </li>
  );
}

/** What somebody wrote; who wrote nothing stands in the table alone. */
function Said({ opinion: { by, comment } }: { opinion: DoubledCall["first"] }) {
  if (comment === null) return null;
  return (
    <p className="mt-1 text-muted">
      <bdi className="font-medium text-text">{by}</bdi>: <bdi className="wrap-anywhere">{comment}</bdi>
    </p>
  );
}

function Checks({ label, checks, call }: { label: string; checks: DoubledCall["checks"]; call: DoubledCall }) {
  const { callId, first, second } = call;
  const cell = "px-2 py-1.5 align-top";
  return (
    <TableBox label={label} className="mt-2">
      <table className="w-full min-w-[38rem] table-fixed text-left text-sm" aria-label={label}>
        <thead className="text-faint text-xs">
          <tr>
            {["Check", "Rubric"].map((title) => (
              <th key={title} scope="col" className={`${cell} font-normal`}>
                {title}
              </th>
            ))}
            {[first, second].map(({ reviewId, by, score }) => (
              <th key={reviewId} scope="col" className={`${cell} font-normal`}>
                <bdi className="wrap-anywhere">{by}</bdi>
                {score === null ? "" : `, ${score} of 5`}
              </th>
            ))}
            <th scope="col" className={`${cell} w-24 font-normal`}>
              <span className="sr-only">Line</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.key} data-differs={differs(check)} className="border-line border-t">
              <th scope="row" className={`${cell} font-medium`}>
                <bdi className="wrap-anywhere">{check.title}</bdi>
                {differs(check) === "people" ? (
                  <span className="block font-normal text-warning text-xs">People differ</span>
                ) : null}
              </th>
              <td className={cell}>{check.rubric === null ? "—" : <ResultMark result={check.rubric} />}</td>
              <Verdict result={check.first} reason={check.reasons.first} />
              <Verdict result={check.second} reason={check.reasons.second} />
              <td className={`${cell} text-right`}>
                {check.line === null ? null : (
                  <Link
                    href={callLinePath(callId, check.line)}
                    aria-label={`The line that shows it: ${check.title}`}
                    className="text-muted underline pointer-coarse:min-h-11"
                  >
                    The line
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Verdict({ result, reason }: { result: DoubledCall["checks"][number]["first"]; reason: string | null }) {
  return (
    <td className="px-2 py-1.5 align-top">
      {result === null ? <span className="text-faint">No verdict</span> : <ResultMark result={result} />}
      {reason === null ? null : <bdi className="wrap-anywhere mt-0.5 block text-muted text-xs">{reason}</bdi>}
    </td>
  );
}
