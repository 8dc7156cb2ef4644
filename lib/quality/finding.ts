import type { Result } from "@/lib/wire/quality-contract";

/**
 * What a check has found. `why` names a sentence (explain.ts) that `numbers` and `texts` are put into; `texts` are words of
 * lists and rubrics, never what somebody said.
 */
export type Finding = { result: Result; evidence: number[]; why: Why; numbers: number[]; texts: string[] };
export type Why =
  | "no_talk"
  | "too_long"
  | "nobody_spoke"
  | "agent_silent"
  | "caller_silent"
  | "beginning_missing"
  | "too_costly"
  | "no_word_list"
  | "found"
  | "not_found"
  | "no_summary"
  | "summary_says_nothing"
  | "summary_resolved"
  | "summary_unresolved"
  | "no_responses"
  | "responses"
  | "no_duration"
  | "duration"
  | "ends_unknown"
  | "interruptions"
  | "repeats"
  | "measure_unknown"
  | "measure"
  | "field_missing"
  | "field_there"
  | "field_equal"
  | "field_other";

/** More lines than these show nothing more. */
const MOST_EVIDENCE = 20;

export function finding(
  result: Result,
  why: Why,
  more: { evidence?: readonly number[]; numbers?: readonly number[]; texts?: readonly string[] } = {},
): Finding {
  return {
    result,
    why,
    evidence: [...new Set(more.evidence ?? [])].filter((key) => key >= 0).slice(0, MOST_EVIDENCE),
    numbers: [...(more.numbers ?? [])],
    texts: [...new Set(more.texts ?? [])],
  };
}
