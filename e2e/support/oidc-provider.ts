import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** A person at the provider: claims as its ID token carries them. */
export type ProviderPerson = Record<string, unknown> & { sub: string };
export type TestProvider = { issuer: string; clientId: string; clientSecret: string; close(): Promise<void> };

const CLIENT_ID = "earshot-test";
const CLIENT_SECRET = "test-provider-client-secret-5d1f0c";

/**
 * A real OpenID provider on this machine that insists on PKCE. Its own pages ask for a login name (any password) and
 * for consent, as a person would give them.
 */
export async function startProvider(redirectUri: string, people: ProviderPerson[]): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "test", use: "sig", alg: "RS256" }] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    cookies: { keys: ["test-provider-cookie-key"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => people.find(({ sub }) => sub === id) ?? { sub: id },
    }),
  });
  server.on("request", provider.callback());
  return { issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, close: () => closed(server) };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A browser without a screen: keeps cookies, follows redirects until one leads to `stop`. */
export function createVisitor(stop: string) {
  const jar = new Map<string, string>();

  async function go(address: URL, init: RequestInit = {}): Promise<{ at: URL; body: string | null }> {
    let [at, options] = [address, init];
    for (let hop = 0; hop < 15; hop += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(at, { ...options, redirect: "manual", headers: { ...options.headers, cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ""] = line.split(";");
        jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
      }
      const location = answer.headers.get("location");
      if (location === null) return { at, body: await answer.text() };
      at = new URL(location, at);
      if (at.href.startsWith(stop)) return { at, body: null };
      options = {};
    }
    throw new Error("The provider redirects in circles.");
  }

  const post = (page: { at: URL; body: string | null }, fields: Record<string, string>) => {
    const action = /action="([^"]+)"/.exec(page.body ?? "")?.[1];
    if (action === undefined) throw new Error(`The provider shows no form: ${page.body?.slice(0, 200)}`);
    return go(new URL(action, page.at), { method: "POST", body: new URLSearchParams(fields) });
  };

  return {
    /** Signs in as `login` and consents. @returns where the provider sends the browser back to */
    async signIn(address: string, login: string): Promise<URL> {
      let page = await go(new URL(address));
      if (page.body !== null) page = await post(page, { prompt: "login", login, password: "any" });
      if (page.body !== null) page = await post(page, { prompt: "consent" });
      return page.at;
    },
  };
}
