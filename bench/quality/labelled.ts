import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_ATTENTION_WORDS } from "@/lib/calls/attention-words";
import { aCall, aMessage, at } from "@/lib/calls/build";
import { judge } from "@/lib/quality/judge";
import { sentimentOf } from "@/lib/quality/sentiment";
import type { Check } from "@/lib/wire/quality-contract";

/** Lines labelled by hand, and what the checks and the word list say of them. */

export const LABELLED_CHECKS = ["greeting", "closing", "unprofessional", "resolution", "person", "disclosure"] as const;
type LabelledCheck = (typeof LABELLED_CHECKS)[number];
export type Outcome = { language: string; name: string; text: string; wanted: boolean; got: boolean };
export type Figures = { right: number; wrong: number; missed: number; precision: number; recall: number };

function sections(file: string): { language: string; name: string; label: string; text: string }[] {
  let [language, name] = ["", ""];
  const lines: ReturnType<typeof sections> = [];
  for (const line of readFileSync(join(import.meta.dirname, file), "utf8").split("\n")) {
    if (line.startsWith("# ")) [language = "", name = ""] = line.slice(2).split(" ");
    else if (line !== "") lines.push({ language, name, label: line.charAt(0), text: line.slice(2) });
  }
  return lines;
}

const CHECKS: Record<LabelledCheck, Check> = {
  greeting: { key: "it", title: "it", weight: 1, kind: "greeting" },
  closing: { key: "it", title: "it", weight: 1, kind: "closing", lines: 2 },
  unprofessional: { key: "it", title: "it", weight: 1, kind: "professional" },
  resolution: { key: "it", title: "it", weight: 1, kind: "resolution" },
  person: { key: "it", title: "it", weight: 1, kind: "person" },
  disclosure: { key: "it", title: "it", weight: 1, kind: "disclosure", phrases: [] },
};
/** What they look for is a fault. */
const FAULTS: readonly string[] = ["unprofessional", "person"];

/** first: written before the lists. fresh: after them, in other words; the lists have not been changed for it. */
export const SETS = ["first", "fresh"] as const;
type LabelledSet = (typeof SETS)[number];
const fileOf = (what: "checks" | "sentiment", set: LabelledSet) => `${what}${set === "first" ? "" : "-fresh"}.txt`;

/** Each line as the one line, or the summary, of a completed call. */
export function checkOutcomes(set: LabelledSet): Outcome[] {
  return sections(fileOf("checks", set)).map(({ language, name, label, text }) => {
    const role = name === "person" ? "user" : "assistant";
    const isSummary = name === "resolution";
    const transcript = [aMessage({ role, content: isSummary ? "…" : text, timestamp: at(0) })];
    const call = aCall({ status: "completed", transcript, summary: isSummary ? text : null });
    const check = CHECKS[name as LabelledCheck];
    const definition = { name: "it", agents: [], campaigns: [], languages: [], passMark: 0, checks: [check] };
    const input = { call, lineKeys: [0], omittedMessages: 0, hasTalk: true, language };
    const result = judge(definition, input, DEFAULT_ATTENTION_WORDS).checks[0]?.result;
    return { language, name, text, wanted: label === "+", got: result === (FAULTS.includes(name) ? "fail" : "pass") };
  });
}

/** Twice each line: is it good, is it bad. */
export function sentimentOutcomes(set: LabelledSet): Outcome[] {
  return sections(fileOf("sentiment", set)).flatMap(({ language, label, text }) => {
    const score = sentimentOf([text], language)?.score ?? 0;
    return [
      { language, name: "good", text, wanted: label === "p", got: score > 0 },
      { language, name: "bad", text, wanted: label === "n", got: score < 0 },
    ];
  });
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const count = (wanted: boolean, got: boolean) =>
    outcomes.filter((one) => one.wanted === wanted && one.got === got).length;
  const [right, wrong, missed] = [count(true, true), count(false, true), count(true, false)];
  return { right, wrong, missed, precision: right / (right + wrong), recall: right / (right + missed) };
}
