"use client";

import clsx from "clsx";
import { type MouseEvent, memo, useContext } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatOffset } from "@/lib/format/duration";
import { EventLine } from "./event-line";
import { LineActions } from "./line-actions";
import { LineAdditions } from "./line-additions";
import { hashOfLine } from "./line-link";
import { LineText } from "./line-text";

export type LineMarks = {
  /** the search, folded; "" for none */
  needle: string;
  /** which hit in this line the reader is at, -1 for none */
  current: number;
  /** the ribbon's cursor stands on this line */
  pointed: boolean;
  /** the address names this line */
  linked: boolean;
};

export const NO_MARKS: LineMarks = { needle: "", current: -1, pointed: false, linked: false };

type Asked = {
  /** its name in an address */
  id: string;
  /** a long line is shown to its end */
  whole: boolean;
  onShowWhole: (key: string) => void;
  /** puts the line into the address */
  onLink: (id: string) => void;
  canShareLink: boolean;
};

/**
 * One line: when on the wall and since the call's start, who, and what. All begin at one edge, the caller's a little
 * further in; on a small screen they are bubbles. What tools and the system do is quiet and in the middle.
 */
export const TranscriptLine = memo(function TranscriptLine({
  row,
  startMs,
  ...rest
}: { row: TranscriptRow; startMs: number | null } & LineMarks & Asked) {
  const { pointed, linked, id, onLink, canShareLink } = rest;
  const added = useContext(LineAdditions)?.(row) ?? null;
  const actions = linked ? <LineActions {...{ row, startMs, id, canShareLink }} /> : null;
  const when = <LineTime row={row} startMs={startMs} id={id} onLink={onLink} />;
  const marked = clsx(pointed && "ring-2 ring-focus ring-inset", linked && "bg-focus/10");
  if (row.kind !== "speech") {
    return (
      <div className="px-4 py-1">
        <div className={clsx("mx-auto w-fit max-w-full rounded-md px-2 text-center", marked)}>
          <EventLine row={row} when={when} {...rest} />
          {added}
          {actions}
        </div>
      </div>
    );
  }
  const caller = row.speaker === "caller";
  return (
    <div className={clsx("flex px-4 max-sm:py-1", caller && "max-sm:justify-end")}>
      <div
        className={clsx(
          "min-w-0 overflow-clip sm:flex sm:w-full sm:gap-2.5 sm:rounded-md sm:py-[3px] sm:leading-[1.3125rem]",
          "max-sm:max-w-[85%] max-sm:px-3 max-sm:py-1.5",
          linked ? null : "max-sm:bg-raised",
          EDGES[row.speaker],
          marked,
        )}
      >
        <div className="flex flex-wrap items-baseline gap-x-2 text-muted text-xs sm:contents">
          <span className={clsx("sm:w-18 sm:shrink-0 sm:border-l-4 sm:pl-2", WORD_EDGES[row.speaker])}>
            <SpeakerWord row={row} />
          </span>
          <span className="sm:order-first sm:w-[7.25rem] sm:shrink-0 sm:text-xs sm:leading-[1.3125rem]">{when}</span>
        </div>
        <div className="min-w-0 sm:flex-1">
          <p dir="auto" className="wrap-anywhere max-w-[52rem] whitespace-pre-wrap text-sm leading-[1.3125rem]">
            <LineText row={row} {...rest} />
          </p>
          {row.event === null ? null : (
            <p className="text-faint text-xs" data-line-event>
              <bdi>{row.event}</bdi>
            </p>
          )}
          {added}
        </div>
        {actions}
      </div>
    </div>
  );
});

/** On a small screen the bubble has the speaker's colour, else the word before the line. */
const EDGES = {
  agent: "max-sm:rounded-r-lg max-sm:border-agent max-sm:border-l-4",
  caller: "max-sm:rounded-l-lg max-sm:border-caller max-sm:border-r-4",
  other: "max-sm:rounded-r-lg max-sm:border-quiet max-sm:border-l-4",
};
const WORD_EDGES = { agent: "sm:border-agent", caller: "sm:ml-6 sm:border-caller", other: "sm:border-quiet" };

function SpeakerWord({ row }: { row: TranscriptRow }) {
  const look = "block truncate font-semibold sm:text-xs sm:leading-[1.3125rem]";
  if (row.speaker === "agent") return <span className={`${look} text-agent`}>Agent</span>;
  // The caller's hue is a shape's, not a text's, in the light theme.
  if (row.speaker === "caller") return <span className={`${look} text-text`}>Caller</span>;
  return (
    <bdi className={`${look} text-text`} title={row.role}>
      {row.role}
    </bdi>
  );
}

/** Pressed, it puts the line into the address. By keys that is done from the ribbon: no line is a stop of the Tab key. */
function LineTime({
  row,
  startMs,
  id,
  onLink,
}: { row: TranscriptRow; startMs: number | null } & Pick<Asked, "id" | "onLink">) {
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onLink(id);
  };
  return (
    <a
      href={hashOfLine(id)}
      tabIndex={-1}
      onClick={onClick}
      title={row.atMs === null ? "The call service gave no time for this line" : "Link to this line, and copy it"}
      className="whitespace-nowrap text-muted hover:text-text hover:underline"
    >
      {row.atMs === null ? (
        "no time"
      ) : (
        <>
          <ClockTime at={row.atMs} />
          {startMs === null ? null : <span className="ml-1.5 text-faint">{formatOffset(row.atMs - startMs)}</span>}
        </>
      )}
    </a>
  );
}
