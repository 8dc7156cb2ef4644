"use client";

import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { accessProblem } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import { oidcApiPath, sessionApiPath } from "@/lib/wire/paths";

/** E-mail and password, single sign-on where it is set up. Signing in loads the page anew: nothing of before stays. */
export function SignInForm({
  next,
  oidcName,
  problem,
}: {
  next: string;
  oidcName: string | null;
  problem: string | null;
}) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(problem);
  const signIn = async (form: FormData) => {
    setBusy(true);
    setWrong(null);
    try {
      await change("POST", sessionApiPath, { email: form.get("email"), password: form.get("password") });
      window.location.assign(next);
    } catch (error) {
      setWrong(accessProblem(error));
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-4">
      {wrong === null ? null : (
        <p role="alert" className="rounded-lg bg-critical-wash px-3 py-2 text-sm">
          {wrong}
        </p>
      )}
      {oidcName === null ? null : (
        <>
          <a href={oidcApiPath(next)} className={buttonClass("primary")}>
            Continue with {oidcName}
          </a>
          <p className="flex items-center gap-3 text-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or with a password
          </p>
        </>
      )}
      <form
        // Sent before this page hears anything, React keeps it for this: the browser by itself would put it into the address.
        action={signIn}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(new FormData(event.currentTarget));
        }}
        className="grid gap-4"
      >
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus={oidcName === null}
        />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <Button type="submit" variant={oidcName === null ? "primary" : "secondary"} disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      <p className="text-muted text-xs">Forgot the password? An admin can send you a link to set a new one.</p>
    </div>
  );
}
