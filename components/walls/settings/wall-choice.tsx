"use client";

import { type Choice, labelOf, matchWords } from "@/components/settings/pickers/choices";
import { PickField } from "@/components/settings/pickers/pick-field";
import { useChoices } from "@/components/settings/pickers/use-choices";

/** Ids, and names that earlier versions stored, of agents; ids of campaigns. */
export type WallChoice = { agents: string[]; campaigns: string[] };

/** Whose calls a screen shows; none chosen: everybody's. Names that earlier versions stored stay until they are taken out. */
export function WallChoiceFields({ chosen, onChange }: { chosen: WallChoice; onChange: (chosen: WallChoice) => void }) {
  const { agents, campaigns, calls, trouble } = useChoices();
  // They are kept in one text, commas between.
  const offered = (choices: Choice[]) => choices.filter(({ value }) => !value.includes(","));
  const choices = offered(agents);
  const idOf = (value: string) => choices.find((choice) => choice.value.toLowerCase() === value.toLowerCase());
  const ids = chosen.agents.filter((value) => idOf(value) !== undefined);
  const names = chosen.agents.filter((value) => idOf(value) === undefined);
  const asChosen = (value: string): Choice => idOf(value) ?? { value, label: value, note: "by name" };
  return (
    <div className="grid gap-4">
      <PickField
        label="Agents"
        name="agents"
        choices={choices}
        chosen={chosen.agents.map(asChosen)}
        onChange={(values) => onChange({ ...chosen, agents: values })}
        placeholder={chosen.agents.length === 0 ? "All agents. Type a name" : "Type a name"}
        hint={trouble}
      />
      <PickField
        label="Campaigns"
        name="campaigns"
        choices={offered(campaigns)}
        chosen={chosen.campaigns.map((id) => ({ value: id, label: labelOf(id, campaigns), note: null }))}
        onChange={(values) => onChange({ ...chosen, campaigns: values.flatMap((value) => value.split(",")) })}
        placeholder={chosen.campaigns.length === 0 ? "All campaigns. Type an id" : "Type an id"}
        hint="A call of a chosen agent or of a chosen campaign is shown."
        addable
      />
      <p role="status" className="text-muted text-xs">
        {matchWords({ agents: ids, agentNames: names, campaigns: chosen.campaigns }, calls)}
      </p>
    </div>
  );
}
