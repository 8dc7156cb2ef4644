import { redirect } from "next/navigation";
import { AccessFrame } from "@/components/identity/access-frame";
import { SignInForm } from "@/components/identity/sign-in-form";
import { identity } from "@/lib/server/features";
import { pageActor } from "@/lib/server/visitor";
import { ownPath } from "@/lib/wire/own-path";

export const metadata = { title: "Sign in" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** What the single sign-on came back with, in words. */
const PROBLEMS: Record<string, string> = {
  refused: "The sign-in service did not let you in, or you stopped halfway. Try again.",
  no_role: "You were recognised, but nobody has given you access to Earshot. Ask an admin.",
  unverified: "The sign-in service has not verified your e-mail address, so Earshot cannot tell who you are.",
  no_address:
    "The sign-in service gave no e-mail address for you, so Earshot cannot tell who you are. Ask whoever runs it to send one.",
  too_many: "Too many sign-ins from your network failed. Wait a quarter of an hour, then try again.",
  other_account: "This e-mail address belongs to another account here. Ask an admin.",
  disabled: "Your account here is switched off. Ask an admin.",
  expired: "That took too long. Start again.",
  unavailable: "The sign-in service cannot be reached. Try again in a moment.",
};

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

/** Sign in by password or at the single sign-on provider; who is in already goes on. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = ownPath(one(search.next));
  const actor = await pageActor().catch(() => null);
  if (actor?.kind === "person") redirect(next);
  const { oidcName, setupNeeded } = await identity.signIn.ways();
  if (setupNeeded && oidcName === null) {
    return (
      <AccessFrame
        title="Nobody can sign in yet"
        text="Earshot printed a link to the terminal it was started in. Open it to create the first admin. Restart Earshot for a new one."
      />
    );
  }
  return (
    <AccessFrame title="Sign in">
      <SignInForm next={next} oidcName={oidcName} problem={PROBLEMS[one(search.problem) ?? ""] ?? null} />
    </AccessFrame>
  );
}
