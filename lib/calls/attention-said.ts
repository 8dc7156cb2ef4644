import { formatAge } from "@/lib/format/duration";
import { ATTENTION_REASONS } from "./attention-reasons";
import type { Attention } from "./board";
import { timeMs } from "./time";

/** How reasons are told and ordered. Apart from how they are found, because every page asks this and no page that. */

/** The sentence of an entry with its age as of `nowMs`; without a time it stands as it came. */
export function attentionSentence(
  attention: Pick<Attention, "reason" | "severity" | "sentence" | "since">,
  nowMs: number,
): string {
  const sinceMs = timeMs(attention.since);
  if (sinceMs === null) return attention.sentence;
  const age = formatAge(nowMs - sinceMs);
  switch (attention.reason) {
    case "stuck":
      return `Marked active, but nobody has been in the room for ${age}`;
    case "caller_alone":
      return `The caller has been alone for ${age}, no agent is in the room`;
    case "agent_silent":
      return `Caller spoke ${age} ago, the agent has not answered`;
    case "dead_air":
      return `Nobody has spoken for ${age}`;
    case "ringing_long":
      return `Waiting for an answer for ${age}`;
    case "long_call":
      return `Running for ${age}`;
    case "agent_repeats":
    case "caller_upset":
      return `${attention.sentence.replace(/, [^,]+ ago$/, "")}, ${age} ago`;
  }
}

/** How urgent a call is, for sorting: higher comes first, 0 when nothing is wrong. Ages do not move it, so that order is calm. */
export function attentionRank(list: Pick<Attention, "reason" | "severity">[]): number {
  const worst = Math.max(0, ...list.map(urgency));
  return worst * 10 + Math.min(9, list.length);
}

/** How urgent one reason is among others: higher comes first. */
export function urgency({ reason, severity }: Pick<Attention, "reason" | "severity">): number {
  return (severity === "critical" ? 100 : 0) + ATTENTION_REASONS.length - ATTENTION_REASONS.indexOf(reason);
}
