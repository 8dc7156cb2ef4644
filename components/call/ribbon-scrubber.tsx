"use client";

import { type KeyboardEvent, memo, type PointerEvent, useState, useSyncExternalStore } from "react";
import { useEachSecond, useNow } from "@/components/ui/clock";
import type { RibbonSegment } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatDuration } from "@/lib/format/duration";
import type { ReadingPosition } from "./reading-position";
import { offsetOfRow, rowAtOffset, stripTimes } from "./ribbon-geometry";
import { RibbonStripes } from "./ribbon-stripes";
import { rowWords } from "./row-words";
import { advanceSegments, NO_SEGMENTS } from "./stable-segments";

/** Lines a page key passes. */
const PAGE_LINES = 10;

/**
 * The whole call as a strip and the handle to move in it: a click or the arrow keys bring a line on screen, the part in
 * view is framed, hits of a search are marked. While the call runs its silence grows to now.
 */
export const RibbonScrubber = memo(function RibbonScrubber({
  rows,
  startMs,
  endMs,
  toldMs,
  name = null,
  running,
  reading,
  hits,
  pointed,
  onPoint,
}: {
  rows: TranscriptRow[];
  /** the call's start, epoch milliseconds */
  startMs: number;
  /** null while it runs, or when nobody knows */
  endMs: number | null;
  /** how long the call is said to be elsewhere on the page: where the strip is as long but for a second, it says the same */
  toldMs: (nowMs: number) => number | null;
  /** which call it is, for where the page's head has been scrolled away */
  name?: string | null;
  running: boolean;
  reading: ReadingPosition;
  /** rows with a hit, by index */
  hits: readonly number[];
  /** the row the cursor stands on, null when it only shows where the reader is */
  pointed: number | null;
  onPoint: (row: number | null) => void;
}) {
  const segments = useStableSegments(rows, startMs);
  const { last } = useSyncExternalStore(reading.subscribe, reading.get, reading.get);
  const [hover, setHover] = useState<{ percent: number; row: number } | null>(null);
  const now = useNow();
  const times = (nowMs: number) => stripTimes({ startMs, endMs, nowMs, running, segments });
  const lengthText = (nowMs: number) => {
    const { lengthMs, reachedMs } = times(nowMs);
    const said = toldMs(nowMs);
    return formatDuration(
      said !== null && Math.abs(said - reachedMs) < 2_000 && reachedMs === lengthMs ? said : lengthMs,
    );
  };
  const total = useEachSecond<HTMLSpanElement>((element, nowMs) => {
    const text = lengthText(nowMs);
    if (element.textContent !== text) element.textContent = text;
  });

  const current = Math.min(pointed ?? last ?? rows.length - 1, rows.length - 1);
  const rowAt = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const fraction = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    return { percent: fraction * 100, row: rowAtOffset(rows, startMs, fraction * times(now()).lengthMs) };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetOf(event.key, current, rows.length);
    if (target === null) return;
    event.preventDefault();
    // Its words go along, wherever the mouse was left.
    const offsetMs = offsetOfRow(rows, target, startMs);
    setHover({ percent: Math.min(100, (100 * offsetMs) / times(now()).lengthMs), row: target });
    onPoint(target);
  };
  const hovered = hover && rows[hover.row];
  const first = rows[0];
  return (
    <div className="min-w-0">
      <div
        role="slider"
        tabIndex={rows.length === 0 ? -1 : 0}
        aria-label="Line of the call"
        aria-disabled={rows.length === 0}
        aria-valuemin={Math.min(1, rows.length)}
        aria-valuemax={rows.length}
        aria-valuenow={current + 1}
        aria-valuetext={valueText(rows, current, startMs)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setHover(null);
          onPoint(null);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0 || rows.length === 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onPoint(rowAt(event).row);
        }}
        onPointerMove={(event) => {
          const at = rowAt(event);
          setHover(at);
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onPoint(at.row);
        }}
        onPointerLeave={() => setHover(null)}
        className="relative h-11 cursor-pointer max-lg:short:pointer-fine:h-10 lg:short:pointer-fine:h-8 touch-pan-y select-none rounded-md bg-raised aria-disabled:cursor-default"
        data-ribbon
      >
        <div className="absolute inset-0 max-lg:bottom-4">
          <RibbonStripes
            rows={rows}
            startMs={startMs}
            segments={segments}
            times={times}
            reading={reading}
            hits={hits}
            cursorMs={pointed === null ? null : offsetOfRow(rows, pointed, startMs)}
          />
        </div>
        {hovered && hover ? (
          <div
            aria-hidden
            className="pointer-events-none absolute top-full z-30 mt-1 w-max max-w-72 truncate rounded-md bg-action px-2 py-1 font-medium text-on-action text-xs shadow-float"
            style={{ left: `${hover.percent}%`, translate: `-${hover.percent}% 0` }}
          >
            {rowWords(hovered, startMs)}
          </div>
        ) : null}
      </div>
      {/* Where the bar stays on the screen its words stand within the strip, which can be touched there as well. */}
      <div
        className="pointer-events-none relative mt-0.5 flex justify-between gap-3 text-faint text-xs max-lg:-mt-4 max-lg:px-1.5 max-lg:text-muted"
        aria-hidden
      >
        <span>0:00</span>
        {first === undefined ? (
          <span>no lines yet</span>
        ) : name === null ? null : (
          <bdi className="min-w-0 truncate font-medium text-muted lg:hidden">{name}</bdi>
        )}
        <span ref={total} suppressHydrationWarning>
          {lengthText(now())}
        </span>
      </div>
    </div>
  );
});

/** Kept from one answer to the next, as the rows are. */
function useStableSegments(rows: TranscriptRow[], startMs: number): RibbonSegment[] {
  const [memory, setMemory] = useState(() => advanceSegments(NO_SEGMENTS, rows, startMs));
  const next = advanceSegments(memory, rows, startMs);
  if (next !== memory) setMemory(next);
  return next.segments;
}

function targetOf(key: string, current: number, count: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  const clamp = (row: number) => Math.min(last, Math.max(0, row));
  if (key === "ArrowRight" || key === "ArrowUp") return clamp(current + 1);
  if (key === "ArrowLeft" || key === "ArrowDown") return clamp(current - 1);
  if (key === "PageUp") return clamp(current + PAGE_LINES);
  if (key === "PageDown") return clamp(current - PAGE_LINES);
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

function valueText(rows: readonly TranscriptRow[], index: number, startMs: number): string {
  const row = rows[index];
  return row ? `Line ${index + 1} of ${rows.length}. ${rowWords(row, startMs)}` : "No lines yet";
}
