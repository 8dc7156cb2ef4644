import { alarmKey, goesOn, reasonsOf } from "@/components/live/call-words";
import { timerMs } from "@/components/live/timer-ms";
import { attentionRank } from "@/lib/calls/attention-said";
import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { formatDuration } from "@/lib/format/duration";
import type { LaneCall } from "./lanes";

/** Calls of the agents chosen by id or name, and of the campaigns chosen (all lower case); no choice: all. */
export function chosenCalls(calls: BoardCall[], wanted: { agents: string[]; campaigns: string[] }): BoardCall[] {
  if (wanted.agents.length + wanted.campaigns.length === 0) return calls;
  const [agents, campaigns] = [new Set(wanted.agents), new Set(wanted.campaigns)];
  const isIn = (chosen: ReadonlySet<string>, name: string | null) =>
    name !== null && name.trim() !== "" && chosen.has(name.trim().toLowerCase());
  return calls.filter(
    ({ agent, campaignId }) => isIn(agents, agent.id) || isIn(agents, agent.name) || isIn(campaigns, campaignId),
  );
}

/** 3: a person is needed now. 2: soon. 1: calm. */
export function severityOf(call: BoardCall): 1 | 2 | 3 {
  const reasons = reasonsOf(call);
  if (reasons.length === 0) return 1;
  return reasons.some(({ severity }) => severity === "critical") ? 3 : 2;
}

const startOf = (call: BoardCall) => timeMs(call.startedAt) ?? timeMs(call.createdAt) ?? Number.MAX_SAFE_INTEGER;
const oldestFirst = (a: BoardCall, b: BoardCall) => startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1);

/** Every call by its start, as lanes take them in. */
export function inOrderOfStart(calls: readonly BoardCall[]): BoardCall[] {
  return [...calls].sort(oldestFirst);
}

/** Calls that need attention, the most urgent first, then the longest. */
export function alarmsOf(calls: readonly BoardCall[]): { id: string; severity: 2 | 3 }[] {
  const urgency = (call: BoardCall) => attentionRank(reasonsOf(call));
  return calls
    .map((call) => ({ call, severity: severityOf(call) }))
    .filter((known): known is { call: BoardCall; severity: 2 | 3 } => known.severity > 1)
    .sort((a, b) => b.severity - a.severity || urgency(b.call) - urgency(a.call) || oldestFirst(a.call, b.call))
    .map(({ call, severity }) => ({ id: call.id, severity }));
}

/** What tells agents apart: their id, else their name; all of whom neither is known are one. */
const agentKey = ({ agent }: BoardCall) => agent.id ?? agent.name ?? "";

export function laneCallOf(call: BoardCall): LaneCall {
  return { id: call.id, agent: agentKey(call), agentName: call.agent.name?.trim() || null, goesOn: goesOn(call) };
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
    attention: live.filter((call) => severityOf(call) > 1).length,
    critical: live.filter((call) => severityOf(call) === 3).length,
  };
}

/** How long a call has run at a moment, milliseconds; an age that stands still is told where it stands. */
export function runningMs(call: BoardCall, nowMs: number): number | null {
  return timerMs(call, Math.min(nowMs, timeMs(call.standsAt) ?? nowMs));
}

/** How long the longest of these calls that go on has run; null: of none is it known. */
export function longestMs(calls: readonly BoardCall[], nowMs: number): number | null {
  let longest: number | null = null;
  for (const call of calls) {
    const ms = goesOn(call) ? runningMs(call, nowMs) : null;
    if (ms !== null && (longest === null || ms > longest)) longest = ms;
  }
  return longest;
}

/** A timer that takes no more room from an hour on: "59:59", "1 h 02". Null: "—". */
export function shortTimer(ms: number | null): string {
  if (ms === null || ms < 3_600_000) return formatDuration(ms);
  const minutes = Math.floor(ms / 60_000);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** The middle one of the calls' own medians of how fast the agent answers; null with fewer than three. */
export function typicalAnswerMs(calls: readonly BoardCall[]): number | null {
  const medians = calls
    .filter(goesOn)
    .flatMap(({ agentResponseMedianMs }) => (agentResponseMedianMs === null ? [] : [agentResponseMedianMs]))
    .sort((a, b) => a - b);
  return medians.length < 3 ? null : (medians[Math.floor(medians.length / 2)] ?? null);
}

/** Since when the floor has been calm at least, by what the server has sampled; null where it last was not. Epoch ms. */
export function calmSince(history: BoardTotals["history"]): number | null {
  let since: number | null = null;
  for (const { at, attention } of history) since = attention > 0 ? null : (since ?? timeMs(at));
  return since;
}

/** "All calm for 12 min": whole minutes, hours from two on; in the first minute nothing is said of how long. */
export function calmWords(sinceMs: number | null, nowMs: number): string {
  const minutes = sinceMs === null ? 0 : Math.floor((nowMs - sinceMs) / 60_000);
  if (minutes < 1) return "All calm";
  return minutes < 120 ? `All calm for ${minutes} min` : `All calm for ${Math.floor(minutes / 60)} h`;
}

/** Every critical alarm on the wall, by call, reason and since when: one that never was there before makes the chime sound. */
export function criticalKeys(calls: BoardCall[]): string[] {
  return calls.flatMap((call) =>
    reasonsOf(call)
      .filter(({ severity }) => severity === "critical")
      .map((alarm) => alarmKey(call, alarm)),
  );
}
