"use client";

import { ROLE_WORDS } from "@/components/shell/viewer";
import { SelectField, TextField } from "@/components/ui/field";
import type { UserEntry } from "@/lib/wire/identity-contract";

/** Role and scope, for an invitation and for a change. */
export function RoleFields({ initial }: { initial: Pick<UserEntry, "role" | "scope"> }) {
  const { role, scope } = initial;
  return (
    <>
      <SelectField label="Role" name="role" defaultValue={role}>
        {(Object.keys(ROLE_WORDS) as UserEntry["role"][]).map((name) => (
          <option key={name} value={name}>
            {ROLE_WORDS[name].name}: {ROLE_WORDS[name].text}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Only calls of these agents"
        name="agents"
        defaultValue={scope?.agents.join(", ")}
        placeholder="all agents"
        hint="Names as on the board, with commas between."
      />
      <TextField
        label="Only calls of these campaigns"
        name="campaigns"
        defaultValue={scope?.campaigns.join(", ")}
        placeholder="all campaigns"
        hint="Campaign ids, with commas between. A call of a listed agent or of a listed campaign is shown."
      />
    </>
  );
}

const names = (form: FormData, field: string) =>
  String(form.get(field) ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** What RoleFields hold, as the server wants it. */
export function readRole(form: FormData): { role: FormDataEntryValue | null; scope: UserEntry["scope"] } {
  const scope = { agents: names(form, "agents"), campaigns: names(form, "campaigns") };
  return { role: form.get("role"), scope: scope.agents.length + scope.campaigns.length === 0 ? null : scope };
}
