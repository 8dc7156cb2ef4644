import { ask, askRouter, OWN_PAGE } from "./support/http";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

const NUMBER = "+358409998877";
/** Whatever of the call an answer could hold. */
const PERSONAL = /358\D*40|9998877|Virtanen|Korhonen|Kuiskaaja/;

/** A call that is over, so that nobody's board reads it. */
async function aSecretCall(upstream: Upstream): Promise<string> {
  const id = newCallId();
  await upstream.put({
    id,
    ...{ status: "completed", summary: "Korhonen asked.", phoneNumber: NUMBER },
    agent: { id: null, name: "Kuiskaaja", type: "voice" },
    contact: { phone: NUMBER, name: "Aino Virtanen", email: null },
    transcript: [{ role: "user", content: `I am Korhonen, on ${NUMBER}.` }],
  });
  return id;
}

/** What framework, proxies and other servers have believed at some time. */
const HEADERS: Record<string, string>[] = [
  { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  { "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-middleware-subrequest-id": "0" },
  { "x-middleware-next": "1" },
  { "x-middleware-rewrite": "/wall" },
  { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "earshot_demo_role=admin" },
  { "x-middleware-set-cookie": "earshot_demo_role=admin" },
  { "x-matched-path": "/healthz" },
  { "x-invoke-path": "/healthz", "x-invoke-query": "%7B%7D", "x-invoke-output": "/healthz" },
  { "x-now-route-matches": "1=healthz" },
  { "next-action": "0".repeat(42) },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1", "next-router-state-tree": "%5B%22%22%5D" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { "x-nextjs-data": "1" },
  { "x-prerender-revalidate": "1", "x-prerender-revalidate-if-generated": "1" },
  { "x-original-url": "/healthz", "x-rewrite-url": "/healthz" },
  { "x-forwarded-host": "localhost", "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" },
  { "x-forwarded-user": "admin", "x-remote-user": "admin", "x-user-role": "admin", "remote-user": "admin" },
  { "x-earshot-address": "127.0.0.1", "x-nonce": "x" },
  { "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
  { authorization: "Basic YWRtaW46YWRtaW4=" },
  { cookie: "earshot_demo_role=admin" },
  { cookie: `__Host-earshot_session=ear_session_${"A".repeat(43)}` },
  { cookie: "__Host-earshot_session=' or 1=1 --" },
  { "x-api-key": "" },
  { "x-api-key": `ear_token_${"A".repeat(43)}` },
];

/** Ways of writing an address that some part of a server could read as another's. */
const spellings = (id: string): string[] => [
  ...[`/calls/${id}`, `/api/v1/calls/${id}`, "/api/v1/live", "/api/v1/calls?limit=9"].flatMap((path) => [
    path,
    `/${path}`,
    `${path.split("?")[0]}/`,
    `${path}.rsc`,
    `${path}%2f`,
    `${path}%00`,
    `${path};a=b`,
    `/.${path}`,
    `/wall/..${path}`,
    `/wall/%2e%2e${path}`,
    path.replaceAll("/", "%2f").replace("%2f", "/"),
    path.replace("/", "/%2f"),
    path.replace("/", "\\"),
    path.toUpperCase(),
    path.replace("a", "%61"),
    `/_next/data/test-build${path}.json`,
    `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`,
    `/_next/static/..${path}`,
    `http://localhost${path}`,
  ]),
  `/calls/${id}?_rsc=1`,
  `/calls/${id}.segments/_tree.segment.rsc`,
  "/index.rsc",
  "/_next/data/test-build/index.json",
];

test.describe("whoever has not signed in reaches no call", () => {
  test("with whatever headers", async ({ guarded, upstream }) => {
    const id = await aSecretCall(upstream);
    const told: string[] = [];
    for (const headers of HEADERS) {
      for (const path of [
        `/calls/${id}`,
        `/api/v1/calls/${id}`,
        "/",
        "/api/v1/live",
        "/settings/users",
        "/api/v1/users",
      ]) {
        const answer = await ask(guarded.url, path, { headers });
        const isOpen = answer.status === 200 && path.startsWith("/api/");
        if (isOpen || PERSONAL.test(answer.text()))
          told.push(`${path} with ${JSON.stringify(headers)}: ${answer.status}`);
      }
    }
    expect(told).toEqual([]);
    expect((await upstream.requests()).filter(({ path }) => path.includes(id))).toEqual([]);
  });

  test("however the address is written", async ({ guarded, upstream }) => {
    const id = await aSecretCall(upstream);
    const told: string[] = [];
    for (const path of spellings(id)) {
      for (const asked of [ask(guarded.url, path), ask(guarded.url, path, { headers: { rsc: "1" } })]) {
        const answer = await asked;
        const holdsData = String(answer.headers["content-type"]).includes("json") && answer.status === 200;
        if (holdsData || answer.status >= 500 || PERSONAL.test(answer.text())) told.push(`${path}: ${answer.status}`);
      }
    }
    expect(told).toEqual([]);
    expect((await upstream.requests()).filter(({ path }) => path.includes(id))).toEqual([]);
  });
});

test.describe("a viewer gets no further than their role", () => {
  test("with whatever headers and spellings: no call is ended or shown, no number told", async ({
    guarded,
    upstream,
  }) => {
    test.slow();
    const id = await aSecretCall(upstream);
    const cookie = await guarded.asRole("viewer");
    const told: string[] = [];
    for (const headers of [{}, ...HEADERS.filter((given) => !("cookie" in given) && !("x-api-key" in given))]) {
      const as = { ...OWN_PAGE, ...headers, cookie };
      const tried = [
        await ask(guarded.url, `/api/v1/calls/${id}`, { method: "DELETE", headers: as }),
        await ask(guarded.url, `/api/v1/calls/${id}/reveal`, { method: "POST", headers: as, body: "{}" }),
        await ask(guarded.url, `/api/v1/users`, { headers: as }),
      ];
      const seen = [`/api/v1/calls/${id}`, `/calls/${id}`].map((path) => ask(guarded.url, path, { headers: as }));
      // 307: Next sends a router's request to an address with a checksum first, whatever is there.
      for (const { status } of tried) if (status < 300) told.push(`${status} with ${JSON.stringify(headers)}`);
      for (const answer of await Promise.all(seen)) {
        if (/9998877|Virtanen/.test(answer.text())) told.push(`the number with ${JSON.stringify(headers)}`);
      }
    }
    for (const path of spellings(id)) {
      const { status } = await ask(guarded.url, path, { method: "DELETE", headers: { ...OWN_PAGE, cookie } });
      if (status < 300) told.push(`DELETE ${path}: ${status}`);
    }
    expect(told).toEqual([]);
    expect((await upstream.requests()).filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("a token that is not one is nobody's, whoever's session comes with it", async ({ guarded, upstream }) => {
    const id = await aSecretCall(upstream);
    for (const key of ["", "x", `ear_token_${"A".repeat(43)}`]) {
      const headers = { cookie: await guarded.asRole("admin"), "x-api-key": key };
      expect((await ask(guarded.url, `/api/v1/calls/${id}`, { headers })).status).toBe(401);
    }
    expect((await upstream.requests()).filter(({ path }) => path.includes(id))).toEqual([]);
  });
});

test("a page asked for by somebody who has not signed in leads there and back, in both forms", async ({ guarded }) => {
  const id = newCallId();
  for (const [path, next] of [
    [`/calls/${id}`, `/calls/${id}`],
    ["/?agent=x&view=table", "/?agent=x&view=table"],
    ["/settings/users", "/settings/users"],
  ] as const) {
    const answer = await ask(guarded.url, path);
    expect(answer.status).toBe(307);
    const to = new URL(String(answer.headers.location), guarded.url);
    expect([to.pathname, to.searchParams.get("next")]).toEqual(["/sign-in", next]);
    expect((await askRouter(guarded.url, path)).text()).not.toMatch(PERSONAL);
  }
});
