"use client";

import { Note, NotKept } from "@/components/calls/note";
import { Button } from "@/components/ui/button";
import { EyeOff, History, ListFilter, TriangleAlert } from "@/components/ui/icons";
import { dayIn } from "@/lib/format/zone-days";
import { errorWords } from "@/lib/queries/error-words";
import type { Analytics } from "./use-analytics";
import { clockText, namedDay } from "./words";

/** What the figures are without, and why. @param old they are too old to be taken for now, and why */
export function Notes({ analytics, old }: { analytics: Analytics; old: string | null }) {
  const { answer, problems, error, remove, reader, askAgain, isOther } = analytics;
  const meta = answer?.meta;
  const failure = error !== null && answer !== null ? errorWords(error.reason, "calls") : null;
  const keptFrom = meta?.keptFrom ?? null;
  const isCut = meta !== undefined && keptFrom !== null && Date.parse(keptFrom) > Date.parse(meta.from);
  const moment = (iso: string) =>
    `${namedDay(dayIn(Date.parse(iso), reader.timeZone))}, ${clockText(Date.parse(iso), reader.timeZone)}`;
  return (
    <>
      {failure !== null || old !== null ? (
        <Note icon={<TriangleAlert aria-hidden />} isLoud>
          {failure === null ? old : `${failure.title}.`} These are the figures of{" "}
          {meta === undefined ? "before" : moment(meta.asOf)}
          {isOther ? ", of what was asked before" : ""}.{" "}
          <Button variant="ghost" size="sm" className="-my-1" onClick={askAgain}>
            Try now
          </Button>
        </Note>
      ) : null}
      {problems.map(({ name, value, words }) => (
        <Note key={name} icon={<TriangleAlert aria-hidden />}>
          The address has{" "}
          <bdi className="wrap-anywhere font-medium">
            {name}={value.length > 60 ? `${value.slice(0, 60)}…` : value}
          </bdi>
          , which is not used as it stands: {name} {words}.{" "}
          <Button variant="ghost" size="sm" className="-my-1" onClick={() => remove(name)}>
            Take it out
          </Button>
        </Note>
      ))}
      {meta === undefined || meta.keeps === true ? null : (
        <NotKept undecided={meta.keeps === null}>Only what was kept before is counted.</NotKept>
      )}
      {meta?.scoped ? (
        <Note icon={<ListFilter aria-hidden />}>
          You see the calls of your own agents and campaigns: the figures are of those.
        </Note>
      ) : null}
      {isCut && keptFrom !== null ? (
        <Note icon={<History aria-hidden />}>
          The oldest call that is kept is of {moment(keptFrom)}: of the time before, nothing is counted.
        </Note>
      ) : null}
      {meta?.tooCommon ? (
        <Note icon={<EyeOff aria-hidden />}>These words are in almost every call: nothing is found by them.</Note>
      ) : null}
    </>
  );
}
