/** Made once: a segmenter costs more to make than a text to cut. Browsers that have none cut between code points. */
const graphemes =
  typeof Intl.Segmenter === "function" ? new Intl.Segmenter("en", { granularity: "grapheme" }) : undefined;

/** No more than this is looked at on either side of a place: a giant line costs as little as a short one. */
const LOOK_AROUND = 4_096;
/** No character below this joins with the one before it, but for the second half of a line break. */
const FIRST_JOINING = 0x300;

/**
 * The nearest place at or before `at` where a text can be cut without breaking what a reader sees as one character: a
 * surrogate pair, an emoji of several, a flag, a letter with its marks. Counted in UTF-16 units, as `length` is. A first
 * character that is longer than `at` is cut all the same, between code points.
 */
export function cutPlace(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const { start } = characterAt(text, at);
  return start > 0 ? start : wholeCodePoint(text, at);
}

/**
 * A text of at most `most` UTF-16 units, and "…" in the place of what was left out: its beginning, or with
 * `keep: "end"` its end. Never cut within a character.
 */
export function cutText(text: string, most: number, keep: "start" | "end" = "start"): string {
  if (text.length <= most) return text;
  if (keep === "start") return `${text.slice(0, cutPlace(text, most))}…`;
  const at = text.length - Math.max(0, most);
  const { start, end } = characterAt(text, at);
  const next = start === at ? at : end;
  return `…${text.slice(next < text.length ? next : wholeCodePoint(text, at))}`;
}

/** Where the character that holds the unit at `at` begins and ends. One too long to be looked at ends where it is. */
function characterAt(text: string, at: number): { start: number; end: number } {
  if (at >= text.length || isPlainBreak(text, at)) return { start: at, end: at };
  let from = at;
  const least = Math.max(0, at - LOOK_AROUND);
  while (from > least && !isPlainBreak(text, from)) from -= 1;
  from = wholeCodePoint(text, from);
  const part = text.slice(from, wholeCodePoint(text, at + LOOK_AROUND));
  const found = graphemes?.segment(part).containing(at - from);
  const whole = wholeCodePoint(text, at);
  if (found === undefined) return { start: whole, end: whole };
  const isTooLong = found.index === 0 && from > 0 && !isPlainBreak(text, from);
  const start = isTooLong ? whole : from + found.index;
  const end = from + found.index + found.segment.length;
  return { start, end: found.segment.length < LOOK_AROUND ? end : whole };
}

function isPlainBreak(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before < FIRST_JOINING && after < FIRST_JOINING && !(before === 0x0d && after === 0x0a);
}

/** Never between the halves of a surrogate pair. */
function wholeCodePoint(text: string, at: number): number {
  return isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at)) ? at - 1 : at;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
