import type { TranscriptRow } from "@/lib/calls/transcript";

/** Longer lines are cut until the reader asks for the rest: one line can weigh megabytes. */
export const SHOWN_CHARACTERS = 4_000;

/** Pixels, as transcript-line.tsx draws them. */
const LINE_PX = 21;
const BUBBLE_PX = 52;
const PLAIN_PX = 24;
const CHARACTER_PX = 6.9;
const BUBBLE_WIDEST_PX = 700;

/** A row's height before it was ever drawn, from its length and the transcript's width: near enough that nothing jumps. */
export function estimateRowPx(row: TranscriptRow | undefined, widthPx: number): number {
  if (!row) return BUBBLE_PX;
  const bubble = row.kind === "speech";
  const textPx = Math.max(120, bubble ? Math.min(widthPx * 0.85 - 48, BUBBLE_WIDEST_PX) : widthPx - 64);
  const lines = Math.ceil((Math.min(row.content.length, SHOWN_CHARACTERS) * CHARACTER_PX) / textPx);
  return (bubble ? BUBBLE_PX : PLAIN_PX) + Math.max(1, lines) * LINE_PX;
}
