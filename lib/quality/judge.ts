import type { AttentionWords } from "@/lib/calls/attention-words";
import { elapsedMs } from "@/lib/calls/elapsed";
import type { Check, RubricDefinition } from "@/lib/wire/quality-contract";
import * as builtIn from "./built-in-checks";
import type { Finding } from "./finding";
import * as own from "./own-checks";
import { type Sentiment, sentimentOf } from "./sentiment";
import { type CallToJudge, callerLines, readText, type Talk, talkOf } from "./talk";

/** Raised when the same call would be judged otherwise: every call is judged again then. */
export const JUDGE_VERSION = 1;

export type CheckFinding = Finding & { key: string };

/** Of the weights of checks: what was passed, what could be, and what is left out because it is unknown or not applicable. */
type Arithmetic = { earned: number; possible: number; leftOut: number };

export type Judgement = {
  checks: CheckFinding[];
  arithmetic: Arithmetic;
  /** 0 to 100; null: nothing that counts is known */
  score: number | null;
  efficiency: "efficient" | "lengthy" | null;
  sentiment: Sentiment | null;
};

/** The document's words for it. */
const EFFICIENT_UNDER_SECONDS = 300;

/** Holds a call against a rubric. @param words what is listened for live */
export function judge(definition: RubricDefinition, input: CallToJudge, words: AttentionWords): Judgement {
  const talk = talkOf(input);
  const seconds = secondsOf(input);
  const checks = definition.checks.map((check) => ({ key: check.key, ...checked(check, talk, seconds, words) }));
  const arithmetic = arithmeticOf(definition.checks, checks);
  return {
    checks,
    arithmetic,
    score: scoreOf(arithmetic),
    efficiency: efficiencyOf(input, seconds),
    sentiment: talk.missing === null ? sentimentOf(callerLines(talk).map(readText), input.language) : null,
  };
}

function secondsOf({ call }: CallToJudge): number | null {
  const ms = elapsedMs(call, 0);
  return ms === null ? null : ms / 1_000;
}

function efficiencyOf({ call }: CallToJudge, seconds: number | null): Judgement["efficiency"] {
  if (call.status !== "completed" || seconds === null) return null;
  return seconds < EFFICIENT_UNDER_SECONDS ? "efficient" : "lengthy";
}

function checked(check: Check, talk: Talk, seconds: number | null, words: AttentionWords): Finding {
  switch (check.kind) {
    case "greeting":
      return builtIn.greeting(talk, words);
    case "closing":
      return builtIn.closing(check, talk, words);
    case "professional":
      return builtIn.professional(talk, words);
    case "resolution":
      return builtIn.resolution(talk, words);
    case "response":
      return builtIn.response(check, talk);
    case "efficiency":
      return builtIn.efficiency(check, talk, seconds);
    case "interruptions":
      return builtIn.interruptions(check, talk);
    case "repeats":
      return builtIn.repeats(check, talk);
    case "person":
      return builtIn.person(talk, words);
    case "disclosure":
      return builtIn.disclosure(check, talk, words);
    case "phrases":
      return own.phrases(check, talk);
    case "pattern":
      return own.pattern(check, talk);
    case "timing":
      return own.timing(check, talk, seconds);
    case "metadata":
      return own.metadata(check, talk);
  }
}

/** @param findings in the order of the checks */
export function arithmeticOf(
  checks: readonly Pick<Check, "weight">[],
  findings: readonly Pick<Finding, "result">[],
): Arithmetic {
  const sum = { earned: 0, possible: 0, leftOut: 0 };
  for (const [place, { weight }] of checks.entries()) {
    const result = findings[place]?.result ?? "unknown";
    if (result === "pass") sum.earned += weight;
    if (result === "pass" || result === "fail") sum.possible += weight;
    else sum.leftOut += weight;
  }
  return sum;
}

/** 100 × earned ÷ possible, to a tenth. */
export function scoreOf({ earned, possible }: Arithmetic): number | null {
  return possible === 0 ? null : Math.round((1_000 * earned) / possible) / 10;
}
