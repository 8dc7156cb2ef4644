import { ADMIN, change } from "./support/access";
import { ask } from "./support/http";
import { type Running, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

test.describe.configure({ mode: "default" });

/** As `npm start` behind one reverse proxy with TLS; the tests speak as that proxy would. */
const PUBLIC_HOST = "earshot.example";
let server: Running;

test.beforeAll(async ({ upstream }) => {
  server = await startEarshot({
    ...settingsFor(upstream),
    EARSHOT_AUTH: "on",
    EARSHOT_PUBLIC_URL: `https://${PUBLIC_HOST}`,
    EARSHOT_TRUSTED_PROXIES: "1",
    EARSHOT_ADMIN_EMAIL: ADMIN.email,
    EARSHOT_ADMIN_PASSWORD: ADMIN.password,
  });
});
test.afterAll(() => server.stop());

const through = (address: string, headers: Record<string, string> = {}) => ({
  host: PUBLIC_HOST,
  "x-forwarded-for": address,
  "x-forwarded-proto": "https",
  ...headers,
});

test("it answers to its public name, says that it is open over TLS only, and to no other name", async () => {
  const page = await ask(server.url, "/sign-in", { headers: through("203.0.113.1") });
  expect(page.status).toBe(200);
  expect(page.headers["strict-transport-security"]).toBe("max-age=31536000");
  for (const host of ["evil.example", `${PUBLIC_HOST}:8443`, `a.${PUBLIC_HOST}`, "203.0.113.1"]) {
    const refused = await ask(server.url, "/sign-in", { headers: through("203.0.113.1", { host }) });
    expect(refused.status, host).toBe(421);
    expect(refused.text(), host).not.toContain(PUBLIC_HOST);
  }
});

test("given its first admin, it asks nobody to make one, and prints neither their address nor the password", async () => {
  await expect.poll(server.output, { timeout: 60_000 }).toContain("Made the first admin");
  for (const secret of ["ear_once_", ADMIN.email, ADMIN.password]) expect(server.output()).not.toContain(secret);
});

test("a page of ours may change things whatever the proxy makes of the host; the same name without TLS may not", async () => {
  await expect.poll(server.output, { timeout: 60_000 }).toContain("Made the first admin");
  const from = async (headers: Record<string, string>) => {
    const answer = await ask(server.url, "/api/v1/session", {
      method: "POST",
      headers: { ...through("203.0.113.2", headers), "content-type": "application/json" },
      body: JSON.stringify(ADMIN),
    });
    return { status: answer.status, cookies: answer.headers["set-cookie"] ?? [] };
  };
  const signedIn = await from({ origin: `https://${PUBLIC_HOST}` });
  expect(signedIn.status).toBe(200);
  expect(signedIn.cookies.length).toBeGreaterThan(0);
  for (const line of signedIn.cookies)
    expect(line).toMatch(/^__Host-[^;]+; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  const rewritten = await from({ origin: `https://${PUBLIC_HOST}`, host: new URL(server.url).host });
  expect(rewritten.status).toBe(200);
  for (const origin of [`http://${PUBLIC_HOST}`, `https://${PUBLIC_HOST}:8443`, "https://evil.example", "null"]) {
    expect(await from({ origin }), origin).toEqual({ status: 403, cookies: [] });
  }
});

test("guesses are counted by the address the proxy saw: lies beside it help nobody and harm nobody", async () => {
  const guess = (headers: Record<string, string>) => {
    const body = { token: `ear_once_${"A".repeat(43)}` };
    return change(server.url, "POST", "/api/v1/one-time-links", { body, headers }).then(({ status }) => status);
  };
  const guessUntilRefused = async (headersOf: (attempt: number) => Record<string, string>) => {
    for (let attempt = 1; attempt <= 100; attempt += 1) if ((await guess(headersOf(attempt))) === 429) return attempt;
    return null;
  };
  const liar = (attempt: number) =>
    through(`10.0.0.${attempt}, 203.0.113.7`, {
      "x-earshot-address": `10.0.1.${attempt}`,
      "x-real-ip": `10.0.2.${attempt}`,
      forwarded: `for=10.0.3.${attempt}`,
    });
  expect(await guessUntilRefused(liar)).not.toBeNull();
  expect(await guess(through("203.0.113.7:50123"))).toBe(429);
  expect(await guess(through("203.0.113.8"))).toBe(404);
  // All of a household's IPv6 network is one, the neighbour's another.
  expect(await guessUntilRefused((attempt) => through(`2001:db8:0:1::${attempt}`))).not.toBeNull();
  expect(await guess(through("2001:db8:0:2::1"))).toBe(404);
});
