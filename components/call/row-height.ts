import type { TranscriptRow } from "@/lib/calls/transcript";

/** Longer lines are cut until the reader asks for the rest: one line can weigh megabytes. */
export const SHOWN_CHARACTERS = 4_000;

/** Pixels, as transcript-line.tsx draws them. */
const LINE_PX = 21;
const CHARACTER_PX = 6.9;
/** Narrower than this lines are bubbles: the words below who and when. */
const WIDE_PX = 640;
const BUBBLE_PX = 38;
const WIDE_ROW_PX = 6;
const PLAIN_PX = 8;
/** Time, speaker, indent and edges before the words of a wide row; a row's words are no wider than they can be read. */
const BEFORE_WORDS_PX = 262;
const WIDEST_WORDS_PX = 832;

/** A row's height before it was ever drawn, from its length and the transcript's width: near enough that nothing jumps. */
export function estimateRowPx(row: TranscriptRow | undefined, widthPx: number): number {
  if (!row) return LINE_PX;
  const speech = row.kind === "speech";
  const wide = widthPx >= WIDE_PX;
  const roomPx = !speech
    ? widthPx - 64
    : wide
      ? Math.min(WIDEST_WORDS_PX, widthPx - BEFORE_WORDS_PX)
      : widthPx * 0.85 - 48;
  const characters = speech ? Math.min(row.content.length, SHOWN_CHARACTERS) : 1;
  const lines = Math.ceil((characters * CHARACTER_PX) / Math.max(120, roomPx));
  return (speech ? (wide ? WIDE_ROW_PX : BUBBLE_PX) : PLAIN_PX) + Math.max(1, lines) * LINE_PX;
}
