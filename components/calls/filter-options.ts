import type { Choice } from "@/components/settings/pickers/choices";
import { agentChoices } from "@/components/settings/pickers/choices";
import { ALL_STATUSES, isLive, statusFacts } from "@/lib/calls/status";
import type { AgentEntry } from "@/lib/wire/agents-contract";
import type { ArchiveChoices } from "@/lib/wire/archive-contract";

/** What a call that is over, or to come, can be. */
export const STATUS_CHOICES: readonly Choice[] = ALL_STATUSES.filter((status) => !isLive(status)).map((status) => ({
  value: status,
  label: statusFacts(status).label,
  note: null,
}));

/** Those that had calls, and those that the call service names; one without an id goes by its name. */
export function agentOptions(seen: ArchiveChoices["data"]["agents"], known: readonly AgentEntry[]): Choice[] {
  const withId = new Map(known.map((agent) => [agent.id, agent]));
  for (const { id, name } of seen) if (id !== null && !withId.has(id)) withId.set(id, { id, name, status: null });
  const nameless = seen.flatMap(({ id, name }) => (id === null && name !== null ? optionsOf([name]) : []));
  return [...agentChoices([...withId.values()], []), ...nameless];
}

export const optionsOf = (values: readonly string[]): Choice[] =>
  values.map((value) => ({ value, label: value, note: null }));

/** What was chosen, as it is called where that is known. */
export const withChosen = (values: readonly string[], options: readonly Choice[]): Choice[] =>
  values.map((value) => options.find((option) => option.value === value) ?? { value, label: value, note: null });
