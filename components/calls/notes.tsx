"use client";

import { DayTime } from "@/components/shell/clock-time";
import { Button } from "@/components/ui/button";
import { CloudOff, EyeOff, History, ListFilter, TriangleAlert } from "@/components/ui/icons";
import { errorWords } from "@/lib/queries/error-words";
import { ADDRESS, type Problem } from "./filters";
import { Note, NotKept } from "./note";
import type { Calls } from "./use-calls";

/** What the list cannot say by its rows: what it is without, and why. */
export function Notes({ calls, old }: { calls: Calls; old: { detail: string } | null }) {
  const { answer, problems, error, listed, filters, isOther } = calls;
  const meta = answer?.meta;
  const failure = error !== null && answer !== null && !isOther ? errorWords(error.reason, "calls") : null;
  return (
    <>
      {old !== null || failure !== null ? (
        <Note icon={<TriangleAlert aria-hidden />} isLoud>
          {failure === null ? old?.detail : `${failure.title}. What was found before stays.`}
        </Note>
      ) : null}
      {problems.map((problem) => (
        <ProblemNote key={problem.name} problem={problem} calls={calls} />
      ))}
      {meta?.keeps === false || meta?.keeps === null ? (
        <NotKept undecided={meta.keeps === null}>Rows come from the call service's list.</NotKept>
      ) : null}
      {meta?.scoped ? (
        <Note icon={<ListFilter aria-hidden />}>You see the calls of your own agents and campaigns.</Note>
      ) : null}
      {meta?.lookedBackTo ? (
        <Note icon={<History aria-hidden />}>
          These words are in very many calls: those before <DayTime at={meta.lookedBackTo} /> were not looked into.
          Narrow the time to reach them.
        </Note>
      ) : null}
      {meta !== undefined && meta.unsearched.value > 0 ? (
        <Note icon={<EyeOff aria-hidden />}>
          {unsearchedWords(meta.unsearched)} not searched yet: what is taken out of talk has changed, and their words
          are made ready for your role again.
        </Note>
      ) : null}
      {filters.attention.length > 0 ? (
        <Note icon={<EyeOff aria-hidden />}>
          Only calls that somebody watched while they ran are known to have needed attention; others are not among
          these.
        </Note>
      ) : null}
      {listed.error === null ? null : (
        <Note icon={<CloudOff aria-hidden />}>
          Calls that are not kept are not shown: {errorWords(listed.error.reason, "calls").title.toLowerCase()}.
        </Note>
      )}
      {listed.meta?.lookedBackTo && meta?.keeps !== true ? (
        <Note icon={<History aria-hidden />}>
          Of calls that are not kept these are the newest, back to <DayTime at={listed.meta.lookedBackTo} />. Choose an
          earlier time to see others.
        </Note>
      ) : null}
    </>
  );
}

function unsearchedWords({ value, isCapped }: { value: number; isCapped: boolean }): string {
  if (value === 1 && !isCapped) return "One call is";
  return `${value.toLocaleString("en")}${isCapped ? "+" : ""} calls are`;
}

function ProblemNote({ problem: { name, value, words }, calls }: { problem: Problem; calls: Calls }) {
  const isSort = name === "sort";
  const remove = () => calls.narrow({ [name]: ADDRESS[name] || null });
  return (
    <Note icon={<TriangleAlert aria-hidden />}>
      The address has{" "}
      <bdi className="wrap-anywhere font-medium">
        {name}={value.length > 60 ? `${value.slice(0, 60)}…` : value}
      </bdi>
      , which is not used as it stands: {name} {words}. {isSort ? "" : "Everything else in it is. "}
      <Button variant="ghost" size="sm" className="-my-1" onClick={remove}>
        Take it out
      </Button>
    </Note>
  );
}
