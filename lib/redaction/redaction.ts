import { findBirthDates } from "./birth";
import { findEmails } from "./email";
import type { Found, RedactionKind } from "./kinds";
import { findNumbers, type Heard } from "./numbers";
import { streamsOf } from "./streams";
import type { Token } from "./tokens";

export type { RedactionKind };

/** What a line becomes that could not be redacted. */
export const WITHHELD = "[withheld]";

const PLACEHOLDERS: Record<RedactionKind, string> = {
  card: "[card number]",
  phone: "[phone number]",
  email: "[e-mail]",
  id: "[id number]",
  iban: "[account number]",
  birth: "[date of birth]",
  code: "[code]",
  number: "[number]",
};

type Rule = (tokens: readonly Token[], isUnfinished: boolean) => Heard[];

type RedactionOptions = {
  /** a finished transcript's last number is not waited for; default true */
  isGrowing?: boolean;
  /** lines before the first are missing, and a number may already be being told in it; default false */
  startsCut?: boolean;
  /** for tests */
  rule?: Rule;
};

/** Everything that is looked for, in the order in which one takes words from the next. */
const findAll: Rule = (tokens, isUnfinished) => {
  const whole = (found: Found): Heard => {
    return { digits: "", first: found.line.index, last: found.line.index, kind: found.kind, found: [found] };
  };
  const taken = new Set<Token>();
  const addresses = findEmails(tokens, taken).map(whole);
  const births = findBirthDates(tokens, taken).map(whole);
  return [...addresses, ...births, ...findNumbers(tokens, taken, isUnfinished)];
};

/** One text by itself, with what was taken out. It is no guarantee (redaction-notice.ts). Throws nothing. */
export function redactText(text: string): { text: string; found: RedactionKind[] } {
  const line = { role: "user", content: text };
  const { messages, kinds } = redact([line], { isGrowing: false });
  return { text: messages[0]?.content ?? WITHHELD, found: kinds };
}

/**
 * A transcript in reading order without the numbers and addresses said in it, also those told in several lines. A message
 * in which nothing was found is the same object. While a number is asked for or talked about, every group of it goes at
 * once; else digits that end a speaker's newest line are taken out from four on, as more may follow, and the first three
 * of a number nobody spoke of are shown until its next line arrives. A line that cannot be redacted is withheld, together
 * with those it may share a number with. Pure, linear in the text; throws nothing.
 */
export function redactTranscript<M extends { role: string; content: string | null }>(
  messages: M[],
  options: RedactionOptions = {},
): M[] {
  return redact(messages, options).messages;
}

function redact<M extends { role: string; content: string | null }>(
  messages: M[],
  { isGrowing = true, startsCut = false, rule = findAll }: RedactionOptions,
): { messages: M[]; kinds: RedactionKind[] } {
  const { streams, open, dictated, withheld } = streamsOf(messages, startsCut);
  const heard: Heard[] = [];
  for (const stream of streams) {
    try {
      for (const one of rule(stream.tokens, isGrowing && open.has(stream))) heard.push(one);
    } catch {
      for (const { line } of stream.tokens) withheld.add(line.index);
    }
  }
  nameEchoes(heard);
  const byLine = new Map<number, Found[]>();
  const known = heard.flatMap((one) => (one.kind === null ? [] : one.found));
  for (const found of [...known, ...dictated]) {
    const listed = byLine.get(found.line.index);
    if (listed) listed.push(found);
    else byLine.set(found.line.index, [found]);
  }
  const kinds: RedactionKind[] = [];
  const redacted = messages.map((message, index) => {
    if (withheld.has(index)) return { ...message, content: WITHHELD };
    const found = byLine.get(index);
    return found ? { ...message, content: withPlaceholders(message.content ?? "", found, kinds) } : message;
  });
  return { messages: redacted, kinds };
}

const ECHO_REACH_LINES = 2;
const MOST_SOURCES = 8;

/** Digits too few to be taken out are, where they repeat some that were: "…five one oh five." "Five one oh five, okay." */
function nameEchoes(heard: Heard[]): void {
  const byLine = new Map<number, Heard[]>();
  for (const one of heard) {
    if (one.kind === null || one.digits === "") continue;
    for (const { line } of one.found) {
      const listed = byLine.get(line.index) ?? [];
      if (listed.length < MOST_SOURCES) listed.push(one);
      byLine.set(line.index, listed);
    }
  }
  const echoed = heard.filter(({ kind, digits }) => kind === null && digits !== "");
  for (const echo of echoed) {
    for (let index = echo.first - ECHO_REACH_LINES; index <= echo.last + ECHO_REACH_LINES; index += 1) {
      const source = byLine.get(index)?.find(({ digits }) => digits.includes(echo.digits));
      if (source) echo.kind = source.kind;
    }
  }
}

/** The text with placeholders, stretches that touch each other as one; `kinds` learns what was found. */
function withPlaceholders(text: string, found: Found[], kinds: RedactionKind[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { line, start, end, kind } of found.sort((a, b) => a.start - b.start)) {
    const { offsets } = line.folded;
    const from = offsets ? (offsets.starts[start] ?? text.length) : start;
    const to = offsets ? (offsets.ends[end - 1] ?? text.length) : end;
    if (to <= at) continue;
    if (from >= at) {
      parts.push(text.slice(at, from), PLACEHOLDERS[kind]);
      kinds.push(kind);
    }
    at = to;
  }
  return parts.join("") + text.slice(at);
}
