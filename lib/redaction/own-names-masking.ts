import { maskName, maskNumber } from "@/lib/calls/masking";
import { type Folded, fold } from "./fold";
import { type Inflected, inflectedNames, inflectedStems, isFormOf, plainLetters, spelledNames } from "./own-names";
import { type Finding, patternOf, phrasesIn } from "./phrases";

/** What gives the other end of a call away wherever it stands: names and numbers, as the call has them. */
export type Own = { names: string[]; numbers: string[] };

type Person = { kind: string; identity: string; name: string | null };

/** Of a call: the contact's name, its number, and what the caller is called in the room. */
export function ownOf(call: {
  contactName: string | null;
  phoneNumber: string | null;
  people: readonly Person[];
}): Own {
  const callers = call.people.filter(({ kind }) => kind === "caller");
  const told = [call.contactName, call.phoneNumber, ...callers.flatMap(({ name, identity }) => [name, identity])];
  const texts = [...new Set(told.filter((text) => text !== null).map((text) => text.trim()))];
  const numbers = texts
    .map((text) => fold(text).text.replace(/\D/g, ""))
    .filter((digits) => digits.length >= SHORTEST_RUN);
  const named = [call.contactName, ...callers.map(({ name }) => name)];
  const names = texts.filter((text) => named.some((name) => name?.trim() === text) && /\p{L}/u.test(text));
  return { names, numbers: [...new Set(numbers)] };
}

/** What of a number gives it away: fewer digits in a row can be anything. */
const SHORTEST_RUN = 5;
/** In folded text; whatever signs stand between the digits. */
const DIGIT_RUN = /[+(]{0,2}\d(?:[^\p{L}\p{N}]{0,5}\d){4,}/gu;
/** Parts of names that are words of their own. */
const PARTICLES = new Set(
  "van von der den del dem des della das dos les bin ibn the and und de di da do du la le el te ter zu af av al mr ms dr st".split(
    " ",
  ),
);
/** So short a part is a name only where it is written like one: "Li", not "li". */
const SHORT_PART = 2;
const MOST_PARTS = 40;
/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const MARK = /^\p{M}$/u;
const UNSEEN = /\p{Cf}/gu;

/**
 * A function that masks the other end's own names and numbers in any text: the name whole or in parts, in any case and
 * with or without its accents, hyphens and apostrophes, with the endings of a few languages, spelled, and in letters that
 * look alike; the number in any grouping and script. What is said in other words stays.
 */
export function ownMask(own: Own): (text: string) => string {
  const names = namePattern(own.names);
  const forms = shortForms(own.names);
  const nameless = (written: string, found: string): string => {
    const seen = written.replace(UNSEEN, "").normalize("NFC");
    const isName = forms.get(found)?.has(seen.replace(/\.$/, "")) ?? true;
    return isName ? (maskName(seen) ?? "") : written;
  };
  const inflected = (written: string, found: string): string => {
    const first = written.charAt(0);
    const isCapital = first !== first.toLowerCase();
    return isFormOf(found, isCapital, names?.stems ?? []) ? (maskName(written.replace(UNSEEN, "")) ?? "") : written;
  };
  const initial = (written: string): string => maskName([...written][0] ?? "") ?? "";
  const numberless = (written: string, found: string): string => {
    const digits = found.replace(/\D/g, "");
    const told = own.numbers.find((number) => sharesRun(number, digits));
    return told === undefined ? written : (maskNumber(told) ?? "");
  };
  return (text) => {
    // Most lines hold neither, and that is seen sooner than what a pattern finds.
    const folded = plainFold(text);
    let unnamed = text;
    const replace = (find: Finding, masked: (written: string, found: string) => string) => {
      unnamed = replaceFolded(unnamed, unnamed === text ? folded : plainFold(unnamed), find, masked);
    };
    if (names?.beginnings.some((beginning) => folded.text.includes(beginning))) {
      replace(names.find, nameless);
      // A name as it is has gone now, and what it begins with seldom stands anywhere else.
      const left = unnamed === text ? folded : plainFold(unnamed);
      if (names.stems.some(({ stem }) => left.text.includes(stem))) {
        replace((plain) => inflectedNames(plain, names.stems), inflected);
      }
    }
    if (names !== null && names.parts.length > 0) replace((plain) => spelledNames(plain, names.parts), initial);
    if (own.numbers.length > 0 && /\d/.test(folded.text)) replace(patternOf(DIGIT_RUN), numberless);
    return unnamed;
  };
}

function plainFold(text: string): Folded {
  const { text: plain, offsets } = fold(text);
  return { text: offsets === null ? plain : plainLetters(plain), offsets };
}

/** Replaces what is found in the folded text, given as it is written and as it was found. */
function replaceFolded(
  text: string,
  { text: plain, offsets }: Folded,
  find: Finding,
  masked: (written: string, found: string) => string,
): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of find(plain)) {
    const found = plain.slice(start, end);
    const last = end - 1;
    const from = Math.max(at, offsets ? (offsets.starts[start] ?? at) : start);
    let to = offsets ? (offsets.ends[last] ?? at) : last + 1;
    while (MARK.test(text.charAt(to))) to += 1;
    if (to <= from) continue;
    const written = text.slice(from, to);
    // An initial brings its own full stop.
    parts.push(text.slice(at, from), masked(written, found.replace(/\.$/, "")));
    at = to;
  }
  return parts.join("") + text.slice(at);
}

/** Some five digits in a row are in both. */
function sharesRun(number: string, digits: string): boolean {
  for (let place = 0; place + SHORTEST_RUN <= digits.length; place += 1) {
    if (number.includes(digits.slice(place, place + SHORTEST_RUN))) return true;
  }
  return false;
}

/** The words of a name; hyphens and apostrophes part them, too. */
const wordsOf = (name: string): string[] => name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
const plainWordsOf = (name: string): string[] => plainLetters(fold(name).text).match(/[\p{L}\p{N}]+/gu) ?? [];
const UMLAUTS: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe", æ: "ae" };
/** "Müller" as he writes himself where there is no "ü". */
const withoutUmlauts = (name: string): string =>
  name.normalize("NFC").replace(/[äöüåøæ]/giu, (letter) => UMLAUTS[letter.toLowerCase()] ?? letter);
const isPart = (word: string) =>
  /\p{L}/u.test(word) && !PARTICLES.has(word) && (word.length >= SHORT_PART || UNSPACED.test(word));

type Names = {
  find: Finding;
  beginnings: string[];
  stems: Inflected[];
  /** those that somebody may spell */
  parts: string[];
};

/** For folded text. The longest first, so that a whole name is not masked by its parts. */
function namePattern(written: readonly string[]): Names | null {
  const names = [...new Set(written.flatMap((name) => [name, withoutUmlauts(name)]))];
  const whole = names.map(plainWordsOf).filter((words) => words.join("").length > SHORT_PART);
  const parts = [...new Set(names.flatMap(plainWordsOf).filter(isPart))].slice(0, MOST_PARTS);
  const wanted = [...new Set([...whole.map((words) => words.join(" ")), ...parts])].sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return null;
  const stems = inflectedStems(parts.filter((part) => !UNSPACED.test(part)));
  const firsts = wanted.map((words) => words.split(" ", 1).join(""));
  return {
    find: wanted.some((words) => UNSPACED.test(words))
      ? patternOf(new RegExp(`(?:${wordsPattern(wanted)})\\.?`, "gu"))
      : phrasesIn(wanted),
    beginnings: [...new Set([...firsts, ...stems.map(({ stem }) => stem)])],
    stems,
    parts: parts.filter((part) => /^\p{L}{3,}$/u.test(part)),
  };
}

/** Where words have no blanks between them, some are no words of their own. Letters and digits only, so nothing is a pattern's. */
function wordsPattern(wanted: readonly string[]): string {
  const gapped = (words: string) => words.split(" ").join("[^\\p{L}\\p{N}]{0,8}");
  return wanted.map((words) => (UNSPACED.test(words) ? gapped(words) : alone(gapped(words)))).join("|");
}

const alone = (pattern: string): string => `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;

/** How a short part may be written to be taken for the name, by its folded form. */
function shortForms(names: readonly string[]): Map<string, Set<string>> {
  const forms = new Map<string, Set<string>>();
  for (const word of names.flatMap(wordsOf)) {
    const plain = fold(word).text;
    if (plain.length > SHORT_PART || UNSPACED.test(plain)) continue;
    const written = word.normalize("NFC");
    const [first = "", ...rest] = written;
    const upper = written.toUpperCase();
    const known = forms.get(plain) ?? new Set([upper, first.toUpperCase() + rest.join("").toLowerCase()]);
    if (written !== written.toLowerCase()) known.add(written);
    forms.set(plain, known);
  }
  return forms;
}
