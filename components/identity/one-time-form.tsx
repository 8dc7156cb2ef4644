"use client";

import { type FormEvent, useCallback, useEffect, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { isNamed } from "@/lib/errors/named";
import { accessErrorWords, accessProblem } from "@/lib/queries/access-words";
import { change } from "@/lib/queries/change";
import type { FetchError } from "@/lib/wire/fetch-json";
import type { LinkAnswer } from "@/lib/wire/identity-contract";
import { oneTimeLinkApiPath, oneTimeLinkUseApiPath, signInPagePath } from "@/lib/wire/paths";
import { AccessFrame } from "./access-frame";

type OneTimeLink = LinkAnswer["data"];
type State =
  | { kind: "looking" }
  | { kind: "open"; secret: string; link: OneTimeLink }
  // `secret`: it may help to look again. The address has lost it, so that a reload would not.
  | { kind: "closed"; title: string; text: string; secret?: string };

const TITLES: Record<OneTimeLink["kind"], string> = {
  setup: "Create the first admin",
  invitation: "Welcome to Earshot",
  reset: "Set a new password",
};
const SHORTEST_PASSWORD = 12;

/** What stands behind a link that works once. Its secret is in the fragment, which no server log ever sees. */
export function OneTimePage() {
  const [state, setState] = useState<State>({ kind: "looking" });
  const look = useCallback((secret: string) => {
    change<OneTimeLink>("POST", oneTimeLinkApiPath, { token: secret }).then(
      (link) => setState({ kind: "open", secret, link }),
      (error) => {
        const words = accessErrorWords(isNamed<FetchError>(error, "FetchError") ? error.reason : "internal", "change");
        setState({ kind: "closed", ...words, secret: words.action === "retry" ? secret : undefined });
      },
    );
  }, []);
  useEffect(() => {
    const secret = window.location.hash.slice(1);
    // Gone from the address bar and the history before anybody looks over a shoulder.
    window.history.replaceState(null, "", window.location.pathname);
    if (secret === "") {
      setState({
        kind: "closed",
        title: "This link is incomplete",
        text: "Copy the whole link, with what follows the #.",
      });
      return;
    }
    look(secret);
  }, [look]);
  if (state.kind === "looking") return <AccessFrame title="One moment…" text="Looking at the link." />;
  if (state.kind === "closed") {
    const { secret } = state;
    return (
      <AccessFrame title={state.title} text={state.text}>
        {secret === undefined ? null : (
          <Button variant="primary" className="mr-2" onClick={() => look(secret)}>
            Try again
          </Button>
        )}
        <Link href={signInPagePath()} className={buttonClass(secret === undefined ? "primary" : undefined)}>
          To the sign-in page
        </Link>
      </AccessFrame>
    );
  }
  return <OpenLink secret={state.secret} link={state.link} />;
}

function OpenLink({ secret, link }: { secret: string; link: OneTimeLink }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (form.get("password") !== form.get("again")) {
      setProblem("The two passwords differ. Type the same one twice.");
      return;
    }
    setBusy(true);
    setProblem(null);
    const words = { email: form.get("email") ?? undefined, name: form.get("name") ?? undefined };
    try {
      await change("POST", oneTimeLinkUseApiPath, { token: secret, password: form.get("password"), ...words });
      window.location.assign("/");
    } catch (error) {
      setProblem(accessProblem(error));
      setBusy(false);
    }
  };
  return (
    <AccessFrame
      title={TITLES[link.kind]}
      text={
        link.email === null ? (
          "This account may do everything. The link works once."
        ) : (
          <>
            For <bdi className="font-medium text-text">{link.email}</bdi>. The link works once.
          </>
        )
      }
    >
      <form onSubmit={submit} className="grid gap-4">
        {problem === null ? null : (
          <p role="alert" className="rounded-lg bg-critical-wash px-3 py-2 text-sm">
            {problem}
          </p>
        )}
        {link.kind === "setup" ? (
          <>
            <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
            <TextField label="Name" name="name" autoComplete="name" required maxLength={80} />
          </>
        ) : (
          <input type="hidden" autoComplete="username" value={link.email ?? ""} readOnly />
        )}
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={SHORTEST_PASSWORD}
          hint={`At least ${SHORTEST_PASSWORD} characters; a few words are easier to remember.`}
        />
        <TextField label="The same again" name="again" type="password" autoComplete="new-password" required />
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? "Saving…" : link.kind === "setup" ? "Create the account" : "Save and sign in"}
        </Button>
      </form>
    </AccessFrame>
  );
}
