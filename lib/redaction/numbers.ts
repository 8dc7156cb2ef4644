import { isUnit } from "./exempt";
import { isInterjection } from "./fillers";
import { asksFor, isAbout, type Keyword } from "./keywords";
import { type Found, foundIn, type RedactionKind } from "./kinds";
import { numeralsOf } from "./numerals";
import { areYears, isCapital, isExplained, isSecret, type Run, runsOf } from "./runs";
import type { Token } from "./tokens";

/**
 * The policy: digits that belong together are taken out from five on; six if numbers are said as words of more than one
 * digit ("forty five") or if they stand in several lines; ten with words such as "the second part is" between them.
 */
const FEWEST_DIGITS = 5;
const FEWEST_LOOSE_DIGITS = 6;
/** So many at the end of the newest line may be the beginning of a longer number. */
const FEWEST_UNFINISHED = 4;
const FEWEST_ECHOED = 3;

/** Digits taken out, or too few of them, with the places where others may have said them again. */
export type Heard = { digits: string; first: number; last: number; kind: RedactionKind | null; found: Found[] };

/** All numbers of a stream. `isUnfinished`: its last number may still be being said. */
export function findNumbers(tokens: readonly Token[], taken: ReadonlySet<Token>, isUnfinished: boolean): Heard[] {
  return runsOf(tokens, numeralsOf(tokens, taken)).flatMap((run): Heard[] => {
    const kind = kindOf(tokens, run, isUnfinished);
    if (kind === null && run.digits.length < FEWEST_ECHOED) return [];
    const first = tokens[run.from]?.line.index ?? 0;
    const last = tokens[run.to]?.line.index ?? 0;
    return [{ digits: run.digits, first, last, kind, found: stretches(tokens, run, kind ?? "number") }];
  });
}

function kindOf(tokens: readonly Token[], run: Run, isUnfinished: boolean): RedactionKind | null {
  if (isExplained(tokens, run)) return null;
  const { length } = run.digits;
  const about = (keyword: Keyword) => isAbout(keyword, tokens, run.from, run.to);
  if (isSecret(tokens, run)) return "code";
  if (areYears(run)) return null;
  if (length >= FEWEST_UNFINISHED && length <= 8 && run.numerals.length > 1 && about("birth")) return "birth";
  const isLoose = run.crossesLines || run.numerals.some(({ isCompound }) => isCompound);
  if (length < (isLoose ? FEWEST_LOOSE_DIGITS : FEWEST_DIGITS)) {
    const mayGoOn = isUnfinished && length >= FEWEST_UNFINISHED && isAtEnd(tokens, run.to);
    return mayGoOn ? "number" : null;
  }
  return longKind(tokens, run, about);
}

function longKind(tokens: readonly Token[], run: Run, about: (keyword: Keyword) => boolean): RedactionKind {
  const { length } = run.digits;
  const first = tokens[run.from];
  const country = first?.gap === "" ? tokens[run.from - 1] : undefined;
  if (length >= 10 && (country?.text.length === 2 || about("account")) && run.numerals[0]?.digits.length !== 1)
    return "iban";
  if (length >= 13 && length <= 19) return "card";
  if (about("id") || isHetu(tokens, run)) return "id";
  const isInternational = first !== undefined && /[+]\s?\(?$/.test(first.line.folded.text.slice(0, first.start));
  const asked = asksFor("phone", first?.line.question ?? "");
  const isPhone = isInternational || asked || about("phone") || /^0|^1?\d{10}$/.test(run.digits);
  return isPhone && length >= 7 && length <= 15 ? "phone" : "number";
}

/** "131052-308T": a Finnish identity code. */
function isHetu(tokens: readonly Token[], run: Run): boolean {
  const [date, serial] = run.numerals;
  if (date?.digits.length !== 6 || serial?.digits.length !== 3) return false;
  return tokens[run.to + 1]?.gap === "" && tokens[run.to + 1]?.text.length === 1;
}

function isAtEnd(tokens: readonly Token[], to: number): boolean {
  const rest = tokens.slice(to + 1, to + 12);
  return rest.length <= 10 && rest.every(({ text }) => isInterjection(text));
}

const MOST_LETTERS_BEFORE = 2;

/** What of the lines goes: the run, letters of the same id around it, and a "+" or "(" before it. */
function stretches(tokens: readonly Token[], run: Run, kind: RedactionKind): Found[] {
  let { from, to } = run;
  for (let letters = 0; letters < MOST_LETTERS_BEFORE && from > 0; letters += 1) {
    const token = tokens[from - 1];
    const gap = tokens[from]?.gap ?? "";
    if (!token || token.isDigits || token.exempt || (isUnit(token.text) && tokens[from - 2]?.isDigits)) break;
    const isAttached = gap === "" && token.text.length <= 6;
    const isPrefix = /^[-/ ]$/.test(gap) && token.text.length <= 2 && token.text !== "i" && isPlainCapital(token);
    if (!isAttached && !isPrefix) break;
    from -= 1;
  }
  const after = tokens[to + 1];
  const isSuffix = after?.gap === "" && after.text.length <= 4 && !isUnit(after.text);
  const isLetter =
    after !== undefined &&
    /^[- ]$/.test(after.gap) &&
    (from < run.from ? /^[a-z]$/ : /^[^aio]$/).test(after.text) &&
    isCapital(after);
  if (isSuffix || isLetter) to += 1;
  // A line between two of its parts that holds none ("Yes.") stays.
  const told = new Set(run.numerals.flatMap(({ from: at, to: end }) => [tokens[at]?.line, tokens[end]?.line]));
  const found = foundIn(tokens, from, to, kind).filter(({ line }) => told.has(line));
  const first = found[0];
  if (first) first.start -= /(?:\+ ?)?[(]?$/.exec(first.line.folded.text.slice(0, first.start))?.[0].length ?? 0;
  return found;
}

/** Capitals that are no keyword of their own: "ID 12345" keeps its "ID". */
function isPlainCapital(token: Token): boolean {
  return isCapital(token) && !/^(?:id|ni|no|nr|tv|uk|us)$/.test(token.text);
}
