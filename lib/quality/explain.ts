import { formatDuration } from "@/lib/format/duration";
import type { Check } from "@/lib/wire/quality-contract";
import type { CheckFinding } from "./judge";

/** What of a finding's words a reader may be told. */
type MayTell = { text: (text: string) => boolean; metadata: boolean };

/**
 * A finding in a plain sentence. It never quotes: words that it names stand in a list or rubric, and are named only to who may
 * see that they were said.
 */
export function explain(check: Check, found: CheckFinding, may: MayTell): string {
  const texts = found.texts.filter(may.text);
  const named = texts.length === 0 ? "" : `: ${texts.map((text) => `“${text.replace("*", "…")}”`).join(", ")}`;
  const [first = 0, second = 0, third = 0, fourth = 0] = found.numbers;
  switch (found.why) {
    case "no_talk":
      return "What was said is not known, or kept no longer.";
    case "too_long":
      return "The call has too many lines to be judged.";
    case "nobody_spoke":
      return "The call was not completed, or nobody spoke.";
    case "agent_silent":
      return "The agent said nothing.";
    case "caller_silent":
      return "The caller said nothing.";
    case "beginning_missing":
      return "The beginning of the call is not kept, so it may have been said there.";
    case "too_costly":
      return "Patterns of this rubric take too long on so much talk, so nobody knows whether it was said.";
    case "no_word_list":
      return "There is no list of words for the language of this call.";
    case "found":
      return `${FOUND[check.kind] ?? "It was said"}${named}.`;
    case "not_found":
      return `${NOT_FOUND[check.kind] ?? "It was not said"}.`;
    case "no_summary":
      return "The call has no summary.";
    case "summary_says_nothing":
      return "The summary does not say whether it was resolved.";
    case "summary_resolved":
      return `The summary says that it was resolved${named}.`;
    case "summary_unresolved":
      return `The summary says that something was left open${named}.`;
    case "no_responses":
      return "The lines have no times that tell how long the caller waited.";
    case "responses":
      return `The agent answered after ${seconds(first)} in the middle of ${second} ${second === 1 ? "answer" : "answers"}; the target is ${seconds(third)}, and ${fourth} took longer.`;
    case "no_duration":
      return "How long the call was is not known.";
    case "duration":
      return `The call took ${formatDuration(first * 1_000)}; the limit is ${formatDuration(second * 1_000)}.`;
    case "ends_unknown":
      return "The call service does not say when each line ended, so nobody knows who interrupted whom.";
    case "interruptions":
      return `The agent began ${first} times while the caller was speaking; ${second} are allowed.`;
    case "repeats":
      return first < second
        ? `No line of the agent's came ${second} times within ten.`
        : `A line of the agent's came ${first} times within ten.`;
    case "measure_unknown":
      return "This measure is not known of the call.";
    case "measure":
      return `${MEASURE_NAMES[check.kind === "timing" ? check.measure : ""] ?? "It"} is ${rounded(first)}${limits(check)}.`;
    case "field_missing":
    case "field_there":
    case "field_equal":
    case "field_other":
      return may.metadata && check.kind === "metadata"
        ? metadataSentence(check.field, found.why)
        : "By the call’s metadata.";
  }
}

const FOUND: Partial<Record<Check["kind"], string>> = {
  greeting: "The agent’s first line greets",
  closing: "The agent’s last lines close the call",
  professional: "The agent used words that nobody should",
  person: "The caller asked for a person",
  disclosure: "The agent said what has to be disclosed",
  phrases: "One of the phrases was said",
  pattern: "A line fits the pattern",
};
const NOT_FOUND: Partial<Record<Check["kind"], string>> = {
  greeting: "The agent’s first line has no greeting that is known",
  closing: "The agent’s last lines have no closing that is known",
  professional: "No word of the list of what nobody should say was found",
  person: "The caller did not ask for a person, as far as the list tells",
  disclosure: "No sentence that discloses it was found",
  phrases: "None of the phrases was said",
  pattern: "No line fits the pattern",
};
const MEASURE_NAMES: Record<string, string> = {
  duration_seconds: "The duration in seconds",
  response_median_seconds: "The agent’s median response in seconds",
  slowest_response_seconds: "The agent’s slowest response in seconds",
  pauses_seconds: "The sum of pauses in seconds",
  ring_seconds: "The ring time in seconds",
  agent_share: "The agent’s share of the talk",
};

const seconds = (ms: number) => `${rounded(ms / 1_000)} s`;
const rounded = (value: number) => String(Math.round(value * 100) / 100);

function limits(check: Check): string {
  if (check.kind !== "timing") return "";
  const { least, most } = check;
  if (least !== null && most !== null) return `; it should be from ${least} to ${most}`;
  if (least !== null) return `; it should be ${least} at least`;
  return most === null ? "" : `; it should be ${most} at most`;
}

function metadataSentence(field: string, why: CheckFinding["why"]): string {
  if (why === "field_missing") return `The metadata has no ${field}.`;
  if (why === "field_there") return `The metadata has ${field}.`;
  return why === "field_equal" ? `${field} is one of what is wanted.` : `${field} is none of what is wanted.`;
}
