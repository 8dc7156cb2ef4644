import { frenchAt, wordsOf } from "./heard-words";
import { type ListedLanguage, listedWord, type NumberWord } from "./number-lists";
import type { Token } from "./tokens";

/** Digits as dialled, written or spoken, from one token to another (both included). */
export type Numeral = {
  from: number;
  to: number;
  digits: string;
  /** said as one number ("forty five"), not digit by digit */
  isCompound: boolean;
  /** with thousands or millions: a quantity */
  isAmount: boolean;
};

const ORDINAL = /^(?:st|nd|rd|th|ter|ten|s)$/;
const JOINED = /^[\s-]{0,3}$/;
/** English words that sound like a digit: heard as one only between two others. */
const SOUNDS_LIKE = new Map([
  ["to", "2"],
  ["too", "2"],
  ["for", "4"],
  ["won", "1"],
  ["ate", "8"],
]);
const MAY_BE_DIGIT = new Set(["oh", "o", ...SOUNDS_LIKE.keys()]);
/** "this one", "one moment": no digit. */
const BEFORE_ONE =
  /^(?:this|that|the|other|another|which|last|next|only|same|wrong|right|new|old|every|each|no|any|good|big|small|some)$/;
const AFTER_ONE =
  /^(?:of|moment|second|minute|sec|more|thing|time|day|week|month|year|hour|person|or|another|that|who|is)$/;
const MOST_AFTER_SCALE = 6;

/**
 * All numbers of a stream of tokens but those `taken`, in order.
 * @param languages that are spoken there, as far as known: their number words count also where they could be others
 */
export function numeralsOf(
  tokens: readonly Token[],
  taken: ReadonlySet<Token>,
  languages?: ReadonlySet<ListedLanguage>,
): Numeral[] {
  const read = new NumeralReader(tokens, taken, languages);
  const numerals: Numeral[] = [];
  for (let at = 0; at < tokens.length; ) {
    const numeral = read.at(at);
    if (numeral) numerals.push(numeral);
    at = numeral ? numeral.to + 1 : at + 1;
  }
  return numerals;
}

class NumeralReader {
  private readonly words: (NumberWord | undefined)[];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly taken: ReadonlySet<Token>,
    languages?: ReadonlySet<ListedLanguage>,
  ) {
    this.words = wordsOf(tokens, languages);
  }

  at(at: number): Numeral | undefined {
    const simple = this.simpleAt(at);
    const afterNumber = simple ? simple.to + 1 : at;
    if (this.words[afterNumber]?.is !== "scale") return simple;
    if (simple && !this.isJoined(afterNumber)) return simple;
    // "two thousand three hundred and five": all of it is one quantity
    let to = afterNumber;
    for (let more = 0; more < MOST_AFTER_SCALE && this.isJoined(to + 1); more += 1) {
      const next = this.words[to + 1]?.is === "scale" ? { to: to + 1 } : this.simpleAt(this.skipAnd(to + 1));
      if (!next) break;
      to = next.to;
    }
    return { from: at, to, digits: "", isCompound: true, isAmount: true };
  }

  /** A number without thousands. */
  private simpleAt(at: number): Numeral | undefined {
    const token = this.tokens[at];
    const word = this.words[at];
    if (!token || token.exempt || this.taken.has(token)) return undefined;
    if (word === undefined && !token.isDigits && !MAY_BE_DIGIT.has(token.text)) return undefined;
    const numeral = (digits: string, to = at, isCompound = false): Numeral => {
      return { from: at, to, digits, isCompound, isAmount: false };
    };
    if (token.isDigits) {
      const next = this.tokens[at + 1];
      return next?.gap === "" && ORDINAL.test(next.text) ? undefined : numeral(token.text);
    }
    if (token.text === "oh" || token.text === "o") {
      return this.isDigit(at + 1, token.text) || this.isDigit(at - 1, token.text) ? numeral("0") : undefined;
    }
    const sounds = SOUNDS_LIKE.get(token.text);
    // "four one to five", but not "from 10 to 12".
    const isAmid = this.isDigit(at - 1) && this.isDigit(at + 1) && !(this.isLong(at - 1) && this.isLong(at + 1));
    if (sounds) return isAmid ? numeral(sounds) : undefined;
    if (word === undefined || word.is === "scale") return undefined;
    if (word.is === "times") return this.repeated(at, word.count);
    if (word.is === "hundred") return this.withHundred(at, at, "1");
    if (token.text === "one" && this.isNoDigit(at)) return undefined;
    const french = frenchAt(this.tokens, this.words, at);
    if (french) return { from: at, ...french, isCompound: true, isAmount: false };
    const to = word.is === "tens" ? this.unitAfter(at) : at;
    const digits = to === at ? word.digits : `${word.digits.slice(0, -1)}${this.digitsAt(to)}`;
    if (word.is === "hundreds") return this.afterHundred(at, at, word.digits);
    if (word.is !== "unit" && word.is !== "teen") return numeral(digits, to, true);
    if (this.words[at + 1]?.is === "hundred" && this.isJoined(at + 1)) return this.withHundred(at, at + 1, digits);
    return numeral(digits, to, word.is === "teen");
  }

  private withHundred(from: number, hundred: number, before: string): Numeral {
    return this.afterHundred(from, hundred, `${before}00`);
  }

  /** "hundred (and) twenty five". A bare unit after a hundred belongs to it only after "and": "eight hundred five five five". */
  private afterHundred(from: number, hundred: number, digits: string): Numeral {
    const next = this.skipAnd(hundred + 1);
    const word = this.words[next];
    const isTail = word?.is === "tens" || word?.is === "teen" || (word?.is === "unit" && next > hundred + 1);
    if (!isTail || !this.isJoined(hundred + 1)) return { from, to: hundred, digits, isCompound: true, isAmount: false };
    const to = word.is === "tens" ? this.unitAfter(next) : next;
    const tail = to === next ? word.digits : `${word.digits.slice(0, -1)}${this.digitsAt(to)}`;
    const whole = digits.slice(0, digits.length - tail.length) + tail;
    return { from, to, digits: whole, isCompound: true, isAmount: false };
  }

  /** The unit of "forty five", "forty-five", "cuarenta y cinco"; the tens' own place if there is none. */
  private unitAfter(tens: number): number {
    const next = /^(?:y|e|et|och|en)$/.test(this.tokens[tens + 1]?.text ?? "") ? tens + 2 : tens + 1;
    const word = this.words[next];
    return word?.is === "unit" && word.digits !== "0" && this.isJoined(next) ? next : tens;
  }

  private repeated(at: number, count: number): Numeral | undefined {
    const next = this.tokens[at + 1];
    if (!next || !this.isJoined(at + 1)) return undefined;
    const digits = next.text === "oh" || next.text === "o" ? "0" : next.isDigits ? next.text : this.digitsAt(at + 1);
    if (digits === "" || digits.length > 2) return undefined;
    return { from: at, to: at + 1, digits: digits.repeat(count), isCompound: false, isAmount: false };
  }

  private digitsAt(at: number): string {
    const word = this.words[at];
    return word && "digits" in word ? word.digits : "";
  }

  private skipAnd(at: number): number {
    const text = this.tokens[at]?.text;
    return /^(?:and|y|und|e|et|och)$/.test(text ?? "") ? at + 1 : at;
  }

  private isJoined(at: number): boolean {
    const token = this.tokens[at];
    return token !== undefined && JOINED.test(token.gap);
  }

  private isDigit(at: number, beside = ""): boolean {
    const token = this.tokens[at];
    if (!token || token.exempt || this.taken.has(token)) return false;
    // "o" is the article of the Portuguese and the "or" of Italians.
    if (beside === "o" && listedWord(token.text)) return false;
    if (token.isDigits) return token.text.length < 5;
    const is = this.words[at]?.is;
    return is === "unit" || is === "times" || token.text === "oh" || token.text === "o";
  }

  private isLong(at: number): boolean {
    const token = this.tokens[at];
    return token?.isDigits === true && token.text.length === 2;
  }

  private isNoDigit(at: number): boolean {
    return BEFORE_ONE.test(this.tokens[at - 1]?.text ?? "") || AFTER_ONE.test(this.tokens[at + 1]?.text ?? "");
  }
}
