"use client";

import { useQueryClient } from "@tanstack/react-query";
import { SettingsForm } from "@/components/settings/form";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import type { UserEntry } from "@/lib/wire/identity-contract";
import { userApiPath } from "@/lib/wire/paths";
import { RoleFields, readRole } from "./role-fields";

/** Name, role and scope; a new role holds from the person's next request on. */
export function ChangeUserDialog({
  user,
  open,
  onOpenChange,
}: {
  user: UserEntry;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const client = useQueryClient();
  const { busy, said, submit } = useForm(async (form) => {
    await change("PATCH", userApiPath(user.id), { name: form.get("name"), ...readRole(form) });
    await client.invalidateQueries({ queryKey: ["users"] });
    onOpenChange(false);
    return null;
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title={`Change ${user.name}`}
      description={user.email ?? "no e-mail address"}
    >
      <SettingsForm onSubmit={submit} className="grid gap-4 pb-2">
        <TextField label="Name" name="name" defaultValue={user.name} required maxLength={80} autoComplete="off" />
        <RoleFields initial={{ role: user.role, scope: user.scope ?? user.keptScope }} />
        {user.link === null ? null : (
          <p className="text-muted text-sm">
            With another role their {user.link.kind} link ends: make a new one afterwards.
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-4">
          <Said said={said} />
          <Button type="submit" variant="primary" disabled={busy}>
            Save
          </Button>
        </div>
      </SettingsForm>
    </Dialog>
  );
}
