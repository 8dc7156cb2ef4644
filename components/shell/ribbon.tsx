"use client";

import clsx from "clsx";
import { useMemo } from "react";
import { useEachSecond, useNow } from "@/components/ui/clock";
import type { Ribbon } from "@/lib/calls/board";
import { decodeRibbon } from "@/lib/calls/decode-ribbon";
import { baselinePath, lanePath, RIBBON_HEIGHT, ribbonWindow } from "./ribbon-path";

/**
 * The call at a glance: agent above the line, caller below, silence as a gap that grows to now. Three paths, drawn when
 * the call changes; each second only the window and the line's end are written, and only on screen.
 */
export function RibbonStrip({
  ribbon,
  live,
  className,
  height = RIBBON_HEIGHT,
}: {
  ribbon: Ribbon;
  live: boolean;
  className?: string;
  /** pixels */
  height?: number;
}) {
  const strip = useMemo(() => decodeRibbon(ribbon), [ribbon]);
  const lanes = useMemo(
    () => ({
      agent: lanePath(strip.segments, "agent"),
      caller: lanePath(strip.segments, "caller"),
      other: lanePath(strip.segments, "other"),
    }),
    [strip],
  );
  const ref = useEachSecond<SVGSVGElement>((svg, nowMs) => {
    if (!live) {
      // What the running call wrote, React does not know of.
      svg.style.clipPath = "";
      return;
    }
    const { widthS, nowS } = ribbonWindow(strip, nowMs);
    write(svg, "viewBox", `0 0 ${widthS} ${RIBBON_HEIGHT}`);
    write(svg.firstElementChild, "d", baselinePath(nowS));
    // The last line's length is a guess that may reach past now.
    const clip = nowS < widthS ? `inset(0 ${(100 * (1 - nowS / widthS)).toFixed(2)}% 0 0)` : "";
    if (clip !== "" || svg.style.clipPath !== "") svg.style.clipPath = clip;
  });
  const now = useNow();
  const { widthS, nowS } = ribbonWindow(strip, now());
  return (
    <svg
      ref={ref}
      aria-hidden="true"
      viewBox={`0 0 ${widthS} ${RIBBON_HEIGHT}`}
      height={height}
      preserveAspectRatio="none"
      className={clsx("block w-full", !live && "opacity-70", className)}
      suppressHydrationWarning
    >
      <path
        d={baselinePath(nowS)}
        className="fill-none stroke-line-strong"
        vectorEffect="non-scaling-stroke"
        suppressHydrationWarning
      />
      {lanes.agent ? (
        <path
          d={lanes.agent}
          className="fill-agent stroke-agent forced-colors:fill-[CanvasText] forced-colors:stroke-[CanvasText]"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
      {lanes.caller ? (
        <path
          d={lanes.caller}
          className="fill-caller stroke-caller forced-colors:fill-[CanvasText] forced-colors:stroke-[CanvasText]"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
      {lanes.other ? (
        <path
          d={lanes.other}
          className="fill-quiet stroke-quiet forced-colors:fill-[CanvasText] forced-colors:stroke-[CanvasText]"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}

/** Writing what stands there would lay the strip out anew. */
function write(element: Element | null, name: string, text: string) {
  if (element !== null && element.getAttribute(name) !== text) element.setAttribute(name, text);
}
