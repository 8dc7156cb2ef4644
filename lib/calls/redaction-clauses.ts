import { isCapital } from "./redaction-runs";
import type { Token } from "./redaction-tokens";

type Stretch = { from: number; to: number };

const CONNECTOR =
  /^(?:at|dot|underscore|dash|hyphen|arroba|punto|guion|punkt|klammeraffe|unterstrich|bindestrich|piste|alaviiva|viiva|miukumauku|arobase|point|tiret|chiocciola|trattino|ponto|hifen|apenstaartje|punt|streepje|snabela|understreck|malpa|kropka)$/;
const MOST_MAIL_TOKENS = 12;
const FEWEST_LETTERS = 2;

/** The part of an e-mail address that a clause tells: letters that are spelled, or words around a "dot" or an "at". */
export function mailIn(tokens: readonly Token[], clause: Stretch, isBeside: (word: string) => boolean): Stretch | null {
  const places = Array.from({ length: clause.to - clause.from }, (_, place) => clause.from + place);
  if (places.length > MOST_MAIL_TOKENS) return null;
  const text = (at: number) => tokens[at]?.text ?? "";
  const letters = places.filter((at) => text(at).length === 1).length;
  const hasConnector = places.some((at) => CONNECTOR.test(text(at)));
  if (letters < FEWEST_LETTERS && !hasConnector) return null;
  const isPart = (at: number) => text(at).length === 1 || CONNECTOR.test(text(at)) || !isBeside(text(at));
  const from = places.find(isPart);
  const to = places.findLast(isPart);
  return from === undefined || to === undefined ? null : { from, to };
}

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
