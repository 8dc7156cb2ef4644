import type { BoardCall } from "@/lib/calls/board";
import { isLive } from "@/lib/calls/status";
import type { AgentEntry } from "@/lib/wire/agents-contract";

/** One thing to choose. `note`: what tells it from another of the same name, or what is odd about it. */
export type Choice = { value: string; label: string; note: string | null };

/** Agents and campaigns as a scope or a wall has them. */
export type Chosen = { agents: string[]; agentNames: string[]; campaigns: string[] };

const WORKING = new Set(["deployed", "active"]);
const NAMES = new Intl.Collator("en");

/**
 * The agents to choose from: those the call service names, and those of live calls it does not (all there are, when it
 * cannot be asked). Of two of one name each has its id beside it.
 */
export function agentChoices(known: readonly AgentEntry[], calls: readonly BoardCall[]): Choice[] {
  const all = new Map<string, { name: string | null; status: string | null }>();
  for (const { agent } of calls) if (agent.id !== null) all.set(agent.id, { name: agent.name, status: null });
  for (const { id, name, status } of known) all.set(id, { name: name ?? all.get(id)?.name ?? null, status });
  const times = new Map<string, number>();
  for (const { name } of all.values()) if (name !== null) times.set(name, (times.get(name) ?? 0) + 1);
  return [...all]
    .map(([id, { name, status }]) => {
      const isAmbiguous = name !== null && (times.get(name) ?? 0) > 1;
      const notes = [isAmbiguous ? id : null, status === null || WORKING.has(status) ? null : status];
      return { value: id, label: name ?? id, note: notes.filter((note) => note !== null).join(", ") || null };
    })
    .sort((one, other) => NAMES.compare(one.label, other.label));
}

/** The campaigns of the calls that are here now, by name. */
export function campaignChoices(calls: readonly BoardCall[]): Choice[] {
  const seen = new Set(calls.map(({ campaignId }) => campaignId).filter((id) => id !== null));
  return [...seen].sort(NAMES.compare).map((id) => ({ value: id, label: id, note: null }));
}

/** An agent as it is called, where that is known; else by what was chosen. */
export const labelOf = (value: string, choices: readonly Choice[]): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

/** How many of the live calls this leads to; of nothing chosen: all. Judged as the server does (lib/access/can.ts). */
function matchCount({ agents, agentNames, campaigns }: Chosen, calls: readonly BoardCall[]): number {
  const isAll = agents.length + agentNames.length + campaigns.length === 0;
  return calls.filter(
    ({ status, phase, agent, campaignId }) =>
      isLive(status) &&
      phase !== "ended" &&
      (isAll ||
        (agent.id !== null && agents.includes(agent.id)) ||
        (agent.name !== null && agentNames.includes(agent.name)) ||
        (campaignId !== null && campaigns.includes(campaignId))),
  ).length;
}

/** "matches 14 calls now"; null: the board is not known. */
export function matchWords(chosen: Chosen, calls: readonly BoardCall[] | null): string {
  if (calls === null) return "How many calls that matches now is not known: the board cannot be read.";
  const count = matchCount(chosen, calls);
  const isAll = chosen.agents.length + chosen.agentNames.length + chosen.campaigns.length === 0;
  const now = count === 1 ? "1 call now" : count === 0 ? "no call now" : `${count} calls now`;
  return isAll ? `Every call: ${now}.` : `Matches ${now}.`;
}

/** What fits what was typed: beginnings first, then beginnings of words, then anywhere. */
export function fitting(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return [...choices];
  const rank = ({ label, value }: Choice) => {
    const text = label.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.includes(` ${wanted}`)) return 1;
    return text.includes(wanted) || value.toLowerCase().includes(wanted) ? 2 : null;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((one): one is { choice: Choice; rank: number } => one.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice);
}

/** "Aurora, Boreas, spring" */
export const scopeWords = ({ agents, agentNames, campaigns }: Chosen, choices: readonly Choice[]): string =>
  [...agents.map((id) => labelOf(id, choices)), ...agentNames, ...campaigns].join(", ");
