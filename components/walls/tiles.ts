import { alarmKey, goesOn, reasonsOf } from "@/components/live/call-words";
import { timerMs } from "@/components/live/timer-ms";
import { attentionRank } from "@/lib/calls/attention";
import type { BoardCall } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { formatDuration } from "@/lib/format/duration";

/** Calls of the agents chosen by id or name (lower case); no choice: all. */
export function chosenCalls(calls: BoardCall[], agents: string[]): BoardCall[] {
  if (agents.length === 0) return calls;
  const chosen = new Set(agents);
  return calls.filter(({ agent }) =>
    [agent.id, agent.name].some((name) => chosen.has(name?.trim().toLowerCase() ?? "")),
  );
}

/** 3: a person is needed now. 2: soon. 1: calm. */
export function tileWeight(call: BoardCall): 1 | 2 | 3 {
  const reasons = reasonsOf(call);
  if (reasons.length === 0) return 1;
  return reasons.some(({ severity }) => severity === "critical") ? 3 : 2;
}

const startOf = (call: BoardCall) => timeMs(call.startedAt) ?? timeMs(call.createdAt) ?? Number.MAX_SAFE_INTEGER;

/** The most urgent first, then the longest; a call keeps its place as it ages, and as it ends. */
export function inWallOrder(calls: BoardCall[]): BoardCall[] {
  const urgency = (call: BoardCall) => attentionRank(reasonsOf(call));
  return [...calls].sort(
    (a, b) =>
      tileWeight(b) - tileWeight(a) || urgency(b) - urgency(a) || startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1),
  );
}

/** What the head of the wall counts, over the calls chosen. Just-ended calls are no longer counted. */
export function wallCounts(calls: BoardCall[]): {
  active: number;
  ringing: number;
  attention: number;
  critical: number;
} {
  const live = calls.filter(goesOn);
  const active = live.filter((call) => call.status === "active").length;
  return {
    active,
    ringing: live.length - active,
    attention: live.filter((call) => tileWeight(call) > 1).length,
    critical: live.filter((call) => tileWeight(call) === 3).length,
  };
}

/** How many are in the room: the upstream's count, else the list's; null when nothing is known of the room. */
export function peopleCount(call: BoardCall): number | null {
  if (call.numParticipants !== null) return call.numParticipants;
  return call.roomExists === null ? null : call.participants.length;
}

/** The timer's words; `narrow` keeps an hour and more as short as an hour less: "1 h 02". */
export function tileTimer(call: BoardCall, nowMs: number, narrow: boolean): string {
  const ms = timerMs(call, nowMs);
  if (!narrow || ms === null || ms < 3_600_000) return formatDuration(ms);
  const minutes = Math.floor(ms / 60_000);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** Every critical alarm on the wall, by call, reason and since when: one that never was there before makes the chime sound. */
export function criticalKeys(calls: BoardCall[]): string[] {
  return calls.flatMap((call) =>
    reasonsOf(call)
      .filter(({ severity }) => severity === "critical")
      .map((alarm) => alarmKey(call, alarm)),
  );
}
