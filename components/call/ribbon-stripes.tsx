"use client";

import { memo, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useEachSecond, useNow } from "@/components/ui/clock";
import type { RibbonSegment } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";
import type { ReadingPosition } from "./reading-position";
import { bandPaths, offsetOfRow, STRIP_HEIGHT, stripX, tickPath, windowOnStrip } from "./ribbon-geometry";

type Times = (nowMs: number) => { lengthMs: number; reachedMs: number };
const MIDDLE = STRIP_HEIGHT / 2;

/** The strip's drawing. Each second only the box, the line's end and the window are written. */
export function RibbonStripes({
  rows,
  startMs,
  segments,
  times,
  reading,
  hits,
  cursorMs,
}: {
  rows: TranscriptRow[];
  startMs: number;
  segments: RibbonSegment[];
  times: Times;
  reading: ReadingPosition;
  hits: readonly number[];
  cursorMs: number | null;
}) {
  const view = useRef<SVGRectElement>(null);
  const line = useRef<SVGPathElement>(null);
  const nowMs = useNow();
  const now = times(nowMs());

  const drawWindow = (lengthMs: number) => {
    const { first, last } = reading.get();
    if (!view.current || first === null || last === null) return;
    const part = windowOnStrip(rows, startMs, { first, last }, lengthMs);
    view.current.setAttribute("x", String(stripX(part.startMs)));
    view.current.setAttribute("width", String(stripX(part.endMs - part.startMs)));
  };
  const svg = useEachSecond<SVGSVGElement>((element, atMs) => {
    const { lengthMs, reachedMs } = times(atMs);
    element.setAttribute("viewBox", `0 0 ${stripX(lengthMs)} ${STRIP_HEIGHT}`);
    line.current?.setAttribute("d", baseline(reachedMs));
    drawWindow(lengthMs);
  });
  const widthPx = useWidth(svg);
  const latest = useRef(() => {});
  useEffect(() => {
    latest.current = () => drawWindow(times(nowMs()).lengthMs);
    latest.current();
  });
  useEffect(() => reading.subscribe(() => latest.current()), [reading]);

  // Thinning to what can be told apart needs the length only roughly: by the power of two above it.
  const roughMs = 2 ** Math.ceil(Math.log2(Math.max(1_000, now.lengthMs)));
  return (
    <svg
      ref={svg}
      aria-hidden="true"
      viewBox={`0 0 ${stripX(now.lengthMs)} ${STRIP_HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-hidden rounded-md"
      suppressHydrationWarning
    >
      <rect
        ref={view}
        x={0}
        y={0}
        width={0}
        height={STRIP_HEIGHT}
        className="fill-text/10 stroke-line-strong"
        vectorEffect="non-scaling-stroke"
      />
      <path
        ref={line}
        d={baseline(now.reachedMs)}
        className="fill-none stroke-line-strong"
        vectorEffect="non-scaling-stroke"
        suppressHydrationWarning
      />
      <Bands segments={segments} roughMs={roughMs} />
      <Ticks rows={rows} startMs={startMs} hits={hits} roughMs={roughMs} widthPx={widthPx} />
      {cursorMs === null ? null : (
        <path
          d={`M${stripX(cursorMs)} 0V${STRIP_HEIGHT}`}
          className="stroke-2 stroke-focus"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

const Bands = memo(function Bands({ segments, roughMs }: { segments: RibbonSegment[]; roughMs: number }) {
  const paths = useMemo(() => bandPaths(segments, roughMs), [segments, roughMs]);
  return (
    <>
      <path d={paths.agent} className="fill-agent" suppressHydrationWarning />
      <path d={paths.caller} className="fill-caller" suppressHydrationWarning />
      <path d={paths.other} className="fill-quiet" suppressHydrationWarning />
    </>
  );
});

const Ticks = memo(function Ticks({
  rows,
  startMs,
  hits,
  roughMs,
  widthPx,
}: {
  rows: TranscriptRow[];
  startMs: number;
  hits: readonly number[];
  roughMs: number;
  widthPx: number;
}) {
  const path = useMemo(
    () =>
      tickPath(
        hits.map((index) => offsetOfRow(rows, index, startMs)),
        roughMs,
        widthPx,
      ),
    [rows, startMs, hits, roughMs, widthPx],
  );
  return path === "" ? null : (
    <path d={path} className="fill-none stroke-2 stroke-text" vectorEffect="non-scaling-stroke" data-hits />
  );
});

/** An element's width in pixels, 0 before it is laid out. */
function useWidth(ref: RefObject<Element | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const resized = new ResizeObserver(() => setWidthPx(element.clientWidth));
    resized.observe(element);
    return () => resized.disconnect();
  }, [ref]);
  return widthPx;
}

/** Where the call has got to: silence leaves it bare. */
function baseline(reachedMs: number): string {
  const x = stripX(reachedMs);
  return `M0 ${MIDDLE}H${x}M${x} ${MIDDLE - 12}V${MIDDLE + 12}`;
}
