import type { Ribbon } from "./board";
import { type SharedStretch, stretchesOf, TRACKS } from "./ribbon-shares";
import { timeMs } from "./time";

const TENTH_MS = 100;

/**
 * The strip as numbers again: start and end in ms since the epoch, stretches as offsets from the start in ms, each with
 * the share of it that the speaker talked, 0 to 1. In order of time; where shares stand, speakers stand at the same time.
 */
export function decodeRibbon(ribbon: Ribbon): {
  startMs: number | null;
  endMs: number | null;
  segments: SharedStretch[];
} {
  return {
    startMs: timeMs(ribbon.start),
    endMs: timeMs(ribbon.end),
    segments:
      ribbon.shares === undefined
        ? ribbon.segments.map(([speaker, start, length]) => ({
            speaker: TRACKS[speaker] ?? "other",
            startMs: start * TENTH_MS,
            endMs: (start + length) * TENTH_MS,
            share: 1,
          }))
        : stretchesOf(ribbon.shares),
  };
}
