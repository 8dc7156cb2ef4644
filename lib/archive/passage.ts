import type { MarkedLine } from "./hits";

/** So many lines stand before and after the one that is looked at. */
const AROUND = 20;
const MOST_HIT_LINES = 500;

/** The lines around one of them, and where in all of the call something was found. */
export type Passage = {
  lines: MarkedLine[];
  before: number;
  after: number;
  /** the key of the line in the middle; null: these are the first */
  around: number | null;
  hitLines: number[];
};

/**
 * Cuts a call's lines to those around one.
 * @param lines all of the call, in reading order
 * @param wanted the key of the line in the middle; null, or one that is not there: the first in which something was found,
 * else the beginning
 */
export function passageOf(lines: readonly MarkedLine[], wanted: number | null): Passage {
  const isHit = ({ parts }: MarkedLine) => parts.some((part) => part.isHit);
  const asked = wanted === null ? -1 : lines.findIndex(({ key }) => key === wanted);
  const place = asked === -1 ? lines.findIndex(isHit) : asked;
  const from = Math.max(0, place - AROUND);
  const to = Math.min(lines.length, Math.max(place, 0) + AROUND + 1);
  return {
    lines: lines.slice(from, to),
    before: from,
    after: lines.length - to,
    around: lines[place]?.key ?? null,
    hitLines: lines.flatMap((line) => (line.key !== null && isHit(line) ? [line.key] : [])).slice(0, MOST_HIT_LINES),
  };
}
