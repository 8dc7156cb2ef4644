"use client";

import clsx from "clsx";
import { DayTime } from "@/components/shell/clock-time";
import { Link } from "@/components/ui/link";
import { callPagePath } from "@/lib/wire/paths";
import { TableBox } from "./table-box";
import { changedCalls, distributionOf } from "./tried";
import type { Tried } from "./use-rubric";
import { countOf, RESULT_WORDS, scoreText } from "./words";

const MOST_SHOWN = 20;

/** What a rubric would do to the newest calls: scores before and after, each check, the calls that come out otherwise. */
export function TriedResults({ tried, before, isOld }: { tried: Tried; before: number | null; isOld: boolean }) {
  const { found, definition } = tried;
  const { calls, checks, meanScore, passed } = found;
  const scored = calls.filter(({ score }) => score !== null).length;
  if (calls.length === 0) {
    return (
      <section aria-label="Tried" role="status" className="mt-6 rounded-xl border border-line bg-surface p-4">
        Tried on no call: none that is kept is one that this rubric would be for.
      </section>
    );
  }
  const other = changedCalls(calls, before);
  const incomparable = calls.filter(({ scoreNow }) => scoreNow === null).length;
  return (
    <section aria-label="Tried" className="mt-6 rounded-xl border border-line bg-surface p-4" data-tried={calls.length}>
      <h2 className="font-semibold text-base">Tried on {countOf(calls.length, "call")}. Nothing is stored.</h2>
      {isOld ? <p className="text-warning">Something was changed since. Try again to see what it does.</p> : null}
      <p role="status" className="mt-1">
        {passed} of {scored} with a score would pass; the mean would be {scoreText(meanScore)}.{" "}
        {calls.length === scored ? "" : `${countOf(calls.length - scored, "call")} would have no score.`}
      </p>
      <Distribution
        now={distributionOf(calls.map(({ scoreNow }) => scoreNow))}
        then={distributionOf(calls.map(({ score }) => score))}
      />
      <h3 className="mt-5 font-semibold text-sm">Checks</h3>
      <TableBox label="Results by check">
        <table className="mt-1 w-full text-left tabular-nums">
          <thead className="text-faint text-xs">
            <tr>
              <th scope="col" className="py-1 pr-3 font-normal">
                Check
              </th>
              {Object.values(RESULT_WORDS).map((words) => (
                <th key={words} scope="col" className="px-2 py-1 text-right font-normal">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.map(({ key, pass, fail, not_applicable, unknown }) => (
              <tr key={key} className="border-line border-t">
                <th scope="row" className="py-1 pr-3 font-normal">
                  <bdi>{definition.checks.find((check) => check.key === key)?.title ?? key}</bdi>
                </th>
                {Object.entries({ pass, fail, not_applicable, unknown }).map(([result, count]) => (
                  <td key={result} className="px-2 py-1 text-right">
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <h3 className="mt-5 font-semibold text-sm">
        {other.length === 0
          ? "No call would come out otherwise"
          : `${countOf(other.length, "call")} would come out otherwise`}
      </h3>
      <ul className="mt-1 divide-y divide-line">
        {other
          .slice(0, MOST_SHOWN)
          .map(({ callId, agentName, happenedAt, score, scoreNow, passed: then, passedNow }) => (
            <li key={callId} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
              <Link href={callPagePath(callId)} className="wrap-anywhere underline pointer-coarse:min-h-11">
                <bdi>{agentName ?? "No agent"}</bdi>, <DayTime at={happenedAt} />
              </Link>
              <span className="tabular-nums">
                {scoreText(scoreNow)} → {scoreText(score)}
              </span>
              {then !== null && passedNow !== null && then !== passedNow ? (
                <span className={then ? "" : "text-warning"}>{then ? "would pass" : "would not pass any more"}</span>
              ) : null}
            </li>
          ))}
      </ul>
      {incomparable === 0 ? null : (
        <p className="mt-2 text-muted text-xs">
          {countOf(incomparable, "call has", "calls have")} no score now, or {incomparable === 1 ? "is" : "are"} not
          judged yet, and cannot be compared.
        </p>
      )}
      {other.length > MOST_SHOWN ? <p className="text-muted text-xs">The first {MOST_SHOWN} of them.</p> : null}
    </section>
  );
}

/** How many calls have which score, now and with the rubric; the table is the truth, the bars are its picture. */
function Distribution({ now, then }: { now: number[]; then: number[] }) {
  const most = Math.max(1, ...now, ...then);
  const spans = now.map((_, step) => (step === now.length - 1 ? "90–100" : `${step * 10}–${step * 10 + 9}`));
  return (
    <TableBox label="Calls by score" className="mt-3">
      <table className="w-full min-w-[34rem] text-center text-xs tabular-nums">
        <caption className="mb-1 text-left text-muted">
          Calls by score. Above: as they are judged now; below: by this rubric.
        </caption>
        <thead>
          <tr>
            <th scope="col" className="w-14 text-left font-normal text-faint">
              Score
            </th>
            {spans.map((span) => (
              <th key={span} scope="col" className="font-normal text-faint">
                {span}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[
            { name: "Now", counts: now, look: "bg-line-strong" },
            { name: "Then", counts: then, look: "bg-text" },
          ].map(({ name, counts, look }) => (
            <tr key={name}>
              <th scope="row" className="py-1 text-left align-bottom font-normal text-faint">
                {name}
              </th>
              {counts.map((count, step) => (
                <td key={spans[step]} className="px-0.5 py-1 align-bottom">
                  <span className="flex h-16 flex-col justify-end">
                    <span>{count === 0 ? "" : count}</span>
                    <span
                      aria-hidden
                      className={clsx("mx-auto block w-4/5 rounded-t-sm forced-colors:bg-[CanvasText]", look)}
                      style={{ height: `${(count / most) * 2.75}rem` }}
                    />
                    {count === 0 ? <span className="sr-only">0</span> : null}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
