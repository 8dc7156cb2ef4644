import type { Line, Token } from "./tokens";

type Stretch = { from: number; to: number };
/** A sentence and its clauses, as places of tokens; `to` is not included. */
type Sentence = Stretch & { isQuestion: boolean; clauses: Stretch[] };

const SENTENCE_END = /[.?!;…](?:\s|["')\]]|$)|\.\.|\n/;
const CLAUSE_END = /[,:…]|\s-+\s/;
const COUNTED =
  /^(?:digits?|numbers?|groups?|pairs?|more|left|to|of|blocks?|parts?|times|ziffern?|stellen|mehr|numeroa|ryhmaa|siffror|chiffres?|cifre|cifras|digitos|cijfers|cyfry|cyfr|other|others|missing)$/;

/** The sentences of a line's tokens. */
export function sentencesOf({ folded }: Line, tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let sentence: Sentence | undefined;
  for (const [at, { gap }] of tokens.entries()) {
    const isStart = at === 0 || SENTENCE_END.test(gap);
    if (sentence === undefined || isStart) {
      if (sentence) sentence.isQuestion = gap.includes("?");
      sentence = { from: at, to: at, isQuestion: false, clauses: [] };
      sentences.push(sentence);
    }
    const clause = sentence.clauses.at(-1);
    if (clause === undefined || (at > sentence.from && CLAUSE_END.test(gap)))
      sentence.clauses.push({ from: at, to: at + 1 });
    else clause.to = at + 1;
    sentence.to = at + 1;
  }
  const last = tokens.at(-1);
  if (sentence && last) sentence.isQuestion = folded.text.slice(last.end).includes("?");
  return sentences;
}

/** Whether a word after a small number says what is counted: "six digits", "two more". */
export function isCountedWord(word: string): boolean {
  return COUNTED.test(word);
}
