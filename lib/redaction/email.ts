import { isAbout } from "./keywords";
import { type Found, foundIn } from "./kinds";
import { numberWord } from "./number-words";
import type { Token } from "./tokens";

const AT = /^(?:at|arroba|klammeraffe|miukumauku|kissanhanta)$/;
const DOT = /^(?:dot|punto|punkt|piste|point)$/;
const CONNECTOR =
  /^(?:dot|punto|punkt|piste|underscore|dash|hyphen|minus|plus|guion|bajo|unterstrich|bindestrich|alaviiva|viiva|tavuviiva)$/;
const ENDINGS =
  /^(?:com|net|org|edu|gov|info|biz|io|co|me|ai|app|dev|eu|uk|us|ca|ie|es|mx|ar|cl|pe|de|at|ch|fi|se|no|dk|ee|fr|it|nl|be|pl|pt|example|test)$/;
const PROVIDERS = /^(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|gmx|aol|protonmail|proton|live|msn|web)$/;
/** "look at", "visit us at": what follows is a website. */
const NO_LOCAL_PART =
  /^(?:look|looking|looked|website|site|page|us|it|me|them|here|online|find|found|available|information|visit|saw|see|work|works|working|worked|shop|shopped|bought|order|ordered|arrive|stay|meet|up|is|are|was|be|not|and|or|only|home|more|him|her|that|this|the)$/;
/** Words that stand before an address and are none of it. */
const BEFORE_ADDRESS =
  /^(?:is|it's|its|that's|thats|to|use|with|under|at|as|for|address|email|mail|yes|yeah|sure|okay|ok|so|es|correo|electronico|ist|lautet|adresse|mailadresse|an|auf|on|osoite|osoitteeni|sahkoposti|sahkopostini|sahkopostiosoite|and|my|mi|meine|the|have|was|um|uh|eh|it|write|send)$/;
const LOOSE = /^[\s[\](){}<>,]{0,4}$/;
const TIGHT = /^[.+_'-]$/;
const MOST_TOKENS = 24;
const MOST_PLAIN_WORDS = 4;

/** E-mail addresses, written or spoken ("jane dot smith at example dot com"). Adds their tokens to `taken`. */
export function findEmails(tokens: readonly Token[], taken: Set<Token>): Found[] {
  const found: Found[] = [];
  let free = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const parts = atSign(tokens, at);
    if (!parts || parts.local < free) continue;
    const to = domainEnd(tokens, parts.domain, parts.isSign);
    if (to === undefined) continue;
    const from = localStart(tokens, parts.local, free, parts.isSign);
    if (from === undefined) continue;
    found.push(...foundIn(tokens, from, to, "email"));
    for (const token of tokens.slice(from, to + 1)) taken.add(token);
    free = to + 1;
  }
  return found;
}

/** Where "@" or "at" stands before or as token `at`: the last token of what comes before and the first of what follows. */
function atSign(tokens: readonly Token[], at: number): { local: number; domain: number; isSign: boolean } | undefined {
  const token = tokens[at];
  if (!token || at === 0) return undefined;
  if (/^(?: ?@ ?|\n? ?@ ?)$/.test(token.gap) && token.gap !== " @") return { local: at - 1, domain: at, isSign: true };
  if (!AT.test(token.text) || !LOOSE.test(token.gap)) return undefined;
  const domain = token.text === "at" && tokens[at + 1]?.text === "merkki" ? at + 2 : at + 1;
  return LOOSE.test(tokens[domain]?.gap ?? "") ? { local: at - 1, domain, isSign: false } : undefined;
}

/** The last token of a domain that begins at `start`; undefined if there is none. */
function domainEnd(tokens: readonly Token[], start: number, isSign: boolean): number | undefined {
  let end: number | undefined;
  let isAfterDot = false;
  let plainWords = 0;
  for (let at = start; at < Math.min(tokens.length, start + MOST_TOKENS); at += 1) {
    const token = tokens[at];
    if (!token) break;
    const isWrittenDot = at > start && /^ ?\. ?$/.test(token.gap);
    const isTight = at > start && (token.gap === "" || token.gap === "-");
    if (at > start && !isWrittenDot && !isTight && !LOOSE.test(token.gap)) break;
    if (DOT.test(token.text) && at > start && !isWrittenDot) {
      isAfterDot = true;
      continue;
    }
    if (isWrittenDot && (isSign || token.gap === "." || ENDINGS.test(token.text))) isAfterDot = true;
    if (isAfterDot) {
      const isEnding = ENDINGS.test(token.text) || (isSign && /^\p{L}{2,}$/u.test(token.text));
      if (isEnding) end = at;
      else if (end !== undefined) break;
      isAfterDot = false;
      plainWords = 0;
      continue;
    }
    if (end !== undefined && !isTight) break;
    if (AT.test(token.text) && !isSign) break;
    if (at === start && PROVIDERS.test(token.text)) end = at;
    if (CONNECTOR.test(token.text) || isTight || token.text.length === 1) continue;
    plainWords += 1;
    if (plainWords > MOST_PLAIN_WORDS || (at > start && isSign)) break;
    if (at === start && end !== undefined && !hasDotNext(tokens, at)) break;
  }
  return end;
}

function hasDotNext(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next !== undefined && (DOT.test(next.text) || /^ ?\. ?$/.test(next.gap));
}

/** The first token of the part before the "@" whose last token is `end`; undefined if that is no address at all. */
function localStart(tokens: readonly Token[], end: number, free: number, isSign: boolean): number | undefined {
  const last = tokens[end];
  if (!last || (!isSign && NO_LOCAL_PART.test(last.text))) return undefined;
  const first = Math.max(free, end - MOST_TOKENS);
  let start = end;
  while (start > first) {
    const gap = tokens[start]?.gap ?? "";
    const before = tokens[start - 1];
    if (!before) break;
    if (gap === "" || TIGHT.test(gap)) start -= 1;
    else if (isSign || !LOOSE.test(gap)) break;
    else if (CONNECTOR.test(before.text) && start - 2 >= first) start -= 2;
    else if (CONNECTOR.test(tokens[start]?.text ?? "")) start -= 1;
    else if (isLetter(before) && (!/[ai]/.test(before.text) || isLetter(tokens[start - 2]))) start -= 1;
    else if (isSpelled(tokens[start]) && (isSpelled(before) || !BEFORE_ADDRESS.test(before.text))) start -= 1;
    else break;
  }
  return isSign ? start : withPlainWords(tokens, start, first);
}

/** Names said before "at" without a dot ("jane smith at example dot com"), as far as what comes before them is no name. */
function withPlainWords(tokens: readonly Token[], start: number, first: number): number {
  for (let at = start; at > start - MOST_PLAIN_WORDS && at >= first; at -= 1) {
    const gap = tokens[at]?.gap ?? "\n";
    const before = tokens[at - 1];
    const isStart = before === undefined || gap.startsWith("\n") || !LOOSE.test(gap) || gap.includes(",");
    if (isStart || BEFORE_ADDRESS.test(before.text)) {
      return at === start || !isStart || isAbout("email", tokens, at, at) || start - at <= 1 ? at : start;
    }
  }
  return start;
}

function isLetter(token: Token | undefined): boolean {
  return token?.text.length === 1 && !token.isDigits;
}

function isSpelled(token: Token | undefined): boolean {
  return token !== undefined && (token.isDigits || token.text.length === 1 || numberWord(token.text) !== undefined);
}
