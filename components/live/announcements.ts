import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { isFinal } from "@/lib/calls/status";
import { alarmKey, reasonsOf, stageWord } from "./call-words";

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
  // Most calls stand where they stood: by their place they are found without a list of all.
  let byId: Map<string, BoardCall> | null = null;
  const known = (id: string, place: number) => {
    if (before[place]?.id === id) return before[place];
    byId ??= new Map(before.map((call) => [call.id, call]));
    return byId.get(id);
  };
  const alarms: string[] = [];
  const ended: string[] = [];
  for (const [place, call] of now.entries()) {
    const old = known(call.id, place);
    if (old === call) continue;
    const reasons = new Set(old && reasonsOf(old).map(({ reason, severity }) => `${reason} ${severity}`));
    for (const alarm of reasonsOf(call)) {
      const { reason, severity, sentence } = alarm;
      if (reasons.has(`${reason} ${severity}`) || told.has(alarmKey(call, alarm))) continue;
      alarms.push(
        `${severity === "critical" ? "Critical" : "Warning"}, ${callTitle(call).who}: ${ATTENTION_WORDS[reason]}. ${sentence}.`,
      );
    }
    if (old && !hasEnded(old) && hasEnded(call)) {
      const how = isFinal(call.status) ? `: ${stageWord(call)}` : "";
      ended.push(`Call with ${callTitle(call).who} ended${how}.`);
    }
  }
  if (alarms.length + ended.length <= TOLD_ONE_BY_ONE) return [...alarms, ...ended].join(" ");
  return [counted(alarms.length, "new alarm"), counted(ended.length, "call", "ended")].filter(Boolean).join(" ");
}

/** Known to have ended, if not how. */
const hasEnded = ({ status, phase }: BoardCall) => isFinal(status) || phase === "ended";

/** What has been told after this board: its alarms, and earlier ones of calls that are still on it. */
export function toldAfter(told: ReadonlySet<string>, calls: readonly BoardCall[]): ReadonlySet<string> {
  const after = new Set<string>();
  for (const call of calls) for (const alarm of reasonsOf(call)) after.add(alarmKey(call, alarm));
  // Most alarms stand on: whether its call is still there is asked only of one that does not.
  let ids: Set<string> | null = null;
  for (const key of told) {
    if (after.has(key)) continue;
    ids ??= new Set(calls.map(({ id }) => id));
    if (ids.has(key.slice(0, key.indexOf(" ")))) after.add(key);
  }
  return after;
}

function counted(count: number, noun: string, verb = ""): string {
  if (count === 0) return "";
  return `${count} ${noun}${count === 1 ? "" : "s"}${verb === "" ? "" : ` ${verb}`}.`;
}
