"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { AT_END_PX } from "./follow";
import type { ReadingPosition } from "./reading-position";
import { type LineMarks, NO_MARKS, TranscriptLine } from "./transcript-line";
import { type FirstView, type TranscriptHandle, TranscriptList } from "./transcript-list";

/** Lines in the server's page: more than a screen shows, little to send. */
const FIRST_LINES = 60;
const nothing = () => {};

/**
 * The transcript. The server's page holds its last lines in plain flow, in a scroller that starts at its end without
 * any program; once the page is alive the list of what is on screen takes over from exactly there.
 */
export function TranscriptView(props: {
  rows: TranscriptRow[];
  omitted: number;
  startMs: number | null;
  reading: ReadingPosition;
  handle: RefObject<TranscriptHandle | null>;
  marksOf: (row: TranscriptRow) => LineMarks;
}) {
  const { reading } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [firstView, setFirstView] = useState<FirstView | null>(null);
  // Before the next paint, so that nobody sees the change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the rows of the first view
  useLayoutEffect(() => {
    if (!scroller.current) return;
    reading.opened(props.rows);
    const view = seen(scroller.current);
    if (view.fromEnd > AT_END_PX) reading.letGo();
    setFirstView(view);
  }, [reading]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label="Transcript"
      // New lines are told by LineNews: rows that only come into view by scrolling must not be read out.
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys
      tabIndex={0}
      data-transcript
      className={
        firstView === null
          ? "absolute inset-0 flex flex-col-reverse overflow-y-auto outline-offset-[-2px]"
          : "absolute inset-0 overflow-y-auto overflow-x-clip outline-offset-[-2px] [overflow-anchor:none]"
      }
    >
      {firstView === null ? (
        <FirstLines {...props} />
      ) : (
        <TranscriptList {...props} scroller={scroller} firstView={firstView} />
      )}
    </div>
  );
}

function FirstLines({ rows, omitted, startMs }: { rows: TranscriptRow[]; omitted: number; startMs: number | null }) {
  const first = Math.max(0, rows.length - FIRST_LINES);
  const total = omitted + rows.length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list that takes over has the same roles
    <div role="list" className="mb-auto py-3">
      {omitted + first > 0 ? (
        <noscript>
          <p className="px-4 pb-2 text-center text-muted text-xs">
            The last {rows.length - first} of {total} lines. The others need JavaScript.
          </p>
        </noscript>
      ) : null}
      {rows.slice(first).map((row, index) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          key={row.key}
          data-key={row.key}
          role="listitem"
          aria-setsize={total}
          aria-posinset={omitted + first + index + 1}
        >
          <TranscriptLine row={row} startMs={startMs} whole={false} onShowWhole={nothing} {...NO_MARKS} />
        </div>
      ))}
    </div>
  );
}

function seen(scroller: HTMLDivElement): FirstView {
  const heights = new Map<string, number>();
  for (const element of scroller.querySelectorAll<HTMLElement>("[data-key]")) {
    heights.set(element.dataset.key ?? "", element.getBoundingClientRect().height);
  }
  // In a reversed column the end is 0 and the way up is negative.
  const fromEnd = Math.abs(scroller.scrollTop);
  return { width: scroller.clientWidth, height: scroller.clientHeight, fromEnd, heights };
}
