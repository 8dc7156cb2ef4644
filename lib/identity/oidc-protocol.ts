import { hkdfSync } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import * as client from "openid-client";

export type OidcOptions = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** separated by spaces, openid among them */
  scopes: string;
  /** ours, as the provider knows it */
  redirectUri: string;
};

/** Somebody the provider vouches for. `claims`: the ID token's and, over them, the user info's. */
export type Recognised = { issuer: string; subject: string; claims: Record<string, unknown>; next: string };

/** refused: by the provider or by the person. expired: the answer belongs to no sign-in of this browser. */
export class OidcError extends Error {
  override readonly name = "OidcError";
  constructor(readonly reason: "refused" | "expired" | "unavailable") {
    super(reason);
  }
}

/** Long enough for a password and a second factor. */
export const OIDC_ATTEMPT_MS = 10 * 60_000;
const REQUEST_TIMEOUT_SECONDS = 10;

/**
 * Sign-in at any OpenID Connect provider: discovery, code flow with PKCE, state and nonce. What has to be remembered
 * meanwhile travels in a sealed cookie, so that any instance can finish what another began.
 */
export function createOidc(options: OidcOptions) {
  const key = new Uint8Array(hkdfSync("sha256", options.clientSecret, "", "earshot sign-in attempt", 32));
  let known: Promise<client.Configuration> | null = null;

  /** Asked once; after a failure the next sign-in asks again. */
  function configuration(): Promise<client.Configuration> {
    known ??= discover(options).catch(() => {
      known = null;
      throw new OidcError("unavailable");
    });
    return known;
  }

  return {
    /**
     * @param next where to go afterwards, a path of ours
     * @returns the provider's address to send the browser to, and the cookie to seal the attempt in
     * @throws OidcError unavailable
     */
    async begin(next: string): Promise<{ address: string; sealed: string }> {
      const config = await configuration();
      const verifier = client.randomPKCECodeVerifier();
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: options.scopes,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      const sealed = await new EncryptJWT({ verifier, state, nonce, next })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setExpirationTime(new Date(Date.now() + OIDC_ATTEMPT_MS))
        .encrypt(key);
      return { address: address.href, sealed };
    },

    /**
     * @param search the callback's query, as the provider sent it
     * @param sealed the attempt's cookie; null: the browser has none
     * @throws OidcError
     */
    async finish(search: string, sealed: string | null): Promise<Recognised> {
      const attempt = await opened(sealed, key);
      const config = await configuration();
      const tokens = await client
        .authorizationCodeGrant(config, new URL(`${options.redirectUri}${search}`), {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        })
        .catch(tell);
      const idToken = tokens.claims();
      if (idToken === undefined) throw new OidcError("refused");
      const more = await userInfo(config, tokens.access_token, idToken.sub);
      return { issuer: idToken.iss, subject: idToken.sub, claims: { ...idToken, ...more }, next: attempt.next };
    },
  };
}

export type Oidc = ReturnType<typeof createOidc>;

async function discover({ issuer, clientId, clientSecret }: OidcOptions): Promise<client.Configuration> {
  const server = new URL(issuer);
  // Settings let http through for this machine itself only.
  const execute = server.protocol === "http:" ? [client.allowInsecureRequests] : [];
  const config = await client.discovery(server, clientId, clientSecret, undefined, {
    execute,
    timeout: REQUEST_TIMEOUT_SECONDS,
  });
  config.timeout = REQUEST_TIMEOUT_SECONDS;
  return config;
}

type Attempt = { verifier: string; state: string; nonce: string; next: string };

async function opened(sealed: string | null, key: Uint8Array): Promise<Attempt> {
  if (sealed === null) throw new OidcError("expired");
  const { payload } = await jwtDecrypt(sealed, key, {
    keyManagementAlgorithms: ["dir"],
    contentEncryptionAlgorithms: ["A256GCM"],
  }).catch(() => {
    throw new OidcError("expired");
  });
  const { verifier, state, nonce, next } = payload;
  if (typeof verifier !== "string" || typeof state !== "string") throw new OidcError("expired");
  if (typeof nonce !== "string" || typeof next !== "string") throw new OidcError("expired");
  return { verifier, state, nonce, next };
}

/** Groups and addresses often stand in the user info only. Without it the ID token has to do. */
async function userInfo(
  config: client.Configuration,
  accessToken: string,
  subject: string,
): Promise<Record<string, unknown>> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(config, accessToken, subject).catch(() => ({}));
}

/** What went wrong, without the provider's words: they can hold addresses and codes. */
function tell(error: unknown): never {
  const isNetwork = error instanceof TypeError || (error instanceof Error && error.name === "TimeoutError");
  throw new OidcError(isNetwork ? "unavailable" : "refused");
}
