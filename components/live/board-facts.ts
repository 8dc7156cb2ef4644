import type { BoardCall } from "@/lib/calls/board";
import { ALL_STATUSES, isFinal, isLive } from "@/lib/calls/status";
import { countsOf, countWords } from "./board-count";
import { hasStatus, UNANSWERED } from "./board-order";
import { goesOn, reasonsOf } from "./call-words";

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
  // One look at each call, for every poll asks: most are of known statuses, and calm.
  const statuses = new Map<string, number>([[UNANSWERED, 0]]);
  for (const status of ALL_STATUSES) if (isLive(status) || isFinal(status)) statuses.set(status, 0);
  const add = (status: string, by: boolean) => {
    const count = statuses.get(status);
    if (by || count === undefined) statuses.set(status, (count ?? 0) + Number(by));
  };
  const agents = new Map<string, string>();
  let attention = 0;
  let critical = 0;
  for (const call of calls) {
    const { status, agent } = call;
    // Critical reasons come first.
    const worst = reasonsOf(call)[0]?.severity;
    if (worst !== undefined) attention += 1;
    if (worst === "critical") critical += 1;
    if (status !== "" && status !== UNANSWERED) add(status, hasStatus(call, status));
    add(UNANSWERED, hasStatus(call, UNANSWERED));
    if (agent.id === null) continue;
    const name = agent.name ?? agent.id;
    if (agents.get(agent.id) !== name) agents.set(agent.id, name);
  }
  if (chosen.status !== "") add(chosen.status, false);
  if (chosen.agent !== "" && !agents.has(chosen.agent)) agents.set(chosen.agent, "An agent without calls");
  const all = countsOf(calls, goesOn);
  return {
    count: countWords(passing.length === calls.length ? all : countsOf(passing, goesOn), all),
    attention,
    critical,
    // Every status a call on the board can have, and any other that one has or that was chosen.
    statuses: [...statuses],
    agents: [...agents].sort((a, b) => a[1].localeCompare(b[1])),
  };
}

/** Whether two say the same. */
export const isSameFacts = (one: BoardFacts, other: BoardFacts) => JSON.stringify(one) === JSON.stringify(other);
