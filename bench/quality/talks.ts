import { DEFAULT_ATTENTION_WORDS } from "@/lib/calls/attention-words";
import { aCall, aMessage, at } from "@/lib/calls/build";
import { judge } from "@/lib/quality/judge";
import { CONVERSATIONS } from "@/lib/simulator/conversations";
import type { Check } from "@/lib/wire/quality-contract";
import { LABELLED_CHECKS } from "./labelled";

/** The simulator's talks, which were written long before the lists and by others: none of them lacks a greeting. */
const checks: Check[] = [
  { key: "greeting", title: "it", weight: 1, kind: "greeting" },
  { key: "closing", title: "it", weight: 1, kind: "closing", lines: 2 },
  { key: "unprofessional", title: "it", weight: 1, kind: "professional" },
  { key: "resolution", title: "it", weight: 1, kind: "resolution" },
  { key: "person", title: "it", weight: 1, kind: "person" },
  { key: "disclosure", title: "it", weight: 1, kind: "disclosure", phrases: [] },
];

/** How many of the talks pass each check, and what those that fail it were. */
export function talkResults(): { name: string; pass: number; fail: number; unknown: number; failed: string[] }[] {
  const judged = CONVERSATIONS.map(({ key, language, lines, summary }) => {
    const transcript = lines.split("\n").flatMap((line, place) => {
      const role = { A: "assistant", C: "user" }[line.charAt(0)];
      if (role === undefined || line.charAt(1) !== ":") return [];
      return [aMessage({ role, content: line.slice(3).replace(/[{}]/g, ""), timestamp: at(place * 1_000) })];
    });
    const call = aCall({ status: "completed", transcript, summary });
    const definition = { name: "it", agents: [], campaigns: [], languages: [], passMark: 0, checks };
    const lineKeys = transcript.map((_, place) => place);
    const input = { call, lineKeys, omittedMessages: 0, hasTalk: true, language };
    return { key, checks: judge(definition, input, DEFAULT_ATTENTION_WORDS).checks };
  });
  return LABELLED_CHECKS.map((name) => {
    const of = (result: string) =>
      judged.filter((one) => one.checks.some((check) => check.key === name && check.result === result));
    const failed = of("fail").map(({ key }) => key);
    return { name, pass: of("pass").length, fail: failed.length, unknown: of("unknown").length, failed };
  });
}
