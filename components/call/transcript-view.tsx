"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type FirstView, firstViewOf } from "./first-view";
import { AT_END_PX } from "./follow";
import { lineIdOf } from "./line-link";
import { type Scroller, scrollerOf } from "./scroller";
import { NO_MARKS, TranscriptLine } from "./transcript-line";
import { type Lines, TranscriptList } from "./transcript-list";

/** Lines in the server's page: more than a screen shows, little to send. */
const FIRST_LINES = 60;
const nothing = () => {};

/**
 * The transcript below its lead: how the call ended, its summary, what must be known of it. The server's page holds some
 * lines in plain flow: of a call that runs the last ones, in a scroller that starts at its end without any program; of
 * one that is over the first. Once the page is alive the list of what is on screen takes over from exactly there. On a
 * small screen it is the page that scrolls.
 */
export function TranscriptView({
  fromStart,
  lead,
  ...lines
}: Lines & {
  /** it opens at its beginning */
  fromStart: boolean;
  lead: ReactNode;
}) {
  const { reading, rows } = lines;
  const log = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const [opensAtStart] = useState(fromStart);
  const [firstView, setFirstView] = useState<(FirstView & { scroller: Scroller }) | null>(null);
  // Before the next paint, so that nobody sees the change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the rows of the first view
  useLayoutEffect(() => {
    if (!log.current) return;
    reading.opened(rows);
    const view = firstViewOf(log.current, opensAtStart);
    if (opensAtStart || ("endPx" in view.from && view.from.endPx > AT_END_PX)) reading.letGo();
    setFirstView(view);
  }, [reading]);
  // Turned, made wider or smaller: another one scrolls from then on.
  useEffect(() => {
    const look = () =>
      setFirstView((known) => {
        if (known === null || log.current === null) return known;
        const scroller = scrollerOf(log.current);
        return scroller === known.scroller ? known : { ...known, scroller, isResumed: true };
      });
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, []);
  const isReversed = firstView === null && !opensAtStart;
  const above = (
    <div key="lead" ref={top} data-lead>
      {lead}
    </div>
  );
  return (
    <div
      ref={log}
      role="log"
      aria-label="Transcript"
      // New lines are told by LineNews: rows that only come into view by scrolling must not be read out.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys
      tabIndex={0}
      data-transcript
      className={clsx(
        "outline-offset-[-2px] [overflow-anchor:none] lg:absolute lg:inset-0 lg:overflow-y-auto lg:overflow-x-clip",
        isReversed && "flex flex-col-reverse",
      )}
    >
      {isReversed ? null : above}
      {firstView === null ? (
        <FirstLines key="first" {...lines} fromStart={opensAtStart} />
      ) : (
        <TranscriptList
          key={firstView.scroller === log.current ? "box" : "page"}
          {...lines}
          log={log}
          lead={top}
          scroller={firstView.scroller}
          firstView={firstView}
        />
      )}
      {isReversed ? above : null}
    </div>
  );
}

function FirstLines({ rows, omitted, startMs, fromStart }: Lines & { fromStart: boolean }) {
  const first = fromStart ? 0 : Math.max(0, rows.length - FIRST_LINES);
  const shown = rows.slice(first, first + FIRST_LINES);
  const total = omitted + rows.length;
  const note =
    shown.length === total ? null : (
      <noscript>
        <p className="px-4 pb-2 text-center text-muted text-xs">
          The {fromStart ? "first" : "last"} {shown.length} of {total} lines. The others need JavaScript.
        </p>
      </noscript>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list that takes over has the same roles
    <div role="list" data-first-lines className="mb-auto py-3">
      {fromStart ? null : note}
      {shown.map((row, index) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={row.key}
          data-key={row.key}
          role="listitem"
          aria-setsize={total}
          aria-posinset={omitted + first + index + 1}
        >
          <TranscriptLine
            row={row}
            startMs={startMs}
            id={lineIdOf(rows, first + index)}
            onLink={nothing}
            canShareLink={false}
            whole={false}
            onShowWhole={nothing}
            {...NO_MARKS}
          />
        </div>
      ))}
      {fromStart ? note : null}
    </div>
  );
}
