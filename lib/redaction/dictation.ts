import { codeIn, dayIn, mailIn } from "./clauses";
import { type Found, foundIn } from "./kinds";
import type { ListedLanguage } from "./number-lists";
import { numberWord } from "./number-words";
import type { Numeral } from "./numerals";
import { sentencesOf } from "./sentences";
import { isWanted, SUBJECTS, type Subject, subjectOf, UNNAMED } from "./subjects";
import type { Line, Token } from "./tokens";
import { type Clause, digitsIn, FEWEST_LONG, isBeside, numeralsByPlace } from "./told-digits";
import { hasTopic, type LanguageCounts, languageCounts, languagesOf, topicsOf } from "./topics";

type Open = {
  subject: Subject;
  /** who asked, and who said "my number": short digits of whoever does not tell are counts ("two more"), if no echo */
  asker: string | null;
  teller: string | null;
  openedAt: number;
  /** the last line in which digits of it were told */
  toldAt: number | null;
  digits: number;
};

/**
 * Bounded, and opened anew by whatever opens a subject, so that what a line is taken for depends on no line further above
 * (redaction-growth.ts).
 */
const LONGEST_LINES = 60;
const WAITED_FOR_LINES = 8;
const GOES_ON_LINES = 12;
const REMEMBERED_LINES = 3;
const MOST_TOLD = 24;
const SHORT_SENTENCE = 6;
const LANGUAGE_LINES = 6;

/** What a line does to the conversation: what of it goes, and whether digits before and after it are of one number. */
type Heard = { found: Found[]; isOpen: boolean; isOtherMatter: boolean };

/**
 * Follows a conversation line by line. While a number is asked for or talked about, digits told in whatever groups go,
 * until the subject changes. `startsCut`: lines are missing before the first, so a number may already be being told.
 */
export class Dictation {
  /** what was named last, and what was only called "the number": that counts where nothing is named */
  private named: Open | null = null;
  private unnamed: Open | null;
  /** digits that were told in the newest lines, for what is read back */
  private told: { index: number; digits: string[]; spelled: string }[] = [];
  private heard: { index: number; counts: LanguageCounts }[] = [];

  constructor(startsCut = false) {
    this.unnamed = startsCut
      ? { subject: UNNAMED, asker: null, teller: null, openedAt: 0, toldAt: 0, digits: 0 }
      : null;
  }

  private get open(): Open | null {
    return this.named ?? this.unnamed;
  }

  private close(): void {
    this.named = null;
    this.unnamed = null;
  }

  hear(line: Line, tokens: readonly Token[], speaker: string): Heard {
    const { index } = line;
    this.forget(index);
    this.heard.push({ index, counts: languageCounts(tokens) });
    const found: Found[] = [];
    let isOtherMatter = false;
    let numerals: (Numeral | undefined)[] | undefined;
    for (const { from, to, isQuestion, clauses } of sentencesOf(line, tokens)) {
      const sentence = tokens.slice(from, to);
      const bits = topicsOf(sentence);
      const digitWords = digitsSaid(sentence);
      const before = this.open;
      // "Your landline?" asks for its number; "How old is the phone?" does not.
      const isShort = isQuestion && sentence.length <= SHORT_SENTENCE;
      const isShortQuestion = isShort && !hasTopic(bits, "quantity", "matter");
      this.turn(bits, { speaker, isQuestion, isShortQuestion, digitWords, index });
      if (before !== null && this.open === null) isOtherMatter = true;
      isOtherMatter ||= isQuestion && !hasTopic(bits, "next", "number", "read");
      if (this.open === null || !(digitWords > 0 || mayBeLetters(this.open, sentence))) continue;
      numerals ??= numeralsByPlace(tokens, this.languages());
      const isNamed = hasTopic(bits, "number", "read", this.open.subject.topic);
      for (const clause of clauses) {
        const taken = this.takenOf({ tokens, numerals, clause, speaker, isNamed }, index);
        if (taken) found.push(...foundIn(tokens, taken.from, taken.to, this.open.subject.kind));
      }
    }
    return { found: joined(found), isOpen: this.open !== null, isOtherMatter };
  }

  private forget(index: number): void {
    if (this.named !== null && isForgotten(this.named, index)) this.named = null;
    if (this.unnamed !== null && isForgotten(this.unnamed, index)) this.unnamed = null;
    this.told = this.told.filter((one) => index - one.index <= REMEMBERED_LINES);
    this.heard = this.heard.filter((one) => index - one.index < LANGUAGE_LINES);
  }

  private languages(): Set<ListedLanguage> {
    return languagesOf(this.heard.map(({ counts }) => counts));
  }

  /** Opens or closes the subject, as a sentence says. */
  private turn(
    bits: number,
    said: { speaker: string; isQuestion: boolean; isShortQuestion: boolean; digitWords: number; index: number },
  ): void {
    const named = SUBJECTS.find(({ topic }) => topic !== "number" && hasTopic(bits, topic));
    const isNumber = hasTopic(bits, "number");
    const isOther = hasTopic(bits, "thing") && !hasTopic(bits, "code", "id", "card");
    const isInvited = hasTopic(bits, "read") && !hasTopic(bits, "thing", "matter", "quantity");
    const subject = isOther ? undefined : subjectOf(bits, named, isNumber || isInvited);
    const isAsked = said.isQuestion || hasTopic(bits, "ask", "read");
    const hasDigits = said.digitWords > 1;
    const isTold = hasTopic(bits, "own") || (hasDigits && named !== undefined);
    if (subject && hasTopic(bits, "no") && !said.isQuestion && said.digitWords === 0) {
      if (this.open?.subject.topic === subject.topic) this.close();
      return;
    }
    // "I will ask for the digits on your card" is no question, and no thanks for them either.
    const isSpokenOf = isNumber && named !== undefined && !hasTopic(bits, "thanks");
    if (
      subject &&
      (isAsked || isTold || isSpokenOf) &&
      isWanted(bits, subject, isNumber || isInvited, hasDigits || said.isShortQuestion)
    ) {
      const isOwn = hasTopic(bits, "own");
      // "Can I give you my number?" may be either's.
      const asker = (isAsked || !isTold) && !isOwn ? said.speaker : null;
      const roles = { asker, teller: asker === null && !said.isQuestion ? said.speaker : null };
      const opened = { subject, ...roles, openedAt: said.index, toldAt: null, digits: 0 };
      if (subject.topic === "number") this.unnamed = opened;
      else this.named = opened;
      return;
    }
    if (this.open !== null && this.isOver(bits, said, named !== undefined, isAsked)) this.close();
  }

  private isOver(
    bits: number,
    said: { speaker: string; isQuestion: boolean; digitWords: number },
    isNamed: boolean,
    isAsked: boolean,
  ): boolean {
    const { open } = this;
    if (open === null) return false;
    const isOfBirth = open.subject.topic === "birth" && (hasTopic(bits, "date") || !hasTopic(bits, "matter"));
    const isOfIt = hasTopic(bits, "number") || isOfBirth;
    // "Glad to help you with that" asks for nothing else.
    if (hasTopic(bits, "help") && isAsked) return true;
    if (hasTopic(bits, "quantity") && !isOfIt) return true;
    if (hasTopic(bits, "decline") && said.speaker !== open.asker && said.digitWords < FEWEST_LONG) return true;
    if (isAsked && hasTopic(bits, "matter", "thing") && !isOfIt) return true;
    if (isNamed && hasTopic(bits, "thanks") && !said.isQuestion && said.digitWords === 0) return true;
    const isComplete = open.digits >= open.subject.digits;
    return isComplete && isAsked && !hasTopic(bits, "next", "number");
  }

  private takenOf(clause: Clause, index: number): { from: number; to: number } | null {
    const { open } = this;
    if (open === null) return null;
    const isAsker = open.teller === null ? clause.speaker === open.asker : clause.speaker !== open.teller;
    if (open.subject.topic === "birth" && !isAsker) {
      const { tokens, numerals, clause: place } = clause;
      const day = dayIn(tokens, place, isBeside, (at) => numerals[at] !== undefined);
      if (day !== null) {
        open.toldAt = index;
        return day;
      }
    }
    const stretch = digitsIn(clause);
    if (stretch !== null) {
      const { digits, spoken } = stretch;
      const isEcho = !stretch.isToCome && this.isEcho(spoken, digits);
      const isLong = digits.length >= FEWEST_LONG && (open.toldAt !== null || clause.isNamed);
      if (isAsker ? !(isEcho || (isLong && stretch.isPlain)) : !stretch.isPlain) return null;
      open.toldAt = index;
      if (isEcho && isAsker) return stretch;
      if (!isEcho) open.digits += digits.length;
      this.remember({ index, digits: spoken.slice(-MOST_TOLD), spelled: "" });
      return stretch;
    }
    if (isAsker) return open.subject.topic === "email" ? this.spelledBack(clause) : null;
    const { tokens, clause: place } = clause;
    const letters =
      open.subject.topic === "email"
        ? mailIn(tokens, place, isBeside)
        : /^(?:id|iban|number)$/.test(open.subject.kind)
          ? codeIn(tokens, place, isBeside)
          : null;
    if (letters === null) return null;
    open.toldAt = index;
    const parts = tokens.slice(letters.from, letters.to + 1).filter(({ text }) => text.length === 1);
    this.remember({ index, digits: [], spelled: parts.map(({ text }) => text).join("") });
    return letters;
  }

  private remember(told: { index: number; digits: string[]; spelled: string }): void {
    this.told.push(told);
    if (this.told.length > MOST_TOLD) this.told.shift();
  }

  private isEcho(spoken: readonly string[], digits: string): boolean {
    if (spoken.length > MOST_TOLD) return false;
    const told = new Set(this.told.flatMap((one) => one.digits));
    if (spoken.every((part) => told.has(part))) return true;
    return digits.length >= 2 && this.told.some((one) => one.digits.join("").includes(digits));
  }

  /** "I have Marty so far", after "m a r t y". */
  private spelledBack({ tokens, clause }: Clause): { from: number; to: number } | null {
    for (let at = clause.from; at < clause.to; at += 1) {
      const text = tokens[at]?.text ?? "";
      if (text.length > 2 && this.told.some(({ spelled }) => spelled === text)) return { from: at, to: at };
    }
    return null;
  }
}

/** How many digits a sentence says, about: "one" of "a one-time code" is none that matters. */
function digitsSaid(sentence: readonly Token[]): number {
  let count = 0;
  for (const { text, isDigits } of sentence) count += isDigits ? text.length : numberWord(text) ? 1 : 0;
  return count;
}

/** Whether a sentence without digits may tell some of a number all the same: letters, "oh", "um". */
function mayBeLetters({ subject }: Open, sentence: readonly Token[]): boolean {
  return /^(?:email|id|account|birth)$/.test(subject.topic) || sentence.length <= SHORT_SENTENCE;
}

function isForgotten(open: Open, index: number): boolean {
  const quietSince = open.toldAt ?? open.openedAt;
  const reach = open.toldAt === null ? WAITED_FOR_LINES : GOES_ON_LINES;
  return index - quietSince > reach || index - open.openedAt > LONGEST_LINES;
}

/** Stretches with nothing but signs between them, as one. */
function joined(found: readonly Found[]): Found[] {
  const whole: Found[] = [];
  for (const one of found) {
    const last = whole.at(-1);
    const between = last ? one.line.folded.text.slice(last.end, one.start) : "";
    if (last?.kind === one.kind && !/[\p{L}\p{N}]/u.test(between)) last.end = one.end;
    else whole.push({ ...one });
  }
  return whole;
}
