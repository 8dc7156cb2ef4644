"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsForm } from "@/components/settings/form";
import { Said } from "@/components/settings/said";
import { SecretOnce } from "@/components/settings/secret-once";
import { useForm } from "@/components/settings/use-form";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { tokensApiPath } from "@/lib/wire/paths";

/** Makes a token; its secret is shown until the dialog closes, and never again. */
export function NewTokenDialog() {
  const client = useQueryClient();
  const { person } = useViewer();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, said, submit, clear } = useForm(async (form) => {
    const wanted = { name: form.get("name"), permission: form.get("permission"), days: Number(form.get("days")) };
    setSecret((await change<{ token: string }>("POST", tokensApiPath, wanted)).token);
    await client.invalidateQueries({ queryKey: ["tokens"] });
    return null;
  });
  const show = (next: boolean) => {
    setOpen(next);
    setSecret(null);
    clear();
  };
  return (
    <>
      <Button variant="primary" onClick={() => show(true)}>
        New token
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={secret === null ? "New access token" : "Copy the token now"}
        description={secret === null ? undefined : "It is not shown again. Keep it like a password."}
      >
        {secret === null ? (
          <SettingsForm onSubmit={submit} className="grid gap-4 pb-2">
            <TextField
              label="What is it for?"
              name="name"
              required
              maxLength={120}
              placeholder="Nightly report"
              autoFocus
            />
            <SelectField label="What it may do" name="permission" defaultValue="read">
              <option value="read">Read what I may read</option>
              {person?.role === "viewer" ? null : (
                <>
                  <option value="act">Also act: end calls</option>
                  <option value="export">Also export many calls at once</option>
                </>
              )}
            </SelectField>
            <SelectField label="It ends after" name="days" defaultValue="90">
              <option value="7">7 days</option>
              <option value="30">30 days</option>
              <option value="90">90 days</option>
              <option value="365">1 year</option>
            </SelectField>
            <Said said={said} />
            <Button type="submit" variant="primary" disabled={busy} className="justify-self-end">
              Create the token
            </Button>
          </SettingsForm>
        ) : (
          <div className="grid gap-4 pb-2">
            <SecretOnce text={secret} label="token" />
            <Button className="justify-self-end" onClick={() => show(false)}>
              I have copied it
            </Button>
          </div>
        )}
      </Dialog>
    </>
  );
}
