"use client";

import type { ReactNode } from "react";
import { Section } from "@/components/settings/rows";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { WithSettings } from "@/components/settings/with-settings";
import { CopyButton } from "@/components/ui/copy-button";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";

type SignIn = StoredSettingsAnswer["data"]["signIn"];

const MODES: Record<SignIn["mode"], string> = {
  on: "People sign in.",
  off: "Sign-in is off (EARSHOT_AUTH=off): everybody who reaches this machine's Earshot is an admin.",
  demo: "This is the demo: nobody signs in, and the data is simulated.",
};

/** How people get in: read here, set where Earshot is started. */
export function SignInSettingsPage() {
  return (
    <SettingsFrame
      page="sign-in"
      title="Sign-in"
      text="These are set where Earshot is started, so that nobody who gets in here can change who gets in."
    >
      <WithSettings>{({ signIn }) => <Facts signIn={signIn} />}</WithSettings>
    </SettingsFrame>
  );
}

/** Whole days as days. */
const lifeWords = (hours: number): string => {
  const days = hours / 24;
  if (!Number.isInteger(days)) return `${hours} ${hours === 1 ? "hour" : "hours"}`;
  return `${days} ${days === 1 ? "day" : "days"}`;
};

function Facts({ signIn }: { signIn: SignIn }) {
  const { oidc } = signIn;
  return (
    <>
      <Section title="Accounts" text={MODES[signIn.mode]}>
        <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
          <Fact name="Address people open">{signIn.publicUrl}</Fact>
          <Fact name="Signed out when unused for">{signIn.sessionIdleHours} hours</Fact>
          <Fact name="Signed out at the latest after">{lifeWords(signIn.sessionLifeHours)}</Fact>
          <Fact name="Proxies in front that are believed">
            {signIn.trustedProxies === 0 ? "none (EARSHOT_TRUSTED_PROXIES)" : signIn.trustedProxies}
          </Fact>
        </dl>
      </Section>
      <Section
        title="Single sign-on"
        text={
          oidc === null
            ? "Not set up. With EARSHOT_OIDC_ISSUER, EARSHOT_OIDC_CLIENT_ID and EARSHOT_OIDC_CLIENT_SECRET any OpenID Connect provider signs people in."
            : `“${oidc.name}” stands on the sign-in page beside the password.`
        }
      >
        {oidc === null ? null : (
          <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
            <Fact name="Issuer">{oidc.issuer}</Fact>
            <Fact name="Client">{oidc.clientId}</Fact>
            <Fact name="Redirect address">
              {oidc.redirectUri} <CopyButton text={oidc.redirectUri} label="redirect address" />
            </Fact>
            <Fact name="Scopes">{oidc.scopes}</Fact>
            <Fact name="E-mail addresses">
              {oidc.trustEmail
                ? "believed unless it says that one is not verified"
                : "believed when it says that one is verified"}
            </Fact>
            <Fact name="Role from the claim">{oidc.roleClaim}</Fact>
            {oidc.roles.map(({ role, values }) => (
              <Fact key={role} name={`${role}, when it has`}>
                {values.length === 0 ? "—" : values.join(", ")}
              </Fact>
            ))}
            <Fact name="Without any of these">{oidc.defaultRole ?? "may not come in"}</Fact>
          </dl>
        )}
      </Section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="mb-1 break-words text-sm">{children}</dd>
    </>
  );
}
