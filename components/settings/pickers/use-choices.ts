"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/shell/viewer";
import { accessErrorWords } from "@/lib/queries/access-words";
import { agentsQuery } from "@/lib/queries/agents";
import { boardQuery } from "@/lib/queries/live";
import { agentChoices, type Choice, campaignChoices } from "./choices";

/** The agents of the organisation, as far as this person may ask for them. */
function useAgents() {
  const { mode, person } = useViewer();
  const isAsked = mode === "on" && person?.may.includes("agents.read") === true;
  return useQuery({ ...agentsQuery(), enabled: isAsked });
}

const NONE: never[] = [];

/** How agents are called, for lists that show scopes. */
export function useAgentLabels(): readonly Choice[] {
  const { data } = useAgents();
  return agentChoices(data?.agents ?? NONE, NONE);
}

/**
 * What can be chosen, and what is amiss with the list, in words.
 * @returns `calls` null: the board is not known
 */
export function useChoices() {
  const { data, error, isPending, fetchStatus } = useAgents();
  const board = useQuery({ ...boardQuery(), select: (answer) => answer.board.data.calls });
  const calls = board.data ?? null;
  return {
    calls,
    agents: agentChoices(data?.agents ?? NONE, calls ?? NONE),
    campaigns: campaignChoices(calls ?? NONE),
    trouble: troubleOf(),
  };

  function troubleOf(): string | null {
    if (error !== null && data === undefined) {
      const { title } = accessErrorWords(error.reason, "settings");
      return `${title}: the list of agents is not known. Agents of live calls are offered; what was chosen stays.`;
    }
    if (data === undefined) return isPending && fetchStatus !== "idle" ? "Looking for the agents…" : null;
    return data.isComplete && error === null ? null : "There may be agents that are not in this list.";
  }
}
