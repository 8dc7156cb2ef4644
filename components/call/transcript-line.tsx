"use client";

import clsx from "clsx";
import { type MouseEvent, memo } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatOffset } from "@/lib/format/duration";
import { EventLine } from "./event-line";
import { LineActions } from "./line-actions";
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
  const actions = linked ? <LineActions {...{ row, startMs, id, canShareLink }} /> : null;
  const when = <LineTime row={row} startMs={startMs} id={id} onLink={onLink} />;
  const marked = clsx(pointed && "ring-2 ring-focus ring-inset", linked && "bg-focus/10");
  if (row.kind !== "speech") {
    return (
      <div className="px-4 py-1">
        <div className={clsx("mx-auto w-fit max-w-full rounded-md px-2 text-center", marked)}>
          <EventLine row={row} when={when} {...rest} />
          {actions}
        </div>
      </div>
    );
  }
  const caller = row.speaker === "caller";
  return (
    <div className={clsx("flex px-4 max-md:py-1", caller && "max-md:justify-end")}>
      <div
        className={clsx(
          "min-w-0 overflow-clip md:flex md:w-full md:gap-2.5 md:rounded-md md:py-[3px] md:leading-[1.3125rem]",
          "max-md:max-w-[85%] max-md:px-3 max-md:py-1.5",
          linked ? null : "max-md:bg-raised",
          EDGES[row.speaker],
          marked,
        )}
      >
        <div className="flex flex-wrap items-baseline gap-x-2 text-muted text-xs md:contents">
          <span className={clsx("md:w-18 md:shrink-0 md:border-l-4 md:pl-2", WORD_EDGES[row.speaker])}>
            <SpeakerWord row={row} />
          </span>
          <span className="md:order-first md:w-[7.25rem] md:shrink-0 md:text-right md:text-xs md:leading-[1.3125rem]">
            {when}
          </span>
        </div>
        <div className="min-w-0 md:flex-1">
          <p dir="auto" className="wrap-anywhere max-w-[52rem] whitespace-pre-wrap text-sm leading-[1.3125rem]">
            <LineText row={row} {...rest} />
          </p>
          {row.event === null ? null : (
            <p className="text-faint text-xs" data-line-event>
              <bdi>{row.event}</bdi>
            </p>
          )}
        </div>
        {actions}
      </div>
    </div>
  );
});

/** On a small screen the bubble has the speaker's colour, else the word before the line. */
const EDGES = {
  agent: "max-md:rounded-r-lg max-md:border-agent max-md:border-l-4",
  caller: "max-md:rounded-l-lg max-md:border-caller max-md:border-r-4",
  other: "max-md:rounded-r-lg max-md:border-quiet max-md:border-l-4",
};
const WORD_EDGES = { agent: "md:border-agent", caller: "md:ml-6 md:border-caller", other: "md:border-quiet" };

function SpeakerWord({ row }: { row: TranscriptRow }) {
  const look = "block truncate font-semibold md:text-xs md:leading-[1.3125rem]";
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
