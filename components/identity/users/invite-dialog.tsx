"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsForm } from "@/components/settings/form";
import { Said } from "@/components/settings/said";
import { useForm } from "@/components/settings/use-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import type { InvitedAnswer, NewLinkAnswer } from "@/lib/wire/identity-contract";
import { usersApiPath } from "@/lib/wire/paths";
import { LinkDialog } from "./link-dialog";
import { RoleFields, readRole } from "./role-fields";

/** Makes an account and its invitation link; Earshot sends no e-mail, so whoever invites hands the link on. */
export function InviteDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const client = useQueryClient();
  const [link, setLink] = useState<NewLinkAnswer["data"]["link"] | null>(null);
  const { busy, said, submit, clear } = useForm(async (form) => {
    const wanted = { email: form.get("email"), name: form.get("name"), ...readRole(form) };
    const invited = await change<InvitedAnswer["data"]>("POST", usersApiPath, wanted);
    onOpenChange(false);
    setLink(invited.link);
    await client.invalidateQueries({ queryKey: ["users"] });
    return null;
  });
  const show = (next: boolean) => {
    clear();
    onOpenChange(next);
  };
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={show}
        size="md"
        title="Invite somebody"
        description="You get a link to hand on: it lets them set a password, once, within 7 days."
      >
        <SettingsForm onSubmit={submit} className="grid gap-4 pb-2">
          <TextField label="E-mail" name="email" type="email" required maxLength={254} autoComplete="off" autoFocus />
          <TextField label="Name" name="name" required maxLength={80} autoComplete="off" />
          <RoleFields initial={{ role: "viewer", scope: null }} />
          <div className="flex flex-wrap items-center justify-end gap-4">
            <Said said={said} />
            <Button type="submit" variant="primary" disabled={busy}>
              Make the invitation
            </Button>
          </div>
        </SettingsForm>
      </Dialog>
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
