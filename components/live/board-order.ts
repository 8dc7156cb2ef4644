import { attentionRank } from "@/lib/calls/attention";
import type { BoardCall } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import { goesOn, reasonsOf } from "./call-words";

export const BOARD_SORTS = ["attention", "longest", "newest"] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

export type BoardFilter = {
  agentId: string;
  direction: string;
  status: string;
};

export const NO_FILTER: BoardFilter = { agentId: "", direction: "", status: "" };

/**
 * True when a call passes every part of the filter; an empty part lets everything pass.
 * @param hits calls in which the server has found what is searched for; null while it has not answered, or nothing is
 */
export function passesFilter(call: BoardCall, filter: BoardFilter, hits: { has(id: string): boolean } | null): boolean {
  if (filter.agentId !== "" && call.agent.id !== filter.agentId) return false;
  if (filter.direction !== "" && call.direction !== filter.direction) return false;
  if (filter.status !== "" && call.status !== filter.status) return false;
  return hits === null || hits.has(call.id);
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

/** Where every card stands, and what that was decided on. */
export type BoardOrder = {
  ids: readonly string[];
  /** what the reader asked for: filter and sort */
  view: string;
  /** what may move cards: the calls there are by id, and under "attention" which of them are critical */
  causes: readonly string[];
  /** true: a better order is known, but the reader is busy with the board */
  waiting: boolean;
};

/**
 * Keeps every card in its place until there is a reason to move it: the filter or sort changed, a call came or went, or
 * (under "attention") a call became or stopped being critical. A call that ended stays where it was. While `held` (the pointer or keys are at work on the board)
 * nothing moves even then: calls that left keep their place, new ones wait at the end.
 */
export function nextOrder(
  known: BoardOrder | null,
  calls: readonly BoardCall[],
  { sort, view, held }: { sort: BoardSort; view: string; held: boolean },
): BoardOrder {
  const causes = causesOf(calls, sort);
  const sameView = known !== null && known.view === view;
  if (sameView && (held || !known.waiting) && hasSameCauses(known.causes, causes)) return known;
  const sorted = sameView ? withEndedInPlace(known.ids, calls, sort) : sortCalls(calls, sort).map((call) => call.id);
  if (!sameView || !held) {
    const unmoved = known !== null && sameIds(known.ids, sorted);
    return { ids: unmoved ? known.ids : sorted, view, causes, waiting: false };
  }
  const placed = new Set(known.ids);
  const arrived = sorted.filter((id) => !placed.has(id));
  const ids = arrived.length > 0 ? [...known.ids, ...arrived] : known.ids;
  return { ids, view, causes, waiting: !sameIds(ids, sorted) };
}

/** The sorted order, but a call that ended stays behind the card it stood behind until it leaves the board. */
function withEndedInPlace(known: readonly string[], calls: readonly BoardCall[], sort: BoardSort): string[] {
  const ended = new Set(calls.filter((call) => !goesOn(call)).map((call) => call.id));
  const staying = new Set(known.filter((id) => ended.has(id)));
  const ids = sortCalls(calls, sort).flatMap((call) => (staying.has(call.id) ? [] : [call.id]));
  const placed = new Set(ids);
  let before: string | null = null;
  for (const id of known) {
    if (staying.has(id)) {
      ids.splice(before === null ? 0 : ids.indexOf(before) + 1, 0, id);
      placed.add(id);
    }
    if (placed.has(id)) before = id;
  }
  return ids;
}

function causesOf(calls: readonly BoardCall[], sort: BoardSort): string[] {
  return calls.map((call) => (sort === "attention" && isCritical(call) ? `${call.id}!` : call.id));
}

/** In whatever order the calls came; most polls bring them in the same. */
function hasSameCauses(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  return sameIds(one, other) || sameIds([...one].sort(), [...other].sort());
}

function isCritical(call: BoardCall): boolean {
  return reasonsOf(call).some((entry) => entry.severity === "critical");
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
