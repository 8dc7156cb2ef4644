"use client";

import { timeMs } from "@/lib/calls/time";
import { SPARK, sparklinePath } from "./sparkline-path";

const MINUTE_MS = 60_000;

/** How a number went lately, from zero up, with the time it spans; nothing where there is no room. */
export function Sparkline({ points }: { points: { at: string; value: number | null }[] }) {
  const path = sparklinePath(points.map(({ value }) => value));
  const span = spanWords(timeMs(points.at(0)?.at ?? null), timeMs(points.at(-1)?.at ?? null));
  return (
    <span
      title={
        path === "" ? "Too little is known yet to draw how it went" : `How it went in the last ${span}, from zero up`
      }
      className="ml-auto hidden min-w-0 max-w-24 flex-1 flex-col sm:flex short:hidden"
    >
      <svg
        viewBox={`0 0 ${SPARK.width} ${SPARK.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-5 w-full"
      >
        <path
          d={path === "" ? `M0 ${SPARK.height - 1.5}H${SPARK.width}` : path}
          fill="none"
          vectorEffect="non-scaling-stroke"
          strokeWidth="1.5"
          strokeDasharray={path === "" ? "2 3" : undefined}
          strokeLinejoin="round"
          className="stroke-line-strong"
        />
      </svg>
      <span className="truncate text-right text-faint text-xs leading-4">{path === "" ? "\u00a0" : span}</span>
    </span>
  );
}

/** The time between two moments in whole minutes, "12 min". */
function spanWords(fromMs: number | null, toMs: number | null): string {
  if (fromMs === null || toMs === null) return "";
  return `${Math.max(1, Math.round((toMs - fromMs) / MINUTE_MS))} min`;
}
