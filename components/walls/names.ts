import { cutPlace } from "@/lib/format/cut-text";

/** A name that is cut keeps so many characters at least. */
export const FEWEST_CHARACTERS = 10;
/** More of a name than this no wall has room for. */
const MOST_CHARACTERS = 160;

/** Inter's semibold, rounded up: widths in text heights of letters that share one. */
const WIDTHS: readonly (readonly [string, number])[] = [
  [" ", 0.25],
  ["iljI", 0.28],
  ["!',.:;·|t", 0.37],
  ["fr()[]/", 0.41],
  ['-_"*?', 0.55],
  ["ksxz", 0.58],
  ["aceovy", 0.61],
  ["bdghnpqu", 0.63],
  ["0123456789", 0.66],
  ["EFJLPRSBTZ", 0.67],
  ["ACDGHKNOQUVXY&#+", 0.77],
  ["wm", 0.91],
  ["MW@%…—", 1.03],
];
const WIDTH_OF = new Map(WIDTHS.flatMap(([letters, em]) => [...letters].map((letter) => [letter, em] as const)));
/** Other letters of the Latin script, Greek and Cyrillic; and those of scripts whose signs are squares. */
const OTHER_EM = 0.86;
const SQUARE_EM = 1.05;

/** Width of a text in text heights, rather a little too much than too little: what is given this much room is not cut. */
export function widthEm(text: string): number {
  let em = 0;
  for (const letter of text) {
    em += WIDTH_OF.get(letter) ?? ((letter.codePointAt(0) ?? 0) >= 0x1100 ? SQUARE_EM : OTHER_EM);
  }
  return em;
}

/** How many lines of this width a text takes: broken between words, and within one that is longer than a line. */
export function linesOf(text: string, lineEm: number): number {
  let lines = 1;
  let usedEm = 0;
  for (const word of text.split(/(?<=[\s-])/)) {
    // The blank at a line's end takes no room.
    const ownEm = widthEm(word.trimEnd());
    if (usedEm > 0 && usedEm + ownEm > lineEm) {
      lines += 1;
      usedEm = 0;
    }
    if (ownEm > lineEm) {
      const more = Math.ceil(ownEm / Math.max(lineEm - 1.05, 0.5)) - 1;
      lines += more;
      usedEm = lineEm;
    } else usedEm += widthEm(word);
  }
  return lines;
}

/**
 * A name for so many lines of this width: whole where it fits; else cut in the middle, because names that begin alike are
 * told apart by their ends. Never less than ten of its characters.
 */
export function fittedName(name: string, lineEm: number, lines: number): string {
  const half = MOST_CHARACTERS / 2;
  const isGiant = name.length > MOST_CHARACTERS;
  // Neither end of a giant name costs more than a name.
  const known = isGiant ? name.slice(0, half) + name.slice(-half) : name;
  if (!isGiant && linesOf(name, lineEm) <= lines) return name;
  let shortest = known;
  for (let kept = known.length - 1; kept >= FEWEST_CHARACTERS; kept -= 1) {
    const cut = cutInMiddle(known, kept);
    // The blanks where it is cut go as well; the sign for what is left out is none of its characters.
    if (cut.length - 1 < FEWEST_CHARACTERS) continue;
    if (linesOf(cut, lineEm) <= lines) return cut;
    shortest = cut;
  }
  return shortest;
}

/** About `kept` UTF-16 units stay, whole characters only. */
function cutInMiddle(name: string, kept: number): string {
  const headLength = Math.ceil(kept * 0.55);
  const head = name.slice(0, cutPlace(name, headLength)).trimEnd();
  const tail = name.slice(cutPlace(name, name.length - (kept - headLength))).trimStart();
  return `${head}…${tail}`;
}

/**
 * How many characters all these names begin with alike, in whole words, so that they can be left out. As many words go as
 * leave every name ten characters; a single name keeps all it has.
 */
function sharedPrefixLength(names: readonly string[]): number {
  const [first, ...rest] = [...new Set(names)];
  if (first === undefined || rest.length === 0) return 0;
  let length = 0;
  for (const word of first.split(/(?<=[\s\-–·:/|])/)) {
    const next = length + word.length;
    const alike = first.slice(0, next);
    const goes = /[\s\-–·:/|]$/.test(alike) && rest.every((name) => name.startsWith(alike));
    if (!goes || [first, ...rest].some((name) => name.length - next < FEWEST_CHARACTERS)) break;
    length = next;
  }
  return length;
}

/** How a wall with these agents shows a name: without what all of them begin with. Null: nobody knows it. */
export function shownNames(names: readonly string[]): (name: string | null) => string {
  const prefix = (names[0] ?? "").slice(0, sharedPrefixLength(names));
  return (name) => {
    const whole = name?.trim() || "Unknown agent";
    return prefix !== "" && whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
  };
}
