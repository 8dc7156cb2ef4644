import { attentionRank } from "@/lib/calls/attention-said";
import type { BoardCall } from "@/lib/calls/board";
import { isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { goesOn, reasonsOf } from "./call-words";

export const BOARD_SORTS = ["attention", "longest", "newest"] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

export type BoardFilter = {
  agentId: string;
  direction: string;
  /** one status, or UNANSWERED */
  status: string;
  attention: AttentionFilter;
};

/** Which calls: all there are, those with a reason for attention, those with a critical one. */
export const ATTENTION_FILTERS = ["", "all", "critical"] as const;
type AttentionFilter = (typeof ATTENTION_FILTERS)[number];

/** "" lets every direction pass. */
export const DIRECTION_FILTERS = ["", "inbound", "outbound"] as const;

/** What the tile "Ringing" counts: every call that nobody has answered yet. */
export const UNANSWERED = "unanswered";

export const NO_FILTER: BoardFilter = { agentId: "", direction: "", status: "", attention: "" };

/**
 * True when a call passes every part of the filter; an empty part lets everything pass.
 * @param hits calls in which the server has found what is searched for; null while it has not answered, or nothing is
 */
export function passesFilter(call: BoardCall, filter: BoardFilter, hits: { has(id: string): boolean } | null): boolean {
  if (filter.agentId !== "" && call.agent.id !== filter.agentId) return false;
  if (filter.direction !== "" && call.direction !== filter.direction) return false;
  if (filter.status !== "" && !hasStatus(call, filter.status)) return false;
  if (filter.attention !== "" && !needsAttention(call, filter.attention)) return false;
  return hits === null || hits.has(call.id);
}

/** A live status is that of a call that goes on, so that a filter shows what its tile counts. */
export function hasStatus(call: BoardCall, status: string): boolean {
  if (status === UNANSWERED) return goesOn(call) && call.status !== "active";
  return call.status === status && (goesOn(call) || !isLive(status));
}

export function needsAttention(call: BoardCall, which: "all" | "critical"): boolean {
  return reasonsOf(call).some(({ severity }) => which === "all" || severity === "critical");
}

const startOf = (call: BoardCall) => timeMs(call.startedAt) ?? timeMs(call.createdAt) ?? Number.MAX_SAFE_INTEGER;
const byId = (a: BoardCall, b: BoardCall) => (a.id < b.id ? -1 : 1);

const COMPARE: Record<BoardSort, (a: BoardCall, b: BoardCall) => number> = {
  attention: (a, b) =>
    attentionRank(reasonsOf(b)) - attentionRank(reasonsOf(a)) || startOf(a) - startOf(b) || byId(a, b),
  longest: (a, b) => startOf(a) - startOf(b) || byId(a, b),
  newest: (a, b) => (timeMs(b.createdAt) ?? 0) - (timeMs(a.createdAt) ?? 0) || byId(a, b),
};

/** Calls in the order a sort asks for, running ones first, equal ones by id, so that equal input gives equal order. */
export function sortCalls(calls: readonly BoardCall[], sort: BoardSort): BoardCall[] {
  return [...calls].sort((a, b) => Number(goesOn(b)) - Number(goesOn(a)) || COMPARE[sort](a, b));
}
