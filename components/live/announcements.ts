import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import type { BoardCall } from "@/lib/calls/board";
import { isFinal } from "@/lib/calls/status";
import { alarmKey, callName, reasonsOf, stageWord } from "./call-words";

/** More news than this at once is told as numbers: nobody follows a list read aloud. */
const TOLD_ONE_BY_ONE = 3;

/**
 * What a screen reader is told after a poll: new alarms and ended calls, never timers or growing lines. Empty when
 * nothing of the kind happened; on the first look nothing is news.
 * @param told keys of alarms that stood before: one that comes back with its call, which the list had lost for a moment, is none
 */
export function boardNews(
  before: readonly BoardCall[] | null,
  now: readonly BoardCall[],
  told: ReadonlySet<string> = new Set(),
): string {
  if (before === null || before === now) return "";
  const known = new Map(before.map((call) => [call.id, call]));
  const alarms: string[] = [];
  const ended: string[] = [];
  for (const call of now) {
    const old = known.get(call.id);
    if (old === call) continue;
    const reasons = new Set(old && reasonsOf(old).map(({ reason, severity }) => `${reason} ${severity}`));
    for (const alarm of reasonsOf(call)) {
      const { reason, severity, sentence } = alarm;
      if (reasons.has(`${reason} ${severity}`) || told.has(alarmKey(call, alarm))) continue;
      alarms.push(
        `${severity === "critical" ? "Critical" : "Warning"}, ${callName(call)}: ${ATTENTION_WORDS[reason]}. ${sentence}.`,
      );
    }
    if (old && !hasEnded(old) && hasEnded(call)) {
      const how = isFinal(call.status) ? `: ${stageWord(call)}` : "";
      ended.push(`Call with ${callName(call)} ended${how}.`);
    }
  }
  if (alarms.length + ended.length <= TOLD_ONE_BY_ONE) return [...alarms, ...ended].join(" ");
  return [counted(alarms.length, "new alarm"), counted(ended.length, "call", "ended")].filter(Boolean).join(" ");
}

/** Known to have ended, if not how. */
const hasEnded = ({ status, phase }: BoardCall) => isFinal(status) || phase === "ended";

/** What has been told after this board: its alarms, and earlier ones of calls that are still on it. */
export function toldAfter(told: ReadonlySet<string>, calls: readonly BoardCall[]): ReadonlySet<string> {
  const ids = new Set(calls.map(({ id }) => id));
  const kept = [...told].filter((key) => ids.has(key.slice(0, key.indexOf(" "))));
  return new Set([...kept, ...calls.flatMap((call) => reasonsOf(call).map((alarm) => alarmKey(call, alarm)))]);
}

function counted(count: number, noun: string, verb = ""): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}${verb === "" ? "" : ` ${verb}`}.`;
}
