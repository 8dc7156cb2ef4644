import "server-only";
import { cookie, OIDC_COOKIE, readCookie } from "@/lib/access/cookies";
import { createOidc, OIDC_ATTEMPT_MS, type Oidc, type OidcError } from "@/lib/access/oidc";
import { isNamed } from "@/lib/errors/named";
import { RequestError } from "@/lib/http/request-error";
import { access } from "./access";
import { settings } from "./env";
import { startSession } from "./identity";
import { oidcRedirectUri } from "./oidc-address";

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

/** Sends the browser to the provider. @param next where to go afterwards, a path of ours */
export async function beginOidc(next: string): Promise<Onward> {
  const { oidc } = parts();
  try {
    const { address, sealed } = await oidc.begin(next);
    return { location: address, cookies: [cookie(OIDC_COOKIE, sealed, OIDC_ATTEMPT_MS / 1000)] };
  } catch (error) {
    if (isNamed<OidcError>(error, "OidcError")) return { location: signInPage(error.reason), cookies: [] };
    throw error;
  }
}

/** The provider sent the browser back: signs it in, or says on the sign-in page why not. */
export async function finishOidc(headers: Headers, search: string): Promise<Onward> {
  const { oidc, map } = parts();
  const spent = cookie(OIDC_COOKIE, "", 0);
  const { oidcPeople, audit } = await access();
  try {
    const recognised = await oidc.finish(search, readCookie(headers.get("cookie"), OIDC_COOKIE));
    const admitted = await oidcPeople.admit(recognised, map);
    if (admitted.kind === "out") {
      await audit.record({
        actor: { kind: "anonymous" },
        action: "session.started",
        result: "failed",
        detail: { way: "single_sign_on", reason: admitted.reason },
      });
      return { location: signInPage(admitted.reason), cookies: [spent] };
    }
    const { user, isNew } = admitted;
    if (isNew) {
      const target = { kind: "user", id: user.id };
      await audit.record({ actor: { kind: "system" }, action: "user.created", target, detail: { role: user.role } });
    }
    const signedIn = await startSession(headers, user, "single_sign_on");
    if (signedIn === null) return { location: signInPage("disabled"), cookies: [spent] };
    return { location: `${settings().publicUrl}${recognised.next}`, cookies: [...signedIn.cookies, spent] };
  } catch (error) {
    if (isNamed<OidcError>(error, "OidcError")) return { location: signInPage(error.reason), cookies: [spent] };
    throw error;
  }
}
