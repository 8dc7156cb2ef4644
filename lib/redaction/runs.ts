import { isMonth, isUnit } from "./exempt";
import { isAnd, isBetweenListed, isFiller, isInterjection, partWord } from "./fillers";
import { isAbout } from "./keywords";
import type { Numeral } from "./numerals";
import type { Token } from "./tokens";

/** Numerals that are said as one number, perhaps over several lines. */
export type Run = { numerals: Numeral[]; digits: string; from: number; to: number; crossesLines: boolean };

/** Lines with whole sentences of others between them are one number only if it is as long as a telephone's. */
const FEWEST_TALKED_OVER = 7;

/** Whatever signs stand there: a gap holds no letters and no digits. */
const LONGEST_GAP = 30;
const MOST_BETWEEN = 5;
const MOST_BETWEEN_LINES = 10;
const MOST_LETTERS = 4;
/** Attached to a number these are no part of it: "10am", "5th". */
const SUFFIX = /^(?:am|pm|h|uhr|st|nd|rd|th|k|m|x|s)$/;

/** Parts with words such as "the second part is" between them are one number only if it is as long as that. */
const FEWEST_IN_PARTS = 10;
/** Numbers with "and", "x" or another word between them are one only if it is as long as a card's. */
const FEWEST_LISTED = 13;

/** How numerals belong together: as digits of one number, as its parts ("the second part is"), or as a list ("and"). */
type Joint = "digits" | "parts" | "list";
/** Numerals that are digits of one number, and how it belongs to the one before; null if it does not. */
type Group = { numerals: Numeral[]; joint: Joint | null };

/** The numerals of a stream put together. */
export function runsOf(tokens: readonly Token[], numerals: Numeral[]): Run[] {
  return joinedRuns(tokens, numerals).flatMap((run) => {
    const parts = partsOf(tokens, run.numerals);
    const isOne = parts.length === 1 || (run.digits.length >= FEWEST_TALKED_OVER && !isListing(run));
    return isOne ? [run] : parts.map((part) => runOf(tokens, [{ numerals: part, joint: null }]));
  });
}

/** Numerals apart where others talked between them: there the line break is doubled (redaction-streams.ts). */
function partsOf(tokens: readonly Token[], numerals: readonly Numeral[]): Numeral[][] {
  const parts: Numeral[][] = [];
  let before = 0;
  for (const numeral of numerals) {
    let isApart = parts.length === 0;
    for (let at = before + 1; at <= numeral.from && !isApart; at += 1) {
      isApart = tokens[at]?.gap.startsWith("\n\n") === true;
    }
    if (isApart) parts.push([numeral]);
    else parts.at(-1)?.push(numeral);
    before = numeral.to;
  }
  return parts;
}

function joinedRuns(tokens: readonly Token[], numerals: Numeral[]): Run[] {
  const groups: Group[] = [];
  let previous: Numeral | undefined;
  for (const numeral of numerals) {
    const joint = previous && !previous.isAmount && !numeral.isAmount ? jointOf(tokens, previous, numeral) : null;
    if (joint === "digits") groups.at(-1)?.numerals.push(numeral);
    else if (!numeral.isAmount) groups.push({ numerals: [numeral], joint });
    previous = numeral;
  }
  return chainsOf(groups, ["parts", "list"]).flatMap((listed) => {
    const whole = runOf(tokens, listed);
    if (whole.digits.length >= FEWEST_LISTED && !isListing(whole)) return [whole];
    return chainsOf(listed, ["parts"]).flatMap((parts) => {
      const number = runOf(tokens, parts);
      return number.digits.length >= FEWEST_IN_PARTS ? [number] : parts.map((part) => runOf(tokens, [part]));
    });
  });
}

/** Groups that stand one after the other in one of these ways. */
function chainsOf(groups: readonly Group[], joints: readonly Joint[]): Group[][] {
  const chains: Group[][] = [];
  for (const [at, group] of groups.entries()) {
    const chain = at > 0 && group.joint !== null && joints.includes(group.joint) ? chains.at(-1) : undefined;
    if (chain) chain.push(group);
    else chains.push([group]);
  }
  return chains;
}

/** Rooms or years that are listed: "204 and 206 and 208". */
function isListing({ numerals }: Run): boolean {
  return numerals.length > 1 && (isRising(numerals) || numerals.every(({ digits }) => YEAR.test(digits)));
}

function runOf(tokens: readonly Token[], groups: readonly Group[]): Run {
  const numerals = groups.flatMap((group) => group.numerals);
  const from = numerals[0]?.from ?? 0;
  const to = numerals.at(-1)?.to ?? 0;
  const digits = numerals.map((numeral) => numeral.digits).join("");
  return { numerals, digits, from, to, crossesLines: tokens[from]?.line !== tokens[to]?.line };
}

/** How two numerals belong together; null: not at all. */
function jointOf(tokens: readonly Token[], left: Numeral, right: Numeral): Joint | null {
  const crosses = tokens[left.to]?.line !== tokens[right.from]?.line;
  if (right.from - left.to - 1 > (crosses ? MOST_BETWEEN_LINES : MOST_BETWEEN)) return null;
  let letters = 0;
  let isListed = false;
  let isInParts = false;
  let hasPosition = false;
  for (let at = left.to + 1; at <= right.from; at += 1) {
    const token = tokens[at];
    if (!token || !(crosses || token.gap.length <= LONGEST_GAP)) return null;
    if (at === right.from) break;
    if (crosses ? isInterjection(token.text) : isFiller(token.text)) continue;
    if (isAnd(token.text) && isAndInside(tokens, at, left, right)) continue;
    if (letters + token.text.length <= MOST_LETTERS && areLettersInside(tokens, at, left)) {
      letters += token.text.length;
      continue;
    }
    if (isBetweenListed(token.text)) {
      isListed = true;
      continue;
    }
    const part = partWord(token.text);
    if (part === null) return null;
    isInParts = true;
    hasPosition ||= part === "position";
  }
  if (isListed) return isInParts ? null : "list";
  if (!isInParts) return "digits";
  return hasPosition ? "parts" : null;
}

/** "five and one" and "five and then one", but not "204 and 206". */
function isAndInside(tokens: readonly Token[], at: number, left: Numeral, right: Numeral): boolean {
  return isFiller(tokens[at + 1]?.text ?? "") || (left.digits.length === 1 && right.digits.length === 1);
}

/** Letters in the middle of an id: attached to its digits, spelled, or a bank's four. */
function areLettersInside(tokens: readonly Token[], at: number, left: Numeral): boolean {
  const token = tokens[at];
  if (!token || isUnit(token.text) || (token.gap === "" && SUFFIX.test(token.text))) return false;
  if (token.gap === "" || tokens[at + 1]?.gap === "") return true;
  if (token.text.length === 1) return !/[aeiyx]/.test(token.text);
  const country = tokens[left.from - 1];
  return token.text.length === 4 && left.digits.length === 2 && country?.text.length === 2 && isCapital(token);
}

/** Whether a token was written in capitals. */
export function isCapital(token: Token): boolean {
  const { offsets } = token.line.folded;
  const start = offsets ? (offsets.starts[token.start] ?? 0) : token.start;
  const end = offsets ? (offsets.ends[token.end - 1] ?? 0) : token.end;
  const written = token.line.original.slice(start, end);
  return written === written.toUpperCase() && written !== written.toLowerCase();
}

const LONGEST_QUANTITY = 9;
const YEAR = /^(?:19|20)\d\d$/;
const BEFORE_TIME = /^(?:at|around|by|before|after|until|um|gegen|bis|von|klo|kello|las|la)$/;
const AFTER_TIME = /^(?:am|pm|uhr|o'clock|oclock|horas)$/;
const BEFORE_LAST = /^(?:and|or|of|y|o|de|und|oder|von|ja|tai)$/;

/** Whether a run says a quantity, a date, times of day or a list, and no personal number. */
export function isExplained(tokens: readonly Token[], run: Run): boolean {
  const { numerals, digits } = run;
  const before = tokens[run.from - 1];
  const after = tokens[run.to + 1];
  const isCounted = after !== undefined && /^[ -]?$/.test(after.gap) && isUnit(after.text);
  if (numerals.length === 1 && isCounted && digits.length <= LONGEST_QUANTITY) return true;
  if (before && isMonth(before.text) && digits.length <= 6) return true;
  const isTime = BEFORE_TIME.test(before?.text ?? "") || AFTER_TIME.test(after?.text ?? "");
  const isDialled = isAbout("phone", tokens, run.from, run.to);
  if (isTime && !isDialled && digits.length <= 8 && areTimes(numerals)) return true;
  const isList = isCounted || BEFORE_LAST.test(after?.text ?? "");
  return isList && digits.length <= LONGEST_QUANTITY && isRising(numerals);
}

/** Whether a run is one year or a few. */
export function areYears({ numerals }: Run): boolean {
  return numerals.length <= 3 && numerals.every(({ digits }) => YEAR.test(digits));
}

function areTimes(numerals: Numeral[]): boolean {
  return numerals.every(({ digits }, place) => Number(digits) <= (place % 2 === 0 ? 24 : 59) && digits.length <= 2);
}

function isRising(numerals: Numeral[]): boolean {
  return numerals.every(({ digits }, place) => {
    return digits.length >= 2 && digits.length <= 3 && Number(digits) > Number(numerals[place - 1]?.digits ?? 0);
  });
}

/** Whether the words around a run make it a secret: a PIN, a card's security code, a code that was sent. */
export function isSecret(tokens: readonly Token[], run: Run): boolean {
  return run.digits.length >= 3 && run.digits.length <= 8 && isAbout("code", tokens, run.from, run.to);
}
