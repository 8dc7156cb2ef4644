import { cutPlace } from "@/lib/format/cut-text";
import { hitRanges } from "@/lib/format/fold-text";
import { SHOWN_CHARACTERS } from "./row-height";

/** Most line breaks drawn before a line is cut: a page of empty lines is one line of talk. */
const SHOWN_BREAKS = 40;
/** What stands before a hit that lies beyond the cut. */
const BEFORE_HIT = 200;

type Excerpt = {
  text: string /** which hit of the excerpt is the current one, -1 for none */;
  current: number;
  cut: boolean;
};

/** As much of a line as is drawn: its beginning, or the part around the hit the reader is at. */
export function excerptOf(content: string, needle: string, current: number): Excerpt {
  const end = shownEnd(content);
  if (end >= content.length) return { text: content, current, cut: false };
  const ranges = current < 0 ? [] : hitRanges(content, needle);
  const at = ranges[current];
  if (at === undefined || at[1] <= end) return { text: content.slice(0, end), current, cut: true };
  const from = cutPlace(content, at[0] - BEFORE_HIT);
  return {
    text: content.slice(from, cutPlace(content, from + SHOWN_CHARACTERS)),
    current: current - ranges.findIndex((range) => range[0] >= from),
    cut: true,
  };
}

function shownEnd(content: string): number {
  let at = -1;
  for (let breaks = 0; breaks < SHOWN_BREAKS; breaks += 1) {
    at = content.indexOf("\n", at + 1);
    if (at === -1 || at > SHOWN_CHARACTERS) return cutPlace(content, SHOWN_CHARACTERS);
  }
  return at;
}
