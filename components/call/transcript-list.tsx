"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { type FirstView, initialLayout, PADDING_PX } from "./first-view";
import { AT_END_PX } from "./follow";
import { followScroller, keepBelow } from "./follow-scroller";
import { lineIdOf, rowOfLine } from "./line-link";
import type { ReadingPosition } from "./reading-position";
import { estimateRowPx } from "./row-height";
import { observeOffset, observeRect, type Scroller } from "./scroller";
import { type LineMarks, TranscriptLine } from "./transcript-line";

/** What lies over the top of a page that scrolls as a whole: its head and the ribbon. */
const COVERED_PX = 120;

/** What the ribbon, find and the keys ask of the list. */
export type TranscriptHandle = {
  toEnd: () => void;
  toStart: () => void;
  toRow: (index: number) => void;
  focus: () => void;
};

export type Lines = {
  rows: TranscriptRow[];
  omitted: number;
  startMs: number | null;
  reading: ReadingPosition;
  handle: RefObject<TranscriptHandle | null>;
  marksOf: (row: TranscriptRow) => LineMarks;
  /** the line that the address named, to be opened there; null: none */
  openAt: string | null;
  onLink: (id: string) => void;
  /** the page's address opens for colleagues, so a link to a line is worth copying */
  canShareLink: boolean;
  /** false: another part of the page has its place, and its scroll */
  shown: boolean;
};

/**
 * The lines that are on screen, of any number. Follows the end while the reader is there; keeps what the reader looks
 * at in place while lines come, grow, or arrive late above it.
 */
export function TranscriptList({
  log,
  scroller,
  lead,
  handle,
  rows,
  omitted,
  startMs,
  reading,
  firstView,
  marksOf,
  openAt,
  onLink,
  canShareLink,
  shown,
}: Lines & {
  log: RefObject<HTMLDivElement | null>;
  scroller: Scroller;
  lead: RefObject<HTMLDivElement | null>;
  firstView: FirstView;
}) {
  const list = useRef<HTMLDivElement | null>(null);
  const [marginPx, setMarginPx] = useState(firstView.marginPx);
  const [initial] = useState(() => initialLayout(rows, firstView));
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const width = useRef(firstView.width);
  const estimateSize = useCallback((index: number) => estimateRowPx(rows[index], width.current), [rows]);
  // Here and not in the line, which is gone while it is off the screen.
  const [shownWhole, setShownWhole] = useState<ReadonlySet<string>>(() => new Set());
  const showWhole = useCallback((key: string) => setShownWhole((known) => new Set(known).add(key)), []);
  const virtual = useVirtualizer<Scroller, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller,
    observeElementRect: observeRect,
    observeElementOffset: observeOffset,
    getItemKey,
    estimateSize,
    overscan: 8,
    paddingStart: PADDING_PX,
    paddingEnd: PADDING_PX,
    scrollMargin: marginPx,
    scrollPaddingStart: scroller === log.current ? 0 : COVERED_PX,
    anchorTo: "end",
    followOnAppend: shown,
    scrollEndThreshold: AT_END_PX,
    directDomUpdates: true,
    // By their place and not by a transform, which would make a layer of every line, all put together anew with each frame.
    directDomUpdatesMode: "position",
    initialRect: { width: firstView.width, height: firstView.height },
    initialOffset: initial.offset,
    initialMeasurementsCache: initial.measured,
    onChange: ({ range }) => range && reading.show(rows, range.startIndex, range.endIndex),
  });

  const isAtStart = useRef("startPx" in firstView.from && firstView.from.startPx < 1);
  // A late line leaves the last one the last, which the virtualiser does not take for an append. Lines that come before
  // the first leave whoever has opened a finished call, and has not gone on, at its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the rows change, not what it reads
  useLayoutEffect(() => {
    if (!shown) return;
    if (reading.get().following) virtual.scrollToEnd();
    else if (isAtStart.current) scroller.scrollTop = 0;
  }, [rows, virtual, reading]);

  useEffect(() => {
    const stop = followScroller(scroller, reading, virtual, width);
    const left = reading.subscribe(() => {
      if (!reading.isAtTop()) isAtStart.current = false;
    });
    return () => {
      stop();
      left();
    };
  }, [scroller, reading, virtual]);

  useLayoutEffect(() => {
    if (lead.current === null || list.current === null) return;
    return keepBelow(scroller, { lead: lead.current, list: list.current, onMargin: setMarginPx });
  }, [scroller, lead]);

  const { isResumed = false } = firstView;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it takes over
  useEffect(() => {
    const { following, first } = reading.get();
    if (isResumed && !following && first !== null) virtual.scrollToIndex(first, { align: "start" });
  }, []);

  const opened = useRef<string | null>(null);
  useEffect(() => {
    const index = openAt === null || opened.current === openAt ? -1 : rowOfLine(rows, openAt);
    if (index === -1) return;
    opened.current = openAt;
    isAtStart.current = false;
    const { first, last } = reading.get();
    const isInView = first !== null && last !== null && index > first && index < last;
    reading.letGo();
    if (!isInView) virtual.scrollToIndex(index, { align: "center" });
  }, [openAt, rows, reading, virtual]);

  useImperativeHandle(
    handle,
    () => ({
      toEnd: () => {
        reading.follow();
        virtual.scrollToEnd();
      },
      toStart: () => {
        reading.letGo();
        virtual.scrollToOffset(0);
      },
      toRow: (index) => {
        reading.letGo();
        virtual.scrollToIndex(index, { align: "center" });
      },
      focus: () => log.current?.focus({ preventScroll: true }),
    }),
    [virtual, reading, log],
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are laid out one by one; only those on screen exist
    <div
      role="list"
      ref={(element) => {
        list.current = element;
        virtual.containerRef(element);
      }}
      className="relative"
    >
      {virtual.getVirtualItems().map(({ index, key }) => {
        const row = rows[index];
        return row ? (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={String(key)}
            ref={virtual.measureElement}
            data-index={index}
            role="listitem"
            aria-setsize={omitted + rows.length}
            aria-posinset={omitted + index + 1}
            className="absolute top-0 left-0 w-full"
          >
            <TranscriptLine
              row={row}
              startMs={startMs}
              id={lineIdOf(rows, index)}
              onLink={onLink}
              canShareLink={canShareLink}
              whole={shownWhole.has(row.key)}
              onShowWhole={showWhole}
              {...marksOf(row)}
            />
          </div>
        ) : null;
      })}
    </div>
  );
}
