import { isSpoken } from "@/lib/calls/speech";
import type { TranscriptRow } from "@/lib/calls/transcript";

/** At the end, but for the browser's rounding, pixels. */
export const AT_END_PX = 2;
/** A reader who comes down nearer to the end than this reads along again, pixels. */
export const NEAR_END_PX = 80;

/** How many lines of speech stand below the one last read; 0 when it is not known or not there any more. */
export function newLinesBelow(rows: readonly TranscriptRow[], lastReadKey: string | null): number {
  if (lastReadKey === null) return 0;
  const index = indexFromEnd(rows, lastReadKey);
  return index === -1 ? 0 : rows.slice(index + 1).filter(isSpoken).length;
}

/** The lowest row ever read: what is on screen moves it down, scrolling up never moves it back. */
export function advanceLastRead(
  rows: readonly TranscriptRow[],
  lastReadKey: string | null,
  lastVisibleIndex: number,
): string | null {
  const visibleKey = rows[Math.min(lastVisibleIndex, rows.length - 1)]?.key ?? null;
  if (visibleKey === null || lastReadKey === null || visibleKey === lastReadKey) return visibleKey ?? lastReadKey;
  const readIndex = indexFromEnd(rows, lastReadKey);
  return lastVisibleIndex > readIndex ? visibleKey : lastReadKey;
}

/** New lines come at the end, so the way from the end is short. */
function indexFromEnd(rows: readonly TranscriptRow[], key: string): number {
  for (let index = rows.length - 1; index >= 0; index -= 1) if (rows[index]?.key === key) return index;
  return -1;
}

/** The words of the button that leads to the end. */
export function jumpWords(newLines: number, live = true): string {
  if (newLines <= 0) return live ? "Jump to latest" : "To the end";
  return newLines === 1 ? "1 new line" : `${newLines} new lines`;
}
