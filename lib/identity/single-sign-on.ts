import "server-only";
import { addressOf } from "@/lib/access/address";
import type { AuditWriter } from "@/lib/access/change";
import { cookie, OIDC_COOKIE, readCookie } from "@/lib/access/cookies";
import { isNamed } from "@/lib/errors/named";
import { oidcRedirectUri } from "@/lib/settings/oidc-address";
import { settings } from "@/lib/settings/settings";
import { RequestError } from "@/lib/wire/request-error";
import type { ProviderChange } from "./oidc-people";
import { createOidc, OIDC_ATTEMPT_MS, type Oidc, type OidcError } from "./oidc-protocol";
import type { IdentityParts } from "./parts";
import type { SessionStarter } from "./sign-in";

const SINGLETON = Symbol.for("earshot.oidc");

/** Where the browser goes next, and the Set-Cookie headers on the way. */
type Onward = { location: string; cookies: string[] };

/** @throws RequestError not_found where no single sign-on is set up */
function parts(): { oidc: Oidc; map: NonNullable<ReturnType<typeof settings>["oidc"]> } {
  const { oidc: map, publicUrl } = settings();
  if (map === null) throw new RequestError("not_found");
  const store = globalThis as { [SINGLETON]?: Oidc };
  store[SINGLETON] ??= createOidc({ ...map, redirectUri: oidcRedirectUri(publicUrl) });
  return { oidc: store[SINGLETON], map };
}

const signInPage = (problem: string) => `${settings().publicUrl}/sign-in?problem=${problem}`;

/** What the provider's word changed of an account: nobody here did it. */
function entryOf(change: ProviderChange): Parameters<AuditWriter["record"]>[0] {
  const { field, userId, role } = change;
  const made = { target: { kind: "user", id: userId } };
  if (field === "created") return { ...made, action: "user.created", detail: { role } };
  if (field === "removed") return { ...made, action: "user.removed", detail: { by: "provider" } };
  const detail = { by: "provider", fields: field, role };
  if (field !== "role") return { ...made, action: "user.changed", detail };
  return { ...made, action: "user.changed", detail: { ...detail, roleBefore: change.roleBefore } };
}

/** Signing in by an OpenID provider. */
export function createSingleSignOn({
  stores,
  sessionStarter,
  providerState,
}: IdentityParts & { sessionStarter: SessionStarter }) {
  /** The provider answered, if only with a refusal, or it did not. */
  async function told<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      providerState().well();
      return answer;
    } catch (error) {
      const isAway = isNamed<OidcError>(error, "OidcError") && error.reason === "unavailable";
      if (isAway) providerState().failing("unavailable", { isPlain: true });
      throw error;
    }
  }

  /** Sends the browser to the provider. @param next where to go afterwards, a path of ours */
  async function beginOidc(next: string): Promise<Onward> {
    const { oidc } = parts();
    try {
      const { address, sealed } = await told(oidc.begin(next));
      return { location: address, cookies: [cookie(OIDC_COOKIE, sealed, OIDC_ATTEMPT_MS / 1000)] };
    } catch (error) {
      if (isNamed<OidcError>(error, "OidcError")) return { location: signInPage(error.reason), cookies: [] };
      throw error;
    }
  }

  /** The provider sent the browser back: signs it in, or says on the sign-in page why not. */
  async function finishOidc(headers: Headers, search: string): Promise<Onward> {
    const { oidc, map } = parts();
    const spent = cookie(OIDC_COOKIE, "", 0);
    const { oidcPeople, audit, change, throttle } = await stores();
    const address = addressOf(headers);
    // Each answer is a request of ours to the provider.
    if (throttle.answer(address) !== null) return { location: signInPage("too_many"), cookies: [spent] };
    try {
      const recognised = await told(oidc.finish(search, readCookie(headers.get("cookie"), OIDC_COOKIE)));
      throttle.answerWasGood(address);
      const start = await sessionStarter(headers);
      const { admitted, signedIn } = await change({ kind: "system" }, async (unit) => {
        const admitted = await oidcPeople.admit(unit.tx, recognised, map);
        for (const changed of admitted.changes) unit.audit.record(entryOf(changed));
        const signedIn = admitted.kind === "in" ? await start(unit, admitted.user, "single_sign_on") : null;
        return { admitted, signedIn };
      });
      if (admitted.kind === "out") {
        const detail = { way: "single_sign_on", reason: admitted.reason };
        await audit.failed({ actor: { kind: "anonymous" }, action: "session.started", detail });
        return { location: signInPage(admitted.reason), cookies: [spent] };
      }
      if (signedIn === null) return { location: signInPage("disabled"), cookies: [spent] };
      return { location: `${settings().publicUrl}${recognised.next}`, cookies: [...signedIn.cookies, spent] };
    } catch (error) {
      if (isNamed<OidcError>(error, "OidcError")) return { location: signInPage(error.reason), cookies: [spent] };
      throw error;
    }
  }

  return { begin: beginOidc, finish: finishOidc };
}
