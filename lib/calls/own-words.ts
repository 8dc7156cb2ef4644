import { maskName, maskNumber } from "./masking";

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
  const numbers = texts.map((text) => text.replace(/\D/g, "")).filter((digits) => digits.length >= SHORTEST_RUN);
  const named = [call.contactName, ...callers.map(({ name }) => name)];
  const names = texts.filter((text) => named.some((name) => name?.trim() === text) && /\p{L}/u.test(text));
  return { names, numbers: [...new Set(numbers)] };
}

/** What of a number gives it away: fewer digits in a row can be anything. */
const SHORTEST_RUN = 5;
const DIGIT_RUN = /[+(]{0,2}\d(?:[\s().+-]{0,3}\d){4,}/g;
/** Parts of names that are words of their own. */
const PARTICLES = new Set("van von der den del dem des della das dos les bin ibn the and und y i".split(" "));
const SHORTEST_PART = 3;
const MOST_PARTS = 40;
/** Scripts that put no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * A function that masks the other end's own names and numbers in any text: the name whole or in parts, in any case, the
 * number in any grouping. What is said in other words stays.
 */
export function ownMask(own: Own): (text: string) => string {
  const names = namePattern(own.names);
  return (text) => {
    const unnamed = names === null ? text : text.replace(names, (name) => maskName(name) ?? "");
    if (own.numbers.length === 0) return unnamed;
    return unnamed.replace(DIGIT_RUN, (run) => {
      const told = own.numbers.find((number) => sharesRun(number, run.replace(/\D/g, "")));
      return told === undefined ? run : (maskNumber(told) ?? "");
    });
  };
}

/** Some five digits in a row are in both. */
function sharesRun(number: string, digits: string): boolean {
  for (let place = 0; place + SHORTEST_RUN <= digits.length; place += 1) {
    if (number.includes(digits.slice(place, place + SHORTEST_RUN))) return true;
  }
  return false;
}

/** The longest first, so that a whole name is not masked by its parts. An initial brings its own full stop. */
function namePattern(names: readonly string[]): RegExp | null {
  const parts = names
    .flatMap((name) => name.split(/[\s,]+/))
    .filter((part) => part.length >= SHORTEST_PART || UNSPACED.test(part))
    .filter((part) => /\p{L}/u.test(part) && !PARTICLES.has(part.toLowerCase()))
    .slice(0, MOST_PARTS);
  const wanted = [...new Set([...names, ...parts])].sort((a, b) => b.length - a.length).map(wordPattern);
  return wanted.length === 0 ? null : new RegExp(`(?:${wanted.join("|")})\\.?`, "giu");
}

function wordPattern(name: string): string {
  const text = name
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("\\s+");
  return UNSPACED.test(name) ? text : `(?<![\\p{L}\\p{M}\\p{N}])${text}(?![\\p{L}\\p{M}\\p{N}])`;
}
