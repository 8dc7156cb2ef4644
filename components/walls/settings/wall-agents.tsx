"use client";

import { useState } from "react";
import { type Choice, matchWords } from "@/components/settings/pickers/choices";
import { PickField } from "@/components/settings/pickers/pick-field";
import { useChoices } from "@/components/settings/pickers/use-choices";
import { agentsOf } from "./wall-words";

/**
 * Whose calls a screen shows; none chosen: everybody's. Names that earlier versions stored stay until they are taken out.
 * @param agents ids and names as the screen's set-up has them
 */
export function WallAgents({ agents: stored }: { agents: string }) {
  const [values, setValues] = useState(() => agentsOf(stored));
  const { agents, calls, trouble } = useChoices();
  // They are kept in one text, commas between.
  const choices = agents.filter(({ value }) => !value.includes(","));
  const idOf = (value: string) => choices.find((choice) => choice.value.toLowerCase() === value.toLowerCase());
  const chosen = values.map((value): Choice => idOf(value) ?? { value, label: value, note: "by name" });
  const ids = values.filter((value) => idOf(value) !== undefined);
  const names = values.filter((value) => idOf(value) === undefined);
  return (
    <div className="grid gap-1">
      <PickField
        label="Agents"
        name="agents"
        choices={choices}
        chosen={chosen}
        onChange={setValues}
        placeholder={chosen.length === 0 ? "All agents. Type a name" : "Type a name"}
        hint={trouble}
      />
      <p role="status" className="text-muted text-xs">
        {matchWords({ agents: ids, agentNames: names, campaigns: [] }, calls)}
      </p>
    </div>
  );
}
