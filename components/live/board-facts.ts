import type { BoardCall } from "@/lib/calls/board";
import { ALL_STATUSES, isFinal, isLive } from "@/lib/calls/status";
import { countsOf, countWords } from "./board-count";
import { hasStatus, needsAttention, UNANSWERED } from "./board-order";
import { goesOn } from "./call-words";

/** What the toolbar says of the calls: of most polls the same, whatever was said in them. */
export type BoardFacts = {
  /** how many there are and are shown, in words */
  count: string;
  /** how many calls the choices of the filter would show */
  attention: number;
  critical: number;
  statuses: (readonly [status: string, calls: number])[];
  agents: [id: string, name: string][];
};

/**
 * @param passing the calls that the filter lets through
 * @param chosen the status and the agent's id that are filtered by; "": none
 */
export function boardFacts(
  calls: readonly BoardCall[],
  passing: readonly BoardCall[],
  chosen: { status: string; agent: string },
): BoardFacts {
  const count = (test: (call: BoardCall) => boolean) => calls.filter(test).length;
  return {
    count: countWords(countsOf(passing, goesOn), countsOf(calls, goesOn)),
    attention: count((call) => needsAttention(call, "all")),
    critical: count((call) => needsAttention(call, "critical")),
    statuses: statusesOf(calls, chosen.status),
    agents: agentsOf(calls, chosen.agent),
  };
}

/** Whether two say the same. */
export const isSameFacts = (one: BoardFacts, other: BoardFacts) => JSON.stringify(one) === JSON.stringify(other);

/** Every status a call on the board can have, and any other that one has or that was chosen; one look at each call. */
function statusesOf(calls: readonly BoardCall[], chosen: string): BoardFacts["statuses"] {
  const counts = new Map<string, number>([[UNANSWERED, 0]]);
  for (const status of ALL_STATUSES) if (isLive(status) || isFinal(status)) counts.set(status, 0);
  const add = (status: string, by: number) => counts.set(status, (counts.get(status) ?? 0) + by);
  for (const call of calls) {
    if (call.status !== "" && call.status !== UNANSWERED) add(call.status, hasStatus(call, call.status) ? 1 : 0);
    if (hasStatus(call, UNANSWERED)) add(UNANSWERED, 1);
  }
  if (chosen !== "") add(chosen, 0);
  return [...counts];
}

function agentsOf(calls: readonly BoardCall[], chosen: string): BoardFacts["agents"] {
  const agents = new Map<string, string>();
  for (const { agent } of calls) if (agent.id !== null) agents.set(agent.id, agent.name ?? agent.id);
  if (chosen !== "" && !agents.has(chosen)) agents.set(chosen, "An agent without calls");
  return [...agents].sort((a, b) => a[1].localeCompare(b[1]));
}
