import { isMonth, isUnit } from "./exempt";
import { isFiller, isInterjection } from "./fillers";
import type { ListedLanguage } from "./number-lists";
import { type Numeral, numeralsOf } from "./numerals";
import { isCountedWord } from "./sentences";
import { SUBJECTS } from "./subjects";
import type { Token } from "./tokens";
import { hasTopic, topicsOf } from "./topics";

/** So many digits are more than a count. */
export const FEWEST_LONG = 3;
const MOST_UNKNOWN = 3;
const MOST_UNKNOWN_SHORT = 2;
/** Before a number these say that it is a time, a count or the like. */
const BEFORE_OTHER =
  /^(?:at|about|for|in|since|only|just|than|over|until|till|by|from|after|before|around|under|of|gegen|seit|ab|bis|klo|kello|kl|klockan|vers|alle|om|rond|etwa|noin|cirka|nur|vain|bara|solo|seulement|maar|tylko|apenas|solamente|soltanto|somente|encore|still|noch|enaa|viela|bare|those|these|all|pa|von|av|di|van|\$|no)$/;

type Digits = { from: number; to: number; digits: string; spoken: string[]; isPlain: boolean; isToCome: boolean };
export type Clause = {
  tokens: readonly Token[];
  /** by the place of each of their tokens */
  numerals: readonly (Numeral | undefined)[];
  clause: { from: number; to: number };
  speaker: string;
  /** the sentence speaks of the number that is told */
  isNamed: boolean;
};

/** The digits of a clause. `isPlain`: hardly anything else is said in it. Null: none, or they are counted or dated. */
export function digitsIn({ tokens, numerals, clause }: Clause): Digits | null {
  const own: Numeral[] = [];
  const unknown: number[] = [];
  for (let at = clause.from; at < clause.to; at += 1) {
    const numeral = numerals[at];
    if (numeral === undefined) {
      if (isUnit(tokens[at]?.text ?? "") && numerals[at - 1]) return null;
      if (!isPart(tokens, at)) unknown.push(at);
    } else if (numeral.from === at && numeral.to < clause.to) own.push(numeral);
  }
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last) return soundOfZero(tokens, clause);
  // "Le 3 juin": a day; of a birth it has been taken before. "Sept" is a number where numbers are French.
  const isBeforeMonth = ({ to }: Numeral) =>
    to + 1 < clause.to && numerals[to + 1] === undefined && isMonth(tokens[to + 1]?.text ?? "");
  if (own.some(isBeforeMonth)) return null;
  const said = tokens.slice(clause.from, clause.to);
  if (hasTopic(topicsOf(said), "matter", "quantity", "thing") || isAboutItsEnd(said)) return null;
  // "Eight thousand three hundred" may be how somebody says 8300.
  const spoken = own.map((numeral) => (numeral.isAmount ? "0000" : numeral.digits));
  const digits = spoken.join("");
  const before = first.from > clause.from ? (tokens[first.from - 1]?.text ?? "") : "";
  const isCounted = digits.length < FEWEST_LONG && isCountedWord(tokens[last.to + 1]?.text ?? "");
  if (isCounted || BEFORE_OTHER.test(before)) return null;
  const isFollowed = (unknown.at(-1) ?? -1) > last.to;
  // "The first one is a four": what stands right before a digit leads to it.
  const mostShort = before !== "" && isBeside(before) ? MOST_UNKNOWN_SHORT : 0;
  const most = isFollowed ? 0 : digits.length >= FEWEST_LONG ? MOST_UNKNOWN : mostShort;
  const isPlain = unknown.length <= most;
  if (!isPlain && isFollowed) return null;
  // "The last four" and "the next two" say how many are to come.
  const isToCome = hasTopic(topicsOf([{ text: before }]), "next");
  return { ...lettersAround(tokens, clause, first.from, last.to), digits, spoken, isPlain, isToCome };
}

/** Whether a word may stand beside digits, or is a letter or a few of the same number. */
function isPart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return true;
  const isAttached = token.gap === "" || tokens[at + 1]?.gap === "";
  if (isAttached && token.text.length <= 4) return true;
  return isBeside(token.text) || (token.text.length === 1 && !token.isDigits);
}

/** "Oh", alone, is a zero where digits are told. */
function soundOfZero(tokens: readonly Token[], { from, to }: { from: number; to: number }) {
  const isZero = to > from && tokens.slice(from, to).every(({ text }) => text === "oh" || text === "o");
  return isZero ? { from, to: to - 1, digits: "0", spoken: ["0"], isPlain: true, isToCome: false } : null;
}

/** Letters of the same number before and after its digits: "QQ 12", "GB29", "308T". */
function lettersAround(tokens: readonly Token[], clause: { from: number; to: number }, first: number, last: number) {
  let [from, to] = [first, last];
  while (from > clause.from && (tokens[from]?.gap === "" || isLetter(tokens[from - 1]))) from -= 1;
  while (to + 1 < clause.to && (tokens[to + 1]?.gap === "" || isLetter(tokens[to + 1]))) to += 1;
  return { from, to };
}

function isLetter(token: Token | undefined): boolean {
  return token?.text.length === 1 && !token.isDigits && !/[aioye]/.test(token.text);
}

/** "It ends in 4242": the last digits of a card stay. */
function isAboutItsEnd(said: readonly Token[]): boolean {
  return said.some(({ text }, at) => /^end(?:s|ing)?$/.test(text) && /^(?:in|with|on)$/.test(said[at + 1]?.text ?? ""));
}

/** Whether a word may stand beside digits that are told. */
export function isBeside(word: string): boolean {
  if (isFiller(word) || isInterjection(word)) return true;
  const bits = topicsOf([{ text: word }]);
  return hasTopic(bits, "beside", "next", "number", "thanks", "own", ...SUBJECTS.map(({ topic }) => topic));
}

const PLAIN_EXEMPT = /^\d[\d.,']*$/;

/** What looks like a decimal or a grouped quantity is part of a number while one is told: "06.92", "415,555". */
function withoutPlainExempt(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const { exempt, line } = token;
    const isPlain = exempt && !exempt.isDate && PLAIN_EXEMPT.test(line.folded.text.slice(exempt.start, exempt.end));
    return isPlain ? { ...token, exempt: undefined } : token;
  });
}

/** The numbers of a line in which one is told, by the place of each of their tokens. */
export function numeralsByPlace(
  tokens: readonly Token[],
  languages: ReadonlySet<ListedLanguage>,
): (Numeral | undefined)[] {
  const places: (Numeral | undefined)[] = [];
  for (const numeral of numeralsOf(withoutPlainExempt(tokens), new Set(), languages)) {
    for (let at = numeral.from; at <= numeral.to; at += 1) places[at] = numeral;
  }
  return places;
}
