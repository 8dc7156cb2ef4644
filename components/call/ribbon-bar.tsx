"use client";

import clsx from "clsx";
import { OLD_DATA } from "@/components/ui/old-data";
import { RibbonScrubber } from "./ribbon-scrubber";
import type { useTranscript } from "./use-transcript";

/** The ribbon beneath the head; where the page scrolls as a whole it stays at the top. `shown` false: its room alone. */
export function RibbonBar({
  transcript,
  shown,
  endMs,
  toldMs,
  name,
  running,
  dimmed,
  className,
}: {
  transcript: ReturnType<typeof useTranscript>;
  shown: boolean;
  /** null while it runs, or when nobody knows */
  endMs: number | null;
  toldMs: (nowMs: number) => number | null;
  name: string | null;
  running: boolean;
  /** the data is old, and nothing around it says so by its own look */
  dimmed?: boolean;
  className?: string;
}) {
  const { rows, startMs, reading, hitRows, pointed, point } = transcript;
  return (
    <div
      className={clsx(
        "sticky top-12 z-10 border-line border-b bg-surface px-4 pt-1 pb-1 lg:static lg:pb-1.5",
        dimmed && OLD_DATA,
        className,
      )}
    >
      {startMs === null || !shown ? null : (
        <RibbonScrubber
          {...{ rows, startMs, endMs, toldMs, name, running, reading, pointed }}
          hits={hitRows}
          onPoint={point}
        />
      )}
    </div>
  );
}
