"use client";

import { memo, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useEachSecond, useNow } from "@/components/ui/clock";
import type { RibbonSegment } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";
import type { ReadingPosition } from "./reading-position";
import { offsetOfRow, STRIP_HEIGHT, stripX, tickPath, windowOnStrip } from "./ribbon-geometry";
import { advanceBands, NO_BANDS } from "./stable-bands";

type Times = (nowMs: number) => { lengthMs: number; reachedMs: number };
const MIDDLE = STRIP_HEIGHT / 2;
const DIMMED = "fill-raised opacity-60 forced-colors:fill-[Canvas]";

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
  const before = useRef<SVGRectElement>(null);
  const after = useRef<SVGRectElement>(null);
  const edges = useRef<SVGPathElement>(null);
  const line = useRef<SVGPathElement>(null);
  const nowMs = useNow();
  const now = times(nowMs());

  const drawWindow = (lengthMs: number) => {
    const { first, last } = reading.get();
    if (first === null || last === null) return;
    const part = windowOnStrip(rows, startMs, { first, last }, lengthMs);
    const [from, to, end] = [stripX(part.startMs), stripX(part.endMs), stripX(lengthMs)];
    before.current?.setAttribute("width", String(from));
    after.current?.setAttribute("x", String(to));
    after.current?.setAttribute("width", String(Math.max(0, end - to)));
    const isAll = from <= 0 && to >= end;
    edges.current?.setAttribute("d", isAll ? "" : `M${from} 0V${STRIP_HEIGHT}M${to} 0V${STRIP_HEIGHT}`);
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
      <path
        ref={line}
        d={baseline(now.reachedMs)}
        className="fill-none stroke-line-strong forced-colors:stroke-[CanvasText]"
        vectorEffect="non-scaling-stroke"
        suppressHydrationWarning
      />
      <Bands segments={segments} roughMs={roughMs} />
      {/* What is on screen is bright; the rest is dimmed, and still to be seen. */}
      <rect ref={before} x={0} y={0} width={0} height={STRIP_HEIGHT} className={DIMMED} data-out-of-view />
      <rect ref={after} x={0} y={0} width={0} height={STRIP_HEIGHT} className={DIMMED} data-out-of-view />
      <path
        ref={edges}
        className="fill-none stroke-2 stroke-text forced-colors:stroke-[Highlight]"
        vectorEffect="non-scaling-stroke"
        data-in-view
      />
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
  const [memory, setMemory] = useState(() => advanceBands(NO_BANDS, segments, roughMs));
  const next = advanceBands(memory, segments, roughMs);
  if (next !== memory) setMemory(next);
  const { paths } = next;
  return (
    <>
      <path d={paths.agent} className="fill-agent forced-colors:fill-[CanvasText]" suppressHydrationWarning />
      <path d={paths.caller} className="fill-caller forced-colors:fill-[CanvasText]" suppressHydrationWarning />
      <path d={paths.other} className="fill-quiet forced-colors:fill-[CanvasText]" suppressHydrationWarning />
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
