import { redactTranscript } from "@/lib/redaction/redaction";
import type { Case, LabelledSpan } from "./cases";

const PLACEHOLDER =
  /\[(?:card number|phone number|e-mail|id number|account number|date of birth|code|number|withheld)\]/;

type Stretch = { line: number; start: number; end: number };
export type Outcome = { case: Case; redacted: string[]; missed: LabelledSpan[]; wrong: Stretch[]; taken: number };

/**
 * What redaction does to a case: labelled spans of which a letter or digit survives, and stretches taken out that touch no
 * labelled span. Judged on what comes out alone.
 */
export function judge(one: Case): Outcome {
  const redacted = redactTranscript(one.messages, { isGrowing: false }).map(({ content }) => content);
  const taken = redacted.flatMap((text, line) => stretchesTaken(one.messages[line]?.content ?? "", text, line));
  const missed = one.spans.filter((span) => {
    const text = one.messages[span.line]?.content ?? "";
    const letters = [...text.slice(span.start, span.end).matchAll(/[\p{L}\p{N}]/gu)];
    return letters.some(({ index }) => !taken.some((stretch) => covers(stretch, span, span.start + index)));
  });
  const wrong = taken.filter((stretch) => {
    return !one.spans.some(
      (span) => span.line === stretch.line && span.start < stretch.end && stretch.start < span.end,
    );
  });
  return { case: one, redacted, missed, wrong, taken: taken.length };
}

function covers(stretch: Stretch, span: LabelledSpan, place: number): boolean {
  return stretch.line === span.line && stretch.start <= place && place < stretch.end;
}

/** Where a text lost something, found again from what is left of it. */
function stretchesTaken(text: string, redacted: string, line: number): Stretch[] {
  const kept = redacted.split(new RegExp(PLACEHOLDER, "g"));
  const escaped = kept.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const match = new RegExp(`^${escaped.join("(.+?)")}$`, "ds").exec(text);
  if (!match?.indices) throw new Error(`"${redacted}" is not what is left of "${text}".`);
  return match.indices.slice(1).map((place) => ({ line, start: place?.[0] ?? 0, end: place?.[1] ?? 0 }));
}

export type Score = { spans: number; found: number; taken: number; right: number };

/** Spans labelled and found, stretches taken out and rightly so. */
export function scoreOf(outcomes: Outcome[]): Score {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    spans: sum((outcome) => outcome.case.spans.length),
    found: sum((outcome) => outcome.case.spans.length - outcome.missed.length),
    taken: sum((outcome) => outcome.taken),
    right: sum((outcome) => outcome.taken - outcome.wrong.length),
  };
}

export const recallOf = ({ spans, found }: Score): number => (spans === 0 ? 1 : found / spans);
export const precisionOf = ({ taken, right }: Score): number => (taken === 0 ? 1 : right / taken);
