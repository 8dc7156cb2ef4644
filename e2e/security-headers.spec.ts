import { type Answered, ask, askRouter, say } from "./support/http";
import { expect, newCallId, test } from "./support/test";

const CLOSED = "default-src 'none'; sandbox; frame-ancestors 'none'";

function nonceOf(answer: Answered): string {
  const policy = String(answer.headers["content-security-policy"]);
  return /script-src 'nonce-([A-Za-z0-9+/=]{20,})' 'strict-dynamic'/.exec(policy)?.[1] ?? "none";
}

function expectFixedHeaders(answer: Answered, what: string): void {
  expect(answer.headers, what).toMatchObject({
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "permissions-policy": expect.stringContaining("microphone=()"),
    "referrer-policy": /\/wall(?![.\w])/.test(what) ? "no-referrer" : "same-origin",
  });
  const told = Object.keys(answer.headers).filter((name) =>
    /^(x-powered-by|server|access-control-|set-cookie|x-middleware-)/.test(name),
  );
  expect(told, what).toEqual([]);
}

function expectPage(answer: Answered, what: string): void {
  const policy = String(answer.headers["content-security-policy"]);
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect(policy, what).toContain(part);
  }
  expect(policy, what).not.toContain("unsafe-eval");
  expect(
    policy.split(";").find((part) => part.includes("script-src")),
    what,
  ).not.toContain("unsafe-inline");
  expect(answer.headers["cache-control"], what).toBe("private, no-store");
  const scripts = answer.text().match(/<script\b[^>]*>/g) ?? [];
  for (const script of scripts) expect(script, what).toContain(`nonce="${nonceOf(answer)}"`);
  const styles = answer.text().match(/<style\b[^>]*>/g) ?? [];
  for (const style of styles) expect(style, what).toContain(`nonce="${nonceOf(answer)}"`);
}

test("every answer carries the security headers, whatever its kind and status", async ({ fresh, roughUpstream }) => {
  const id = newCallId();
  await roughUpstream.put({ id });
  const home = await ask(fresh.url, "/");
  const asset = /\/_next\/static\/[^"]+\.js/.exec(home.text())?.[0] ?? "no script found";
  const icon = /href="(\/icon\.svg[^"]*)"/.exec(home.text())?.[1] ?? "no icon found";
  const CASES: [string, string, number, "page" | "api" | "static" | "file" | "other"][] = [
    ["GET", "/", 200, "page"],
    ["GET", `/calls/${id}`, 200, "page"],
    ["GET", `/calls/${newCallId()}`, 404, "page"],
    ["GET", "/wall", 200, "page"],
    ["GET", "/nothing/here", 404, "page"],
    ["HEAD", "/", 200, "page"],
    ["GET", "/api/v1/live", 200, "api"],
    ["GET", `/api/v1/calls/${id}`, 200, "api"],
    ["GET", "/api/v1/calls", 200, "api"],
    ["GET", "/api/v1/calls?limit=x", 400, "api"],
    ["DELETE", `/api/v1/calls/${id}`, 403, "api"],
    ["GET", `/api/v1/calls/${newCallId()}`, 404, "api"],
    ["GET", "/api/v1/nothing", 404, "api"],
    ["POST", "/api/v1/live", 405, "api"],
    ["GET", "/healthz", 200, "api"],
    ["GET", "/readyz", 200, "api"],
    ["GET", asset, 200, "static"],
    ["GET", "/_next/static/none.js", 404, "static"],
    ["GET", icon, 200, "other"],
    ["GET", "/manifest.webmanifest", 200, "file"],
    ["GET", "/wall.webmanifest", 200, "file"],
    ["GET", "/robots.txt", 200, "file"],
    ["GET", "/icons/maskable-512.png", 200, "file"],
    ["GET", "/icons/none.png", 404, "other"],
    ["GET", "/_next/image?url=%2Ficon.svg&w=64&q=75", 404, "other"],
    ["GET", "/%ff", 400, "other"],
    ["GET", `/${"a".repeat(9_000)}`, 414, "other"],
    ["POST", "/", 405, "other"],
    ["TRACE", "/", 405, "other"],
  ];
  for (const [method, path, status, kind] of CASES) {
    const what = `${method} ${path.slice(0, 60)}`;
    const answer = await ask(fresh.url, path, { method });
    expect(answer.status, what).toBe(status);
    expectFixedHeaders(answer, what);
    const keep = String(answer.headers["cache-control"]);
    if (kind === "page") expectPage(answer, what);
    if (kind === "api") {
      expect(answer.headers["content-security-policy"], what).toBe(CLOSED);
      expect(keep, what).toMatch(
        status === 200 && path.startsWith("/api/") ? /^private, no-cache, no-transform$/ : /^private, no-store$/,
      );
    }
    if (kind === "static")
      expect(keep, what).toBe(status === 200 ? "public, max-age=31536000, immutable" : "private, no-store");
    if (kind === "file") {
      expect(answer.headers["content-security-policy"], what).toBe(CLOSED);
      expect(keep, what).toBe("public, max-age=3600");
    }
    if (kind === "other" && status >= 400) expect(keep, what).toBe("private, no-store");
  }
});

test("a 304 and a 421 carry them too", async ({ earshot }) => {
  const id = "call_abc123";
  const { headers } = await ask(earshot.url, `/api/v1/calls/${id}`);
  const known = await ask(earshot.url, `/api/v1/calls/${id}`, { headers: { "if-none-match": String(headers.etag) } });
  expect(known.status).toBe(304);
  expectFixedHeaders(known, "304");
  expect(known.headers["cache-control"]).toBe("private, no-cache, no-transform");
  const elsewhere = await ask(earshot.url, "/", { headers: { host: "evil.example" } });
  expect(elsewhere.status).toBe(421);
  expectFixedHeaders(elsewhere, "421");
});

test("no two answers share a nonce, 404 pages included, and every script of a page has its own", async ({
  earshot,
}) => {
  const nonces = new Set<string>();
  const paths = ["/", "/", "/wall", "/nothing", "/nothing", `/calls/${newCallId()}`];
  for (const path of paths) {
    const answer = await ask(earshot.url, path);
    const nonce = nonceOf(answer);
    expect(nonce).not.toBe("none");
    expect(answer.text(), path).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(paths.length);
});

test("a client cannot choose the nonce", async ({ earshot }) => {
  const chosen = "Y2hvc2VuLWJ5LWNsaWVudA==";
  const answer = await ask(earshot.url, "/", {
    headers: { "x-nonce": chosen, "content-security-policy": `script-src 'nonce-${chosen}'` },
  });
  expect(answer.status).toBe(200);
  expect(answer.text()).not.toContain(chosen);
  expect(String(answer.headers["content-security-policy"])).not.toContain(chosen);
});

test.describe("a page that broke", () => {
  // Without a call service the server cannot render a page: the nearest thing to a defect of ours.
  test.use({ freshSettings: { HEPPU_API_KEY: "" } });

  test("is a 500 with the same headers, its own nonce and no stack", async ({ fresh }) => {
    const answers = [await ask(fresh.url, "/"), await ask(fresh.url, "/")];
    for (const answer of answers) {
      expect(answer.status).toBe(500);
      expectFixedHeaders(answer, "500");
      expectPage(answer, "500");
      expect(answer.text()).not.toMatch(/\.next|node_modules|SettingsError|at [\w.]+ \(/);
    }
    expect(new Set(answers.map(nonceOf)).size).toBe(2);
    const api = await ask(fresh.url, "/api/v1/live");
    expect(api.status).toBe(500);
    expectFixedHeaders(api, "500 api");
    const requestId = api.headers["earshot-request-id"];
    expect(api.json()).toEqual({ error: { message: expect.any(String), code: 500, reason: "internal", requestId } });
    expect(api.text()).not.toContain("HEPPU");
  });
});

test.describe("in a real browser", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("no page asks anything of anybody else, and none breaks its policy", async ({ page, earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [{ role: "user", content: "Hello?", timestamp: new Date().toISOString() }] });
    const asked = new Set<string>();
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    for (const path of ["/", `/calls/${id}`, "/wall", "/nothing", `/calls/${newCallId()}`]) {
      await page.goto(path);
      await expect(page.locator("body")).not.toBeEmpty();
      await page.waitForLoadState("load");
    }
    expect([...asked].filter((origin) => origin !== "null")).toEqual([earshot.url]);
  });
});

/** Ids and addresses as attackers write them; `%` forms are on the wire as they stand here. */
const HOSTILE = [
  "..",
  "...",
  "%2e%2e",
  "%2E%2e%2f",
  "..%2f..%2fagents",
  "..%5c..%5cagents",
  "%252e%252e",
  "%00",
  "call%00abc",
  "call%0d%0aX-Evil:1",
  "%E2%80%AEcba_llac",
  "c%D0%B0ll_abc123",
  "%ff",
  "%c0%ae%c0%ae",
  "%",
  "%zz",
  "call%20abc",
  "call_abc123%2f",
  "call_abc123%3fx=1",
  "call_abc123;x=1",
  "call_abc123,call_def456",
  "*",
  "'%20or%201=1--",
  "%3Cimg%20src=x%20onerror=alert(1)%3E",
  "$%7B7*7%7D",
  "{{7*7}}",
  "%24%7Bjndi:ldap:x%7D",
  "a".repeat(129),
  "a".repeat(10_000),
  `%61${"%62".repeat(200)}`,
  "\u00e4\u00f6",
];

test("hostile ids get a 4xx at every door, tell nothing, and the call service hears nothing", async ({
  fresh,
  roughUpstream,
}) => {
  // It tells that it is ready in its own time.
  await expect.poll(fresh.output).toContain("Ready");
  const before = fresh.output();
  for (const id of HOSTILE) {
    for (const [method, path] of [
      ["GET", `/api/v1/calls/${id}`],
      ["DELETE", `/api/v1/calls/${id}`],
      ["GET", `/calls/${id}`],
    ] as const) {
      const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
      const answer = await ask(fresh.url, path, { method, headers });
      const what = `${method} ${path.slice(0, 60)}`;
      expect(answer.status, what).toBeGreaterThanOrEqual(400);
      expect(answer.status, what).toBeLessThan(500);
      expect(answer.text(), what).not.toMatch(/node_modules|\.next[/\\]|at [\w.]+ \(/);
      expect(answer.text(), what).not.toContain("onerror=alert(1)>");
      expectFixedHeaders(answer, what);
    }
  }
  expect(await roughUpstream.requests()).toEqual([]);
  expect(fresh.output()).toBe(before);
});

test("hostile addresses get a 4xx and no stack", async ({ fresh, roughUpstream }) => {
  const PATHS = [
    "//",
    "//evil.example/",
    "/\\evil.example",
    "/calls//call_abc123",
    "/api//v1/live",
    "/api/v1/live/..",
    "/./api/v1/live",
    "/api%2fv1%2flive",
    "/api/v1/calls/..%2flive",
    "/_next/../server.js",
    "/_next/static/../../server.js",
    "/_next/static/%2e%2e/%2e%2e/server.js",
    "/.env",
    "/.next/server/app/page.js",
    "/server.js",
    "/package.json",
    "/API/V1/LIVE",
    "/%61pi/v1/nothing",
    "/_next/data/x/index.json",
    "/__nextjs_original-stack-frames",
    "/_next/webpack-hmr",
    `/?${"q".repeat(20_000)}`,
  ];
  for (const path of PATHS) {
    const answer = await ask(fresh.url, path);
    expect(answer.status, path.slice(0, 60)).toBeGreaterThanOrEqual(400);
    expect(answer.status, path.slice(0, 60)).toBeLessThan(500);
    expect(answer.text(), path.slice(0, 60)).not.toMatch(/node_modules|at [\w.]+ \(|HEPPU_API_KEY=/);
  }
  expect((await roughUpstream.requests()).filter(({ path }) => path.includes("/calls/"))).toEqual([]);
});

test("odd methods, broken requests and giant headers get a 4xx, and the server lives on", async ({ fresh }) => {
  const host = new URL(fresh.url).host;
  const end = "Connection: close\r\n\r\n";
  const RAW: [string, string | Buffer, RegExp][] = [
    ["an unknown method", `BREW / HTTP/1.1\r\nHost: ${host}\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["CONNECT", `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["PROPFIND", `PROPFIND / HTTP/1.1\r\nHost: ${host}\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["a NUL in the address", Buffer.from(`GET /calls/a\0b HTTP/1.1\r\nHost: ${host}\r\n${end}`), /^HTTP\/1\.1 4\d\d /],
    [
      "raw UTF-8 in the address",
      Buffer.from(`GET /calls/\u202ecall HTTP/1.1\r\nHost: ${host}\r\n${end}`),
      /^HTTP\/1\.1 4\d\d /,
    ],
    ["no address", `GET HTTP/1.1\r\nHost: ${host}\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["another server's address", `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["no host", `GET / HTTP/1.1\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["two hosts", `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n${end}`, /^HTTP\/1\.1 4\d\d /],
    ["HTTP/1.0 without a host", "GET / HTTP/1.0\r\n\r\n", /^HTTP\/1\.1 4\d\d /],
    ["giant headers", `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${"x".repeat(100_000)}\r\n${end}`, /^(HTTP\/1\.1 431 |$)/],
    [
      "two lengths",
      `POST /api/v1/live HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${end}0\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d /,
    ],
    [
      "an upgrade",
      `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d /,
    ],
    ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00", /^(HTTP\/1\.1 400 |$)/],
  ];
  for (const [what, bytes, status] of RAW) {
    const answer = await say(fresh.url, bytes);
    expect(answer, what).toMatch(status);
    expect(answer, what).not.toMatch(/node_modules|at [\w.]+ \(/);
  }
  expect((await ask(fresh.url, "/healthz")).status).toBe(200);
});

test("where nobody signs in, no proxy is served: it would make an admin of everybody behind it", async ({
  earshot,
}) => {
  for (const name of ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"]) {
    const answer = await ask(earshot.url, "/api/v1/live", { headers: { [name]: "203.0.113.9" } });
    expect(answer.status, name).toBe(421);
  }
});

test("headers that Next believes from itself change nothing when a client sends them", async ({
  fresh,
  roughUpstream,
}) => {
  const id = newCallId();
  await roughUpstream.put({ id });
  const SMUGGLED: Record<string, string>[] = [
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-rewrite": "/api/v1/live" },
    { "x-middleware-override-headers": "sec-fetch-site", "x-middleware-request-sec-fetch-site": "same-origin" },
    { "x-matched-path": "/wall" },
    { "x-invoke-path": "/wall", "x-invoke-status": "500" },
    { "x-now-route-matches": "1=/wall" },
    { "x-prerender-revalidate": "1" },
    { "x-forwarded-proto": "https", "x-forwarded-port": "1", "x-real-ip": "127.0.0.1" },
    { "x-rewrite-url": "/wall", "x-original-url": "/wall" },
    { "x-http-method-override": "DELETE" },
  ];
  for (const headers of SMUGGLED) {
    const what = Object.keys(headers).join(" ");
    expect((await ask(fresh.url, "/nothing", { headers })).status, what).toBe(404);
    const page = await ask(fresh.url, `/calls/${id}`, { headers });
    expect(page.status, what).toBe(200);
    expect(page.text(), what).not.toContain("evil.example");
    expectFixedHeaders(page, what);
    expectPage(page, what);
    const json = { ...headers, "content-type": "application/json" };
    const refused = await ask(fresh.url, `/api/v1/calls/${id}`, { method: "DELETE", headers: json });
    expect(refused.status, what).toBe(403);
  }
  const actions: Record<string, string>[] = [
    { "next-action": "x".repeat(40) },
    { "next-action": "a", "content-type": "multipart/form-data" },
  ];
  for (const headers of actions) {
    for (const path of ["/", `/calls/${id}`]) {
      expect((await ask(fresh.url, path, { method: "POST", headers, body: "[]" })).status).toBe(405);
    }
  }
  expect((await roughUpstream.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
});

test("the router's own form of a page is guarded like the page", async ({ fresh, roughUpstream }) => {
  const id = newCallId();
  await roughUpstream.put({ id });
  for (const path of ["/", `/calls/${id}`]) {
    const answer = await askRouter(fresh.url, path);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/x-component");
    expectFixedHeaders(answer, path);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
  }
  await roughUpstream.reset();
  for (const impossible of ["%2e%2e", "a%00", "%E2%80%AEcall", "%E2%80%AE.rsc", "x".repeat(129)]) {
    const answer = await askRouter(fresh.url, `/calls/${impossible}`);
    // To its router Next says "not found" in the payload, not in the status.
    expect(answer.status, impossible).toBeLessThan(500);
    expectFixedHeaders(answer, impossible);
  }
  const asked = (await roughUpstream.requests()).filter(({ path }) => path.startsWith("/api/v1/calls/"));
  expect(asked.filter(({ path }) => !path.includes(id))).toEqual([]);
});

test("a name that only points here (DNS rebinding) is 421, with any spelling", async ({ earshot }) => {
  const { port } = new URL(earshot.url);
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "localhost.evil.example",
    "127.0.0.1.nip.io",
    "0.0.0.0",
    "[::]",
    "localhost@evil.example",
    "169.254.169.254",
  ]) {
    for (const path of ["/", "/api/v1/live", "/healthz", "/_next/static/x.js"]) {
      expect((await ask(earshot.url, path, { headers: { host } })).status, `${host}${path}`).toBe(421);
    }
  }
  for (const host of ["localhost", `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, "LOCALHOST"]) {
    expect((await ask(earshot.url, "/healthz", { headers: { host } })).status, host).toBe(200);
  }
});
