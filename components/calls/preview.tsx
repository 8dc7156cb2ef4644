"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useLayoutEffect, useRef } from "react";
import { ClockTime, DayTime } from "@/components/shell/clock-time";
import { SpeakerMark } from "@/components/shell/speaker";
import { StatusBadge } from "@/components/shell/status-badge";
import { Button, buttonClass } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { ChevronDown, ChevronUp } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { callTitle } from "@/lib/calls/call-title";
import { speakerOf } from "@/lib/calls/speaker";
import { failureSentence } from "@/lib/calls/status";
import { archivePassageQuery } from "@/lib/queries/archive";
import { errorWords } from "@/lib/queries/error-words";
import type { ArchivePassage } from "@/lib/wire/archive-contract";
import { callLinePath } from "@/lib/wire/paths";
import { AttentionCell } from "./attention-cell";
import { lengthOf } from "./call-cell";
import { PartsText } from "./parts-text";
import { type CallsRow, keptRow } from "./rows";
import { passageOf } from "./use-place";

/** One call over the edge of the list, at the line where something was found. */
export function Preview({
  callId,
  row: listed,
  line,
  words,
  onStep,
  onClose,
}: {
  callId: string;
  /** null: it is not on this page of the list */
  row: CallsRow | null;
  /** key of the line to stand at, null for the summary; undefined: where something was found first */
  line: number | null | undefined;
  words: string;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}) {
  const isAsked = listed === null || listed.isKept;
  const { data, error, refetch } = useQuery({
    ...archivePassageQuery(callId, passageOf(line, words)),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  // Of the call before, while this one comes: nothing of it is told as this one's.
  const passage = data?.data.call.id === callId ? data : null;
  const row = listed ?? (passage === null ? null : keptRow(passage.data.call));
  const title = row === null ? null : callTitle(row);
  const at = line === undefined ? (passage?.data.around ?? null) : line;
  return (
    <Drawer
      label={title === null ? "A call" : `Call with ${title.who}`}
      title={
        <div className="py-1">
          <h2 className="wrap-anywhere line-clamp-2 font-semibold text-base">
            <bdi>{title?.who ?? callId}</bdi>
          </h2>
          <p className="text-muted">
            <bdi>{row?.agent.name ?? "No agent"}</bdi>
          </p>
        </div>
      }
      onClose={onClose}
      footer={
        <div className="flex flex-wrap items-center gap-2">
          <Link href={callLinePath(callId, at, words)} className={`${buttonClass("primary")} flex-1`}>
            {at === null ? "Open the call" : "Open the call here"}
          </Link>
          {words === "" ? null : (
            <>
              <Button aria-label="Previous hit" title="Previous hit (Shift N)" size="icon" onClick={() => onStep(-1)}>
                <ChevronUp aria-hidden />
              </Button>
              <Button aria-label="Next hit" title="Next hit (N)" size="icon" onClick={() => onStep(1)}>
                <ChevronDown aria-hidden />
              </Button>
            </>
          )}
        </div>
      }
    >
      {row === null ? null : <Facts row={row} />}
      {!isAsked ? (
        <p className="min-h-0 flex-1 overflow-y-auto px-4 py-3 text-muted">
          This call is not kept here. Its own page asks the call service for what was said.
        </p>
      ) : passage !== null ? (
        <Passage passage={passage} at={at} />
      ) : error === null ? (
        <p role="status" className="min-h-0 flex-1 px-4 py-3 text-muted">
          Looking for what was said…
        </p>
      ) : (
        <div role="alert" className="min-h-0 flex-1 px-4 py-3">
          <p>{errorWords(error.reason, "call").title}.</p>
          <Button size="sm" className="mt-2" onClick={() => void refetch()}>
            Try now
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function Facts({ row }: { row: CallsRow }) {
  const failure = failureSentence(row.failureReason);
  return (
    <div className="shrink-0 border-line border-b px-4 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={row.status} />
        {row.happenedAt === null ? null : <DayTime at={row.happenedAt} className="text-muted" />}
        <span className="text-muted tabular-nums">{lengthOf(row)}</span>
        <AttentionCell row={row} />
      </p>
      {failure === null ? null : <p className="mt-1 text-muted">{failure}</p>}
    </div>
  );
}

/** The lines, the one that is looked at in the middle of what is seen. */
function Passage({ passage, at }: { passage: ArchivePassage; at: number | null }) {
  const box = useRef<HTMLElement>(null);
  const { summary, lines, before, after, call } = passage.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are what may move the one that is looked at
  useLayoutEffect(() => {
    const line = box.current?.querySelector<HTMLElement>("[data-at]");
    if (box.current === null) return;
    const { clientHeight } = box.current;
    box.current.scrollTop = line == null ? 0 : line.offsetTop - (clientHeight - line.offsetHeight) / 2;
  }, [at, lines]);
  return (
    <section
      ref={box}
      aria-label="What was said"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-y-auto px-4 py-3 focus-visible:-outline-offset-2"
    >
      {summary === null ? null : (
        <div className="mb-3 rounded-lg bg-raised px-3 py-2">
          <h3 className="mb-0.5 font-medium text-muted text-xs">Summary</h3>
          <bdi className="wrap-anywhere">
            <PartsText parts={summary} />
          </bdi>
        </div>
      )}
      {call.hasTalk ? null : <p className="text-muted">What was said in this call is kept no longer; its facts are.</p>}
      {call.hasTalk && lines.length === 0 ? <p className="text-muted">Nothing was said in this call.</p> : null}
      <Left count={before} where="before" />
      <ol className="space-y-2">
        {lines.map((line, place) => (
          <li
            key={line.key ?? `no key ${before + place}`}
            data-at={line.key !== null && line.key === at ? true : undefined}
            className={clsx(
              "flex gap-2 leading-5",
              line.key !== null &&
                line.key === at &&
                "-mx-2 rounded-md bg-raised px-2 py-1 outline outline-line-strong",
            )}
          >
            <SpeakerMark kind={speakerOf(line.role)} className="mt-[0.3125rem]" />
            <bdi className="wrap-anywhere min-w-0 flex-1">
              <PartsText parts={line.parts} />
            </bdi>
            <ClockTime at={line.at} className="shrink-0 text-faint text-xs leading-5" />
          </li>
        ))}
      </ol>
      <Left count={after} where="after" />
    </section>
  );
}

function Left({ count, where }: { count: number; where: "before" | "after" }) {
  if (count === 0) return null;
  return (
    <p className="my-2 text-center text-faint text-xs">
      {count === 1 ? "One line" : `${count} lines`} {where} these
    </p>
  );
}
