import { isMonth } from "./exempt";
import { numberWord } from "./number-words";
import { isDayOrdinal } from "./ordinals";
import { isCapital } from "./runs";
import type { Token } from "./tokens";

type Stretch = { from: number; to: number };

const CONNECTOR =
  /^(?:at|dot|underscore|dash|hyphen|arroba|punto|guion|punkt|klammeraffe|unterstrich|bindestrich|piste|alaviiva|viiva|miukumauku|arobase|point|tiret|chiocciola|trattino|ponto|hifen|apenstaartje|punt|streepje|snabela|understreck|malpa|kropka)$/;
const MOST_MAIL_TOKENS = 12;
const FEWEST_LETTERS = 2;
/** "Can we meet at four", "at the office": no address goes on like this. */
const AFTER_PLACE =
  /^(?:the|a|an|my|your|our|their|his|her|this|that|home|work|noon|night|midnight|least|all|once|any)$/;
/** "P for Peter", "p as in papa", "P wie Paula": a letter, and a word that begins with it. */
const LIKE = /^(?:for|in|like|wie|wia|comme|como|come|som|niinkuin|kuten|als|jak|de|di)$/;

/** Where the word of a letter that is spelled by one ends; the letter's own place when there is no such word. */
function endOfSpelled(tokens: readonly Token[], at: number, to: number): number {
  const letter = tokens[at]?.text ?? "";
  const like = tokens[at + 1]?.text === "as" ? at + 2 : at + 1;
  const isWord = like + 1 < to && (tokens[like + 1]?.text.length ?? 0) > 1;
  return isWord && LIKE.test(tokens[like]?.text ?? "") && tokens[like + 1]?.text.startsWith(letter) ? like + 1 : at;
}

/** The part of an e-mail address that a clause tells: letters that are spelled, or words around a "dot" or an "at". */
export function mailIn(tokens: readonly Token[], clause: Stretch, isBeside: (word: string) => boolean): Stretch | null {
  const places = Array.from({ length: clause.to - clause.from }, (_, place) => clause.from + place);
  if (places.length > MOST_MAIL_TOKENS) return null;
  const text = (at: number) => tokens[at]?.text ?? "";
  // "A, r, i": one letter at a time.
  if (places.length === 1 && text(clause.from).length === 1 && !tokens[clause.from]?.isDigits) {
    return { from: clause.from, to: clause.from };
  }
  const spelled = new Map<number, number>();
  for (const at of places) if (text(at).length === 1) spelled.set(at, endOfSpelled(tokens, at, clause.to));
  const letters = [...spelled].reduce((sum, [at, end]) => sum + (end > at ? FEWEST_LETTERS : 1), 0);
  const isConnector = (at: number) => CONNECTOR.test(text(at));
  const isTimeOrPlace = (at: number) =>
    text(at) === "at" &&
    (AFTER_PLACE.test(text(at + 1)) || numberWord(text(at + 1)) !== undefined || /^\d/.test(text(at + 1)));
  const hasConnector = places.some((at) => isConnector(at) && !isTimeOrPlace(at));
  if (letters < FEWEST_LETTERS && !hasConnector) return null;
  const isPart = (at: number) => spelled.has(at) || isConnector(at) || !isBeside(text(at));
  const from = places.find(isPart);
  const last = places.findLast(isPart);
  return from === undefined || last === undefined ? null : { from, to: Math.max(last, spelled.get(last) ?? last) };
}

/** The part of a date that a clause tells in words: "the ninth", "of November", "am neunten". */
export function dayIn(
  tokens: readonly Token[],
  clause: Stretch,
  isBeside: (word: string) => boolean,
  isNumeral: (at: number) => boolean,
): Stretch | null {
  let from: number | null = null;
  let to = clause.from;
  let isDay = false;
  for (let at = clause.from; at < clause.to; at += 1) {
    const word = tokens[at]?.text ?? "";
    const isNamed = isMonth(word) || isDayOrdinal(word, tokens[at - 1]?.text ?? "");
    if (isNamed || isNumeral(at)) {
      isDay ||= isNamed;
      from ??= at;
      to = at;
    } else if (!isBeside(word) && !BESIDE_DAY.test(word)) return null;
  }
  return isDay && from !== null ? { from, to } : null;
}

const BESIDE_DAY = /^(?:of|in|on|am|im|den|de|del|di|do|le|el|il|op|van|w|i|nd|st|rd|th|was|born)$/;

const BANK = /^[a-z]{4}$/;
const VOWEL_WORD = /^[aioye]$/;

/** A clause that tells only letters of an identity's or an account's number: "NWBK", "Q Q", "and then K". */
export function codeIn(tokens: readonly Token[], clause: Stretch, isBeside: (word: string) => boolean): Stretch | null {
  let from: number | null = null;
  let to = clause.from;
  const length = clause.to - clause.from;
  for (let at = clause.from; at < clause.to; at += 1) {
    const token = tokens[at];
    if (!token) return null;
    const isLetter = token.text.length === 1 && (isCapital(token) || !VOWEL_WORD.test(token.text) || length === 1);
    const isBank = BANK.test(token.text) && isCapital(token);
    if (isLetter || isBank) {
      from ??= at;
      to = at;
    } else if (!isBeside(token.text)) return null;
  }
  return from === null ? null : { from, to };
}
