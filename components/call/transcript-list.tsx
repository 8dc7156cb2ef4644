"use client";

import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { AT_END_PX } from "./follow";
import { followScroller } from "./follow-scroller";
import type { ReadingPosition } from "./reading-position";
import { estimateRowPx } from "./row-height";
import { type LineMarks, TranscriptLine } from "./transcript-line";

const PADDING_PX = 12;

/** What the ribbon, find and the keys ask of the list. */
export type TranscriptHandle = { toEnd: () => void; toRow: (index: number) => void; focus: () => void };

/** What the plain first view was like: the list takes over from exactly there. */
export type FirstView = { width: number; height: number; fromEnd: number; heights: ReadonlyMap<string, number> };

/**
 * The lines that are on screen, of any number. Follows the end while the reader is there; keeps what the reader looks
 * at in place while lines come, grow, or arrive late above it.
 */
export function TranscriptList({
  scroller,
  handle,
  rows,
  omitted,
  startMs,
  reading,
  firstView,
  marksOf,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  handle: RefObject<TranscriptHandle | null>;
  rows: TranscriptRow[];
  omitted: number;
  startMs: number | null;
  reading: ReadingPosition;
  firstView: FirstView;
  marksOf: (row: TranscriptRow) => LineMarks;
}) {
  const [initial] = useState(() => initialLayout(rows, firstView));
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const width = useRef(firstView.width);
  const estimateSize = useCallback((index: number) => estimateRowPx(rows[index], width.current), [rows]);
  // Here and not in the line, which is gone while it is off the screen.
  const [shownWhole, setShownWhole] = useState<ReadonlySet<string>>(() => new Set());
  const showWhole = useCallback((key: string) => setShownWhole((known) => new Set(known).add(key)), []);
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize,
    overscan: 8,
    paddingStart: PADDING_PX,
    paddingEnd: PADDING_PX,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    directDomUpdates: true,
    initialRect: { width: firstView.width, height: firstView.height },
    initialOffset: initial.offset,
    initialMeasurementsCache: initial.measured,
    onChange: ({ range }) => range && reading.show(rows, range.startIndex, range.endIndex),
  });

  // A late line leaves the last one the last, which the virtualiser does not take for an append.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the rows change, not what it reads
  useLayoutEffect(() => {
    if (reading.get().following) virtual.scrollToEnd();
  }, [rows, virtual, reading]);

  useEffect(() => followScroller(scroller.current, reading, virtual, width), [scroller, reading, virtual]);

  useImperativeHandle(
    handle,
    () => ({
      toEnd: () => {
        reading.follow();
        virtual.scrollToEnd();
      },
      toRow: (index) => {
        reading.letGo();
        virtual.scrollToIndex(index, { align: "center" });
      },
      focus: () => scroller.current?.focus(),
    }),
    [virtual, reading, scroller],
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are laid out one by one; only those on screen exist
    <div role="list" ref={virtual.containerRef} className="relative">
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

/** Rows that were drawn before keep their true heights, so that taking over moves nothing. */
function initialLayout(rows: readonly TranscriptRow[], view: FirstView): { offset: number; measured: VirtualItem[] } {
  const measured: VirtualItem[] = [];
  let start = PADDING_PX;
  rows.forEach((row, index) => {
    const known = view.heights.get(row.key);
    const size = known ?? estimateRowPx(row, view.width);
    if (known !== undefined) measured.push({ key: row.key, index, start, end: start + size, size, lane: 0 });
    start += size;
  });
  return { offset: Math.max(0, start + PADDING_PX - view.height - view.fromEnd), measured };
}
