"use client";

import clsx from "clsx";
import { type MouseEvent, memo } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatOffset } from "@/lib/format/duration";
import { excerptOf } from "./excerpt";
import { MarkedText } from "./marked-text";
import { QuietName } from "./quiet-name";

export type LineMarks = {
  /** the search, folded; "" for none */
  needle: string;
  /** which hit in this line the reader is at, -1 for none */
  current: number;
  /** the ribbon's cursor stands on this line */
  pointed: boolean;
};

export const NO_MARKS: LineMarks = { needle: "", current: -1, pointed: false };

type Whole = {
  /** a long line is shown to its end */
  whole: boolean;
  onShowWhole: (key: string) => void;
};

/** One line: who, when on the wall and since the call's start, and what. Tool and system lines are no bubbles. */
export const TranscriptLine = memo(function TranscriptLine({
  row,
  startMs,
  needle,
  current,
  pointed,
  whole,
  onShowWhole,
}: { row: TranscriptRow; startMs: number | null } & LineMarks & Whole) {
  const text = <LineText {...{ row, needle, current, whole, onShowWhole }} />;
  const when = <LineTime row={row} startMs={startMs} />;
  if (row.kind !== "speech") {
    return (
      <div className="px-4 py-1.5">
        <div
          className={clsx(
            "mx-auto w-fit max-w-full overflow-clip rounded-md px-2 py-0.5 text-center text-faint text-xs leading-[1.3125rem]",
            pointed && "bg-raised",
          )}
        >
          <QuietName row={row} /> {when} {text}
        </div>
      </div>
    );
  }
  const caller = row.speaker === "caller";
  return (
    <div className={clsx("mx-auto flex max-w-4xl px-4 py-1", caller && "justify-end")}>
      <div
        className={clsx(
          "min-w-0 max-w-[min(85%,46rem)] overflow-clip bg-raised px-3 py-1.5",
          caller && "rounded-l-lg border-caller border-r-4",
          row.speaker === "agent" && "rounded-r-lg border-agent border-l-4",
          row.speaker === "other" && "rounded-r-lg border-quiet border-l-4",
          pointed && "ring-2 ring-focus ring-inset",
        )}
      >
        <div className="flex flex-wrap items-baseline gap-x-2 text-muted text-xs">
          <SpeakerWord row={row} />
          {when}
        </div>
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-sm leading-[1.3125rem]">
          {text}
        </p>
        {row.event === null ? null : (
          <p className="text-faint text-xs" data-line-event>
            <bdi>{row.event}</bdi>
          </p>
        )}
      </div>
    </div>
  );
});

function SpeakerWord({ row }: { row: TranscriptRow }) {
  if (row.speaker === "agent") return <span className="font-semibold text-agent">Agent</span>;
  // The caller's hue is a shape's, not a text's, in the light theme.
  if (row.speaker === "caller") return <span className="font-semibold text-text">Caller</span>;
  return <bdi className="font-semibold text-text">{row.role}</bdi>;
}

function LineTime({ row, startMs }: { row: TranscriptRow; startMs: number | null }) {
  if (row.atMs === null) return <span title="The call service gave no time for this line">no time</span>;
  return (
    <span className="whitespace-nowrap">
      <ClockTime at={row.atMs} />
      {startMs === null ? null : (
        <span title="Since the start of the call" className="ml-1.5 text-faint">
          {formatOffset(row.atMs - startMs)}
        </span>
      )}
    </span>
  );
}

function LineText({
  row,
  needle,
  current,
  whole,
  onShowWhole,
}: { row: TranscriptRow; needle: string; current: number } & Whole) {
  const { content } = row;
  if (content.trim() === "") return row.event === null ? <span className="text-faint">(no words)</span> : null;
  const excerpt = whole ? { text: content, current, cut: false } : excerptOf(content, needle, current);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    focusLine(event.currentTarget);
    onShowWhole(row.key);
  };
  return (
    <>
      <bdi>
        <MarkedText text={excerpt.text} needle={needle} current={excerpt.current} />
        {excerpt.cut ? "…" : ""}
      </bdi>
      {excerpt.cut ? (
        <button type="button" className="ml-2 font-medium text-focus underline" onClick={onClick}>
          Show all {content.length.toLocaleString("en-GB")} characters
        </button>
      ) : null}
    </>
  );
}

/** The button goes once it is pressed: whoever was on it must not be thrown back to the top of the page. */
function focusLine(button: HTMLElement) {
  const line = button.closest<HTMLElement>("[role=listitem]");
  if (!line) return;
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
}
