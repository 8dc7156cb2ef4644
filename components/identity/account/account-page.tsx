"use client";

import { SettingsForm } from "@/components/settings/form";
import { Section } from "@/components/settings/rows";
import { Said } from "@/components/settings/said";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { FormProblem, useForm } from "@/components/settings/use-form";
import { ROLE_WORDS, useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { accountApiPath, accountPasswordApiPath } from "@/lib/wire/paths";
import { SessionList } from "./session-list";

/** One's own name, password and signed-in browsers. */
export function AccountPage() {
  const { mode, person } = useViewer();
  if (person === null || mode !== "on") {
    return (
      <SettingsFrame
        page="account"
        title="Account"
        text={
          mode === "demo"
            ? "The demo has no accounts: choose a role in the strip at the top to see what each one sees."
            : "Sign-in is off, so there are no accounts: everybody on this machine is an admin."
        }
      >
        {null}
      </SettingsFrame>
    );
  }
  return (
    <SettingsFrame
      page="account"
      title="Account"
      text={
        <>
          {person.email === null ? null : (
            <>
              <bdi>{person.email}</bdi> ·{" "}
            </>
          )}
          {ROLE_WORDS[person.role].name}: {ROLE_WORDS[person.role].text}.
        </>
      }
    >
      <Section title="Name" text="Others see it beside links you share and in the audit trail.">
        <NameForm name={person.name} />
      </Section>
      <Section title="Password" text="Changing it signs out your other browsers and ends your access tokens.">
        <PasswordForm />
      </Section>
      <Section title="Signed-in browsers" text="End what you do not know or no longer use.">
        <SessionList />
      </Section>
    </SettingsFrame>
  );
}

function NameForm({ name }: { name: string }) {
  const { busy, said, submit } = useForm(async (form) => {
    await change("PATCH", accountApiPath, { name: form.get("name") });
    return "Saved. It shows everywhere after the next reload.";
  });
  return (
    <SettingsForm onSubmit={submit} className="grid max-w-sm gap-3">
      <TextField label="Name" name="name" defaultValue={name} autoComplete="name" required maxLength={80} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={busy}>
          Save the name
        </Button>
        <Said said={said} />
      </div>
    </SettingsForm>
  );
}

function PasswordForm() {
  const { busy, said, submit } = useForm(async (form) => {
    if (form.get("next") !== form.get("again")) throw new FormProblem("The two new passwords differ.");
    await change("POST", accountPasswordApiPath, { current: form.get("current"), next: form.get("next") });
    return "Your password is changed.";
  });
  return (
    <SettingsForm onSubmit={submit} className="grid max-w-sm gap-3">
      <TextField label="Password now" name="current" type="password" autoComplete="current-password" required />
      <TextField
        label="New password"
        name="next"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        hint="At least 12 characters."
      />
      <TextField label="The new one again" name="again" type="password" autoComplete="new-password" required />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={busy}>
          Change the password
        </Button>
        <Said said={said} />
      </div>
    </SettingsForm>
  );
}
