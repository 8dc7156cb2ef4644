/** A stretch of a text; `end` is not in it. */
export type Place = { start: number; end: number };
/** Finds stretches of a folded text, in their order, none within another. */
export type Finding = (plain: string) => Iterable<Place>;

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of a text: what stands in one go of letters and digits. */
export const wordsIn = (text: string): (Place & { word: string })[] =>
  Array.from(text.matchAll(WORD), ({ index, 0: word }) => ({ word, start: index, end: index + word.length }));

/** What a pattern matches, which is to be global. */
export const patternOf =
  (pattern: RegExp): Finding =>
  (plain) =>
    Array.from(plain.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));

/** Between two words of a phrase stand so many other signs at most. */
const LONGEST_GAP = 8;

/**
 * Finds phrases, the first listed where several begin with a word, with the full stop behind them; their words may be written
 * as one. A pattern would find the same, and cost more to make than a whole transcript is to be looked through.
 * @param phrases words of letters and digits, as they stand in the text, with a blank between them
 */
export function phrasesIn(phrases: readonly string[]): Finding {
  const wanted = phrases.map((phrase) => phrase.split(" "));
  return (plain) => {
    const said = wordsIn(plain);
    const places: Place[] = [];
    for (let at = 0; at < said.length; at += 1) {
      const last = wanted.reduce<number | null>((found, words) => found ?? lastOf(words, said, at, plain), null);
      const [first, end] = [said[at], last === null ? undefined : said[last]?.end];
      if (last === null || first === undefined || end === undefined) continue;
      places.push({ start: first.start, end: plain.charAt(end) === "." ? end + 1 : end });
      at = last;
    }
    return places;
  };
}

/** @returns the place of the word that the phrase ends with, where it begins with the one at `at`; null: it does not */
function lastOf(words: readonly string[], said: readonly (Place & { word: string })[], at: number, plain: string) {
  let place = at;
  let taken = 0;
  for (const word of words) {
    let one = said[place];
    const next = said[place + 1];
    if (one !== undefined && next !== undefined && taken === one.word.length) {
      if ([...plain.slice(one.end, next.start)].length > LONGEST_GAP) return null;
      place += 1;
      taken = 0;
      one = next;
    }
    if (one?.word.startsWith(word, taken) !== true) return null;
    taken += word.length;
  }
  return taken === said[place]?.word.length ? place : null;
}
