import { type Exempt, exemptIn } from "./exempt";
import { type Folded, fold } from "./fold";

/** One line of a transcript, made ready. */
export type Line = {
  /** its place among the messages */
  index: number;
  original: string;
  folded: Folded;
  exempt: Exempt[];
  /** what the other speaker asked last, folded; "" if nothing */
  question: string;
};

export type Token = {
  readonly line: Line;
  /** offsets in the folded text */
  start: number;
  end: number;
  text: string;
  /** what stands between the token before and this one; begins with a line break where the line before ended */
  gap: string;
  isDigits: boolean;
  exempt: Exempt | undefined;
};

/** A line with its text folded and its times, dates and prices found. */
export function readLine(index: number, original: string, question: string): Line {
  const folded = fold(original);
  return { index, original, folded, exempt: exemptIn(folded.text), question };
}

/** The words and digit groups of a line. Scanned by hand: a transcript is read again whenever it grows. */
export function tokensOf(line: Line): Token[] {
  const tokens: Token[] = [];
  const { text } = line.folded;
  let end = 0;
  let place = 0;
  for (let start = 0; start < text.length; ) {
    const isDigits = isDigitAt(text, start);
    const length = isDigits ? 1 : letterLength(text, start);
    if (length === 0) {
      start += 1;
      continue;
    }
    let next = start + length;
    if (isDigits) while (isDigitAt(text, next)) next += 1;
    else for (let more = length; more > 0; next += more) more = text[next] === "'" ? 1 : letterLength(text, next);
    while (place < line.exempt.length && (line.exempt[place]?.end ?? 0) <= start) place += 1;
    const region = line.exempt[place];
    tokens.push({
      line,
      start,
      end: next,
      text: text.slice(start, next),
      gap: tokens.length === 0 ? `\n${text.slice(0, start)}` : text.slice(end, start),
      isDigits,
      exempt: region && region.start <= start ? region : undefined,
    });
    end = next;
    start = next;
  }
  return tokens;
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

const LETTER = /^\p{L}/u;

/** How many UTF-16 units the letter at a place of a folded text has; 0 if there is none. */
function letterLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 97 && code <= 122 ? 1 : 0;
  const point = text.codePointAt(at);
  if (point === undefined) return 0;
  const character = String.fromCodePoint(point);
  return LETTER.test(character) ? character.length : 0;
}
