"use client";

import { useState } from "react";
import { type Choice, labelOf, matchWords } from "@/components/settings/pickers/choices";
import { PickField } from "@/components/settings/pickers/pick-field";
import { useChoices } from "@/components/settings/pickers/use-choices";
import { ROLE_WORDS } from "@/components/shell/viewer";
import { SelectField } from "@/components/ui/field";
import type { UserEntry } from "@/lib/wire/identity-contract";

const NOBODY = { agents: [], agentNames: [], campaigns: [] };
/** Names that stand for an agent whose id is not known; they have a field of their own in what is sent. */
const BY_NAME = "name:";

/** Role and scope, for an invitation and for a change. */
export function RoleFields({ initial }: { initial: Pick<UserEntry, "role" | "scope"> }) {
  const [role, setRole] = useState(initial.role);
  const [scope, setScope] = useState(initial.scope ?? NOBODY);
  const { agents, campaigns, calls, trouble } = useChoices();
  const chosenAgents: Choice[] = [
    ...scope.agents.map(
      (id) => agents.find(({ value }) => value === id) ?? { value: id, label: id, note: "not found" },
    ),
    ...scope.agentNames.map((name) => ({ value: `${BY_NAME}${name}`, label: name, note: "by name" })),
  ];
  return (
    <>
      <SelectField
        label="Role"
        name="role"
        value={role}
        onChange={(event) => setRole(event.target.value as UserEntry["role"])}
      >
        {(Object.keys(ROLE_WORDS) as UserEntry["role"][]).map((name) => (
          <option key={name} value={name}>
            {ROLE_WORDS[name].name}: {ROLE_WORDS[name].text}
          </option>
        ))}
      </SelectField>
      <PickField
        label="Only calls of these agents"
        name="agents"
        choices={agents}
        chosen={chosenAgents}
        onChange={(values) => setScope({ ...scope, ...apart(values) })}
        placeholder={chosenAgents.length === 0 ? "All agents. Type a name" : "Type a name"}
        hint={trouble}
      />
      <PickField
        label="Only calls of these campaigns"
        name="campaigns"
        choices={campaigns}
        chosen={scope.campaigns.map((id) => ({ value: id, label: labelOf(id, campaigns), note: null }))}
        onChange={(values) => setScope({ ...scope, campaigns: values })}
        placeholder={scope.campaigns.length === 0 ? "All campaigns. Type an id" : "Type an id"}
        hint="Those of the calls of now are offered; any other can be typed. A call of a chosen agent or of a chosen campaign is shown."
        addable
      />
      <p role="status" className="text-sm">
        {role === "admin" ? "Admins see every call. What is chosen here holds when they are no admin any more. " : ""}
        {matchWords(scope, calls)}
      </p>
    </>
  );
}

/** Ids and names, which are chosen in one field. */
function apart(values: readonly string[]): { agents: string[]; agentNames: string[] } {
  const isName = (value: string) => value.startsWith(BY_NAME);
  return {
    agents: values.filter((value) => !isName(value)),
    agentNames: values.filter(isName).map((value) => value.slice(BY_NAME.length)),
  };
}

const texts = (form: FormData, field: string) => form.getAll(field).map(String);

/** What RoleFields hold, as the server wants it. */
export function readRole(form: FormData): { role: FormDataEntryValue | null; scope: UserEntry["scope"] } {
  const scope = { ...apart(texts(form, "agents")), campaigns: texts(form, "campaigns") };
  const isAll = Object.values(scope).every((names) => names.length === 0);
  return { role: form.get("role"), scope: isAll ? null : scope };
}
