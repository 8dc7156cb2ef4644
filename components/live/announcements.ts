import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import type { BoardCall } from "@/lib/calls/board";
import { isFinal, statusFacts } from "@/lib/calls/status";
import { callName, reasonsOf } from "./call-words";

/** More news than this at once is told as numbers: nobody follows a list read aloud. */
const TOLD_ONE_BY_ONE = 3;

/**
 * What a screen reader is told after a poll: new alarms and ended calls, never timers or growing lines. Empty when
 * nothing of the kind happened; on the first look nothing is news.
 */
export function boardNews(before: readonly BoardCall[] | null, now: readonly BoardCall[]): string {
  if (before === null || before === now) return "";
  const known = new Map(before.map((call) => [call.id, call]));
  const alarms: string[] = [];
  const ended: string[] = [];
  for (const call of now) {
    const old = known.get(call.id);
    if (old === call) continue;
    const reasons = new Set(old && reasonsOf(old).map(({ reason, severity }) => `${reason} ${severity}`));
    for (const { reason, severity, sentence } of reasonsOf(call)) {
      if (reasons.has(`${reason} ${severity}`)) continue;
      alarms.push(
        `${severity === "critical" ? "Critical" : "Warning"}, ${callName(call)}: ${ATTENTION_WORDS[reason]}. ${sentence}.`,
      );
    }
    if (old && !isFinal(old.status) && isFinal(call.status)) {
      ended.push(`Call with ${callName(call)} ended: ${statusFacts(call.status).label}.`);
    }
  }
  if (alarms.length + ended.length <= TOLD_ONE_BY_ONE) return [...alarms, ...ended].join(" ");
  return [counted(alarms.length, "new alarm"), counted(ended.length, "call", "ended")].filter(Boolean).join(" ");
}

function counted(count: number, noun: string, verb = ""): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}${verb === "" ? "" : ` ${verb}`}.`;
}
