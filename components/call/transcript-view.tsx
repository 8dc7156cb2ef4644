"use client";

import clsx from "clsx";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { lateView } from "@/components/shell/lazy-part";
import { FirstLines } from "./first-lines";
import { type FirstView, firstViewOf } from "./first-view";
import { AT_END_PX } from "./follow";
import { type Scroller, scrollerOf } from "./scroller";
import type { Lines } from "./transcript-list";
import { useAskedEarly } from "./use-asked-early";

/** What keeps only the lines on screen, of any number, and the reader's place among them: half of this page's own code. */
const useList = lateView(() => import("./transcript-list").then((part) => part.TranscriptList));

/**
 * The transcript below its lead: how the call ended, its summary, what must be known of it. The server's page holds some
 * lines in plain flow: of a call that runs the last ones, in a scroller that starts at its end without any program; of
 * one that is over the first. Once its code is there the list of what is on screen takes over from exactly there; until then
 * the plain lines go on with what comes. On a small screen it is the page that scrolls.
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
  const { Part: List, isMissing } = useList();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the rows of the first view
  useLayoutEffect(() => reading.opened(rows), [reading]);
  // Before the next paint, so that nobody sees the change.
  useLayoutEffect(() => {
    if (!log.current || List === null) return;
    const view = firstViewOf(log.current, opensAtStart);
    if (opensAtStart || ("endPx" in view.from && view.from.endPx > AT_END_PX)) reading.letGo();
    setFirstView(view);
  }, [reading, List, opensAtStart]);
  useAskedEarly(lines.handle, log, firstView !== null);
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
      {firstView === null || List === null ? (
        <FirstLines key="first" {...lines} fromStart={opensAtStart} isMissing={isMissing} />
      ) : (
        <List
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
