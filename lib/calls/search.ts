import { foldText, type TextRange } from "@/lib/format/fold-text";

/** What a line or a name must hold: a word, a phrase, a number. Folded. */
export type SearchTerm = {
  text: string;
  /** of a phrase, whose blanks may be any, and of a number, which may be written with signs between its digits */
  pattern: RegExp | null;
};

/** What is looked for, read once for all who look for the same: the same object while it is asked for. */
export type Search = { key: string; terms: readonly SearchTerm[] };

const MOST_CHARACTERS = 120;
const MOST_TERMS = 12;

/** Beyond so many searches at once the oldest is read again. */
const MOST_KNOWN = 64;
const known = new Map<string, Search>();

/**
 * Words, each to be found somewhere, and phrases in quotation marks, to be found as they stand. Case and accents do not
 * count, nor do blanks and signs within a number.
 * @returns null where there is nothing to look for
 */
export function searchOf(text: string): Search | null {
  const texts = termTexts(text);
  if (texts.length === 0) return null;
  const key = texts.join("\u0000");
  const search = known.get(key) ?? { key, terms: texts.map(termOf) };
  known.delete(key);
  known.set(key, search);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return search;
}

/** A text that may be searched for: a longer one is nobody's, and would cost everybody time. */
export const isSearch = (text: string): boolean =>
  text.length <= MOST_CHARACTERS && termTexts(text).length <= MOST_TERMS;

export const SEARCH_FAULT = `q should have ${MOST_CHARACTERS} characters and ${MOST_TERMS} words at most.`;

const QUOTED_OR_WORD = /"([^"]*)"?|[^\s"]+/g;

function termTexts(text: string): string[] {
  const plain = foldText(text)
    .replace(/[“”„‟«»]/g, '"')
    .replace(/\p{Cc}/gu, " ");
  const terms = [...plain.matchAll(QUOTED_OR_WORD)].map(([word, phrase]) =>
    (phrase ?? word).trim().replace(/\s+/g, " "),
  );
  return [...new Set(terms)].filter((term) => term !== "").sort();
}

const BETWEEN_DIGITS = "[\\s().\\-/]*";
const NUMBER = /^\+?[\d().\-/]+$/;

function termOf(text: string): SearchTerm {
  const digits = text.replace(/\D/g, "");
  if (NUMBER.test(text) && digits.length > 1) {
    const start = text.startsWith("+") ? "\\+" : "";
    return { text, pattern: new RegExp(start + [...digits].join(BETWEEN_DIGITS), "g") };
  }
  if (!text.includes(" ")) return { text, pattern: null };
  const words = text.split(" ").map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return { text, pattern: new RegExp(words.join("\\s+"), "g") };
}

/** Which terms a folded text holds, a bit each. */
export function termsIn({ terms }: Search, folded: string): number {
  let found = 0;
  for (const [place, term] of terms.entries()) if (nextPlace(term, folded, 0) !== null) found |= 1 << place;
  return found;
}

/**
 * Where a folded text holds a term first.
 * @param from where to begin @returns its place and its end; null: nowhere from there on
 */
export function nextPlace({ text, pattern }: SearchTerm, folded: string, from: number): TextRange | null {
  if (pattern === null) {
    const at = folded.indexOf(text, from);
    return at === -1 ? null : [at, at + text.length];
  }
  pattern.lastIndex = from;
  const hit = pattern.exec(folded);
  return hit === null ? null : [hit.index, hit.index + hit[0].length];
}

/** Where a folded text holds the terms, in order; places may touch and overlap. */
export function termPlaces({ terms }: Search, folded: string): TextRange[] {
  const places: TextRange[] = [];
  for (const term of terms) {
    for (let place = nextPlace(term, folded, 0); place !== null; place = nextPlace(term, folded, place[1])) {
      places.push(place);
    }
  }
  return places.sort(([a], [b]) => a - b);
}

/** All bits of a search. */
export const allTerms = ({ terms }: Search): number => (1 << terms.length) - 1;
