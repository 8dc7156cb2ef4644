"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { latePartOf, useLoading } from "@/components/shell/late-part";
import { Button } from "@/components/ui/button";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { AT_END_PX } from "./follow";
import type { ReadingPosition } from "./reading-position";
import { type LineMarks, NO_MARKS, TranscriptLine } from "./transcript-line";
import type { FirstView, TranscriptHandle, TranscriptList } from "./transcript-list";

/** What lays out any number of lines weighs as much as the rest of the page, and its first lines do without. */
const LIST = latePartOf(() => import("./transcript-list").then((part) => part.TranscriptList));
// Asked for before the page is alive, so that both come together.
if (typeof window !== "undefined") LIST.prefetch();

/** Lines in the server's page: more than a screen shows, little to send. */
const FIRST_LINES = 60;
const nothing = () => {};

type TakenOver = { List: typeof TranscriptList; firstView: FirstView };

/**
 * The transcript. The server's page holds its last lines in plain flow, in a scroller that starts at its end without
 * any program; once the page is alive and its code here, the list of what is on screen takes over from exactly there.
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
  const [taken, setTaken] = useState<TakenOver | null>(null);
  const takeOver = useCallback(
    (List: typeof TranscriptList) => {
      if (!scroller.current) return;
      const firstView = seen(scroller.current);
      if (firstView.fromEnd > AT_END_PX) reading.letGo();
      setTaken({ List, firstView });
    },
    [reading],
  );
  // Before the next paint, so that nobody sees the change where the list is here already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with the rows of the first view
  useLayoutEffect(() => {
    reading.opened(props.rows);
    const List = LIST.now();
    if (List !== null) takeOver(List);
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
        taken === null
          ? "absolute inset-0 flex flex-col-reverse overflow-y-auto outline-offset-[-2px]"
          : "absolute inset-0 overflow-y-auto overflow-x-clip outline-offset-[-2px] [overflow-anchor:none]"
      }
    >
      {taken === null ? (
        <>
          <ListLoading onLoaded={takeOver} />
          <FirstLines {...props} />
        </>
      ) : (
        <taken.List {...props} scroller={scroller} firstView={taken.firstView} />
      )}
    </div>
  );
}

/** Nothing to see, unless the list cannot be had: the last lines go on without it. */
function ListLoading({ onLoaded }: { onLoaded: (List: typeof TranscriptList) => void }) {
  const { state, tryNow } = useLoading(LIST.load, onLoaded);
  if (state !== "failed" && state !== "outdated") return null;
  return (
    <p
      role="status"
      data-lazy-part={state}
      className="sticky bottom-0 flex items-center gap-3 border-line border-t bg-raised px-4 py-1 text-muted text-xs"
    >
      {state === "failed"
        ? `The last ${FIRST_LINES} lines are here. What shows all of them could not be loaded; Earshot keeps trying by itself.`
        : `The last ${FIRST_LINES} lines are here. What shows all of them has gone with the version of Earshot that this page is of.`}
      <Button size="sm" onClick={state === "failed" ? tryNow : () => window.location.reload()}>
        {state === "failed" ? "Try now" : "Reload"}
      </Button>
    </p>
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
