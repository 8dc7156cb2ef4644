import { numberWord } from "./number-words";

const set = (listed: string) => new Set(listed.split(" "));

/** Words that may stand between two digits of one number. */
const FILLERS = set(
  "uh um er erm eh ah hmm hm mm mhm then dash hyphen minus space slash point dot guion raya punto espacio luego bindestrich strich punkt dann ahm ehm aeh viiva vali piste sitten niin sorry okay ok yeah yes so plus mas plussa no wait actually mal die",
);

/** "and" in four languages: between single digits only, as "204 and 206" are two numbers. */
const ANDS = set("and y e und ja");

/** Words between numbers of a list; single letters that are words of their own among them. */
const BETWEEN_LISTED = set("and or y e und oder ja tai comma coma komma pilkku a i x");

/** Words of a line that only keeps the other talking, or around the digits of a number told in pieces. */
const INTERJECTIONS = set(
  "uh huh mhm mm hmm hm um er erm eh ah aha aja yes yeah yep yup ok okay okey right sure go on ahead got it that that's thats thanks thank you perfect great good alright all correct continue carry keep going please and then next last first rest digits numbers number four three two the is i i'm im am listening writing down with ready so far let me see hang a hold second moment no problem which what after " +
    "vale si por favor un momento espere siga sigue adelante claro bien muy gracias diga digame dime continue y luego los ultimos resto de acuerdo perfecto entendido anotado " +
    "ja jawohl gut weiter genau bitte danke dann und richtig alles klar die letzten der moment notiert mach machen sie " +
    "joo juu niin kylla okei selva jatka jatkakaa kiitos sitten loput viimeiset aivan hyva no",
);

const MOST_WORDS = 8;
const LONGEST_INTERJECTION = 120;

/** "and the second part is": such a word says that the parts before and after it are of one number, */
const POSITIONS = set(
  "is are first second third fourth last next final finally rest es primera segunda ultima ist sind erste zweite letzte ersten zweiten letzten loppu",
);
/** and these may stand beside it. */
const PART_WORDS = set("the it's that's and then bit part group set block digits numbers area code parte gruppe teil");

/** What a word does between parts of a number: it says that they are parts, it may stand there, or it ends the number. */
export function partWord(word: string): "position" | "beside" | null {
  if (POSITIONS.has(word)) return "position";
  return PART_WORDS.has(word) || FILLERS.has(word) ? "beside" : null;
}

/** Whether a word may stand between digits in a line. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word);
}

export function isAnd(word: string): boolean {
  return ANDS.has(word);
}

/** Whether a word may stand between numbers that are listed, or between the groups of one. */
export function isBetweenListed(word: string): boolean {
  return BETWEEN_LISTED.has(word);
}

/** Whether a word may stand around a line's end in the middle of a number. */
export function isInterjection(word: string): boolean {
  return INTERJECTIONS.has(word) || FILLERS.has(word) || ANDS.has(word);
}

/** So few words are one whatever they are ("lovely stuff"), unless they ask something ("And bags?"). */
const ANY_WORDS = 2;

/** Whether a line only keeps the other talking: a few such words and perhaps digits read back. */
export function isInterjectionLine(content: string, tokens: readonly { text: string; isDigits: boolean }[]): boolean {
  if (content.length > LONGEST_INTERJECTION) return false;
  let words = 0;
  let isKnown = true;
  for (const { text, isDigits } of tokens) {
    if (isDigits || numberWord(text) !== undefined) continue;
    words += 1;
    if (words > MOST_WORDS) return false;
    isKnown &&= isInterjection(text);
  }
  return isKnown || (words === tokens.length && words <= ANY_WORDS && !content.includes("?"));
}
