import { isMonth } from "./exempt";
import { isAbout } from "./keywords";
import { type Found, foundIn } from "./kinds";
import { numberWord } from "./number-words";
import type { Token } from "./tokens";

const LINK = /^(?:of|de|del|the|st|nd|rd|th|y|and|und)$/;
const NO_DAY = /^(?:in|on|the|born|was|is|it's|its|am|el|en|im|es|ist|naci|since|of|de|and)$/;
const MOST_AFTER = 8;
const DAY_WORDS = 3;

/** Dates of birth: dates, written or spoken, that are said to be one. A year alone is an age and stays. Adds to `taken`. */
export function findBirthDates(tokens: readonly Token[], taken: Set<Token>): Found[] {
  const found: Found[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.exempt?.isDate && tokens[at - 1]?.exempt !== token.exempt) {
      if (!isAbout("birth", tokens, at, at)) continue;
      const { start, end } = token.exempt;
      found.push({ line: token.line, start, end, kind: "birth" });
    } else if (!taken.has(token) && isMonth(token.text) && isAbout("birth", tokens, dayBefore(tokens, at), at)) {
      const from = dayBefore(tokens, at);
      const to = yearAfter(tokens, at);
      if (from === at && to === at) continue;
      found.push(...foundIn(tokens, from, to, "birth"));
      for (const part of tokens.slice(from, to + 1)) taken.add(part);
    }
  }
  return found;
}

/** The first token of a day before a month: "the twenty second of May". */
function dayBefore(tokens: readonly Token[], month: number): number {
  let from = month;
  let words = 0;
  for (let at = month - 1; at >= 0 && words < DAY_WORDS; at -= 1) {
    const token = tokens[at];
    if (!token || tokens[at + 1]?.gap.startsWith("\n")) break;
    if (LINK.test(token.text) && token.text !== "the") continue;
    if (NO_DAY.test(token.text)) break;
    const isNumber = token.isDigits || numberWord(token.text) !== undefined;
    if (words > 0 && !isNumber) break;
    from = at;
    words += 1;
  }
  return from > 0 && /^(?:the|el)$/.test(tokens[from - 1]?.text ?? "") ? from - 1 : from;
}

function yearAfter(tokens: readonly Token[], month: number): number {
  let to = month;
  for (let at = month + 1; at < Math.min(tokens.length, month + MOST_AFTER); at += 1) {
    const token = tokens[at];
    if (!token || token.gap.startsWith("\n")) break;
    if (token.isDigits || numberWord(token.text) !== undefined) to = at;
    else if (!LINK.test(token.text) && !/(?:st|nd|rd|th)$/.test(token.text)) break;
    else if (token.text !== "of" && token.gap === "") to = at;
  }
  return to;
}
