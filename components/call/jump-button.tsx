"use client";

import { useSyncExternalStore } from "react";
import { ArrowDown } from "@/components/ui/icons";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { jumpWords, newLinesBelow } from "./follow";
import type { ReadingPosition } from "./reading-position";

/** The way back to the end, only while the reader is elsewhere; says how much came meanwhile. */
export function JumpButton({
  rows,
  reading,
  live,
  onJump,
}: {
  rows: TranscriptRow[];
  reading: ReadingPosition;
  live: boolean;
  onJump: () => void;
}) {
  const { following, atEnd, lastReadKey } = useSyncExternalStore(reading.subscribe, reading.get, reading.get);
  // A line was chosen, but all there is stands on the screen.
  if (following || atEnd) return null;
  const newLines = newLinesBelow(rows, lastReadKey);
  return (
    <button
      type="button"
      onClick={onJump}
      aria-keyshortcuts="End"
      data-new-lines={newLines}
      // Somebody reads further up, and would lose the place.
      data-holds-page
      className="bottom-3 left-1/2 z-10 inline-flex h-9 -translate-x-1/2 max-lg:fixed pointer-coarse:h-11 lg:absolute animate-fade-in items-center gap-1.5 rounded-full bg-action px-3.5 font-medium text-on-action text-sm shadow-float hover:opacity-90"
    >
      {jumpWords(newLines, live)}
      <ArrowDown aria-hidden className="size-4" />
    </button>
  );
}
