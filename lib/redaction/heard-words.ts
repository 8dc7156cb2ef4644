import { ambiguousWord, type ListedLanguage, listedWord, type NumberWord } from "./number-lists";
import { numberWord } from "./number-words";
import type { Token } from "./tokens";

/** "um" is a number beside "dois", and "sei" beside "tre": a word of many meanings counts next to a number of its language. */
export function wordsOf(tokens: readonly Token[], languages?: ReadonlySet<ListedLanguage>): (NumberWord | undefined)[] {
  const spoken: (ReadonlySet<ListedLanguage> | undefined)[] = [];
  const open: number[] = [];
  const words = tokens.map(({ text, isDigits }, at) => {
    if (isDigits) return undefined;
    const word = numberWord(text);
    if (word !== undefined) spoken[at] = listedWord(text)?.languages;
    else if (ambiguousWord(text)) open.push(at);
    return word;
  });
  const settle = (at: number) => {
    const one = words[at] === undefined ? ambiguousWord(tokens[at]?.text ?? "") : undefined;
    const isSpoken = (language: ListedLanguage) =>
      languages?.has(language) ||
      (isNear(tokens[at]) && spoken[at - 1]?.has(language)) ||
      (isNear(tokens[at + 1]) && spoken[at + 1]?.has(language));
    if (!one || ![...one.languages].some(isSpoken)) return;
    words[at] = one.word;
    spoken[at] = one.languages;
  };
  for (const at of open) settle(at);
  for (const at of open.reverse()) settle(at);
  return words;
}

const isNear = (token: Token | undefined) => token !== undefined && /^[\s,-]{0,3}$/.test(token.gap);

/** "quatre-vingt-dix-sept", "soixante et onze", "dix-huit": what is put together of several words. */
export function frenchAt(
  tokens: readonly Token[],
  words: readonly (NumberWord | undefined)[],
  at: number,
): { to: number; digits: string } | undefined {
  const isJoined = (place: number) => {
    const token = tokens[place];
    return token !== undefined && /^[\s-]{0,3}$/.test(token.gap);
  };
  const text = (place: number) => (isJoined(place) ? (tokens[place]?.text ?? "") : "");
  const first = tokens[at]?.text;
  let base: number;
  let last = at;
  if (first === "quatre" && /^vingts?$/.test(text(at + 1))) {
    base = 80;
    last = at + 1;
  } else if (first === "soixante") base = 60;
  else if (first === "dix" && /^(?:sept|huit|neuf)$/.test(text(at + 1))) base = 10;
  else return undefined;
  let next = text(last + 1) === "et" ? last + 2 : last + 1;
  let more = 0;
  const word = isJoined(next) ? words[next] : undefined;
  if (word && "digits" in word && (word.is === "unit" || word.is === "teen")) {
    more = Number(word.digits);
    last = next;
    next += 1;
    if (more === 10 && /^(?:sept|huit|neuf)$/.test(text(next))) {
      const unit = words[next];
      more += unit && "digits" in unit ? Number(unit.digits) : 0;
      last = next;
    }
  }
  return { to: last, digits: String(base + more) };
}
