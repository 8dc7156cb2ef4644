import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { holdsKey, holdsKeyAnywhere } from "./support/canary";
import { type Answered, ask, askRouter, OWN_PAGE } from "./support/http";
import { ROOT, startEarshot } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";
import type { Fault } from "./support/upstream";

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

test("the searching finds a key that is there", () => {
  for (const text of [
    `x${CANARY_KEY}y`,
    Buffer.from(`"${CANARY_KEY}"`).toString("base64"),
    Buffer.from(CANARY_KEY).toString("hex"),
  ]) {
    expect(holdsKey(text)).toBe(true);
  }
  expect(holdsKey("canary")).toBe(false);
});

test("nothing that was built holds a key, and no .env file came along", () => {
  const built = [join(ROOT, ".next", "standalone"), join(ROOT, ".next", "static"), join(ROOT, ".next", "server")];
  const files = built.flatMap(filesBelow);
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => /(^|[/\\])\.env/.test(file))).toEqual([]);
  expect(files.filter((file) => holdsKey(readFileSync(file)))).toEqual([]);
});

/** Everything a visitor can reach: pages in both forms, every file of the build, every address of the API, errors. */
async function crawl(url: string, ids: string[]): Promise<{ path: string; answer: Answered }[]> {
  const asked: { path: string; answer: Answered }[] = [];
  const get = async (path: string, asking: Parameters<typeof ask>[2] = {}) => {
    const answer = await ask(url, path, asking);
    asked.push({ path: `${asking.method ?? "GET"} ${path}`, answer });
    return answer;
  };
  const pages = ["/", "/wall", "/nothing", ...ids.map((id) => `/calls/${id}`), "/calls/%20", "/?agent=x&peek=y"];
  const links = new Set<string>();
  for (const path of pages) {
    const page = await get(path);
    for (const [, link = ""] of page.text().matchAll(/(?:href|src)="(\/[^"#]*)"/g))
      links.add(link.replaceAll("&amp;", "&"));
    asked.push({ path: `${path} as the router asks`, answer: await askRouter(url, path) });
    await get(path, { method: "HEAD" });
  }
  const statics = filesBelow(join(ROOT, ".next", "static")).map((file) =>
    file.slice(join(ROOT, ".next").length).replaceAll("\\", "/"),
  );
  for (const path of [...links, ...statics.map((path) => `/_next${path}`)]) await get(path);
  for (const path of ["/api/v1/live", "/api/v1/live?masked=true", "/api/v1/calls", "/api/v1/calls?limit=x"])
    await get(path);
  for (const id of [...ids, "%ff", ".."]) {
    await get(`/api/v1/calls/${id}`);
    await get(`/api/v1/calls/${id}`, { method: "DELETE", headers: OWN_PAGE });
    await get(`/api/v1/calls/${id}`, { method: "DELETE" });
  }
  for (const path of ["/healthz", "/readyz", "/api", "/api/v1/nope", "/_next/image", "/icon.svg", "/robots.txt"])
    await get(path);
  return asked;
}

test("no answer to anybody holds the key: pages, their router form, files, API, errors; headers and bodies", async ({
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const [id, ended] = [newCallId(), newCallId()];
  await roughUpstream.put({ id, transcript: [{ role: "user", content: "Hello?" }] });
  await roughUpstream.put({ id: ended, status: "completed", summary: "Done." });
  const asked = await crawl(fresh.url, [id, ended, "call_abc123", "call_other_org", newCallId()]);
  expect(asked.length).toBeGreaterThan(80);
  expect(new Set(asked.map(({ answer }) => answer.status)).size).toBeGreaterThan(4);
  expect(asked.filter(({ answer }) => holdsKeyAnywhere(answer)).map(({ path }) => path)).toEqual([]);
  expect(holdsKey(fresh.output())).toBe(false);
  // The key was in use all the while.
  expect((await roughUpstream.requests()).every(({ headerNames }) => headerNames.includes("x-api-key"))).toBe(true);
});

const FAULTS: Fault[] = [
  { kind: "unauthorized" },
  { kind: "forbidden" },
  { kind: "error", status: 500 },
  { kind: "html" },
  { kind: "truncate" },
  { kind: "reset" },
  { kind: "drift" },
  { kind: "redirect", location: "http://127.0.0.1:9/" },
  { kind: "rate_limit" },
];

test("under faults neither an answer nor the server's log holds the key, or anything a caller said or is called", async ({
  fresh,
  roughUpstream,
}) => {
  test.slow();
  for (const fault of FAULTS) {
    const id = newCallId();
    await roughUpstream.reset();
    await roughUpstream.put({
      id,
      phoneNumber: "+358409998877",
      contact: { phone: "+358409998877", name: "Aino Virtanen", email: "aino@example.com" },
      transcript: [{ role: "user", content: "My mother's maiden name is Korhonen." }],
    });
    await ask(fresh.url, `/api/v1/calls/${id}`);
    await roughUpstream.fault(fault);
    const paths = [
      `/api/v1/calls/${newCallId()}`,
      "/api/v1/live",
      "/api/v1/calls?limit=9",
      "/",
      `/calls/${id}`,
      `/calls/${newCallId()}`,
      "/readyz",
    ];
    // All at once: some wait until the call service may be asked again.
    const answers = await Promise.all(paths.map((path) => ask(fresh.url, path)));
    for (const [at, path] of paths.entries()) {
      const answer = answers[at] as Answered;
      expect(holdsKeyAnywhere(answer), `${fault.kind} ${path}`).toBe(false);
      if (path.startsWith("/api/") || path === "/readyz") expect(answer.status).not.toBe(500);
    }
    await ask(fresh.url, `/api/v1/calls/${id}`, { method: "DELETE", headers: OWN_PAGE });
  }
  expect(holdsKey(fresh.output())).toBe(false);
  expect(fresh.output()).not.toMatch(/358409998877|Virtanen|Korhonen|aino@/);
});

test("a call service that sends the key back in its errors and headers tells nobody", async () => {
  const echo = createServer((request, response) => {
    const key = String(request.headers["x-api-key"]);
    const status = request.url?.includes("limit=7") ? 200 : 500;
    response.writeHead(status, { "content-type": "application/json", "x-echo": key, "set-cookie": `key=${key}` });
    response.end(
      status === 200 ? `not json ${key}` : JSON.stringify({ error: { message: `bad key ${key}`, code: 500 } }),
    );
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  const address = echo.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const earshot = await startEarshot({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: `http://127.0.0.1:${port}/api/v1` });
  for (const path of [
    "/api/v1/live",
    "/api/v1/calls?limit=7",
    "/api/v1/calls?limit=8",
    "/api/v1/calls/call_1",
    "/",
    "/calls/call_1",
    "/readyz",
  ]) {
    expect(holdsKeyAnywhere(await ask(earshot.url, path)), path).toBe(false);
  }
  await ask(earshot.url, "/api/v1/calls/call_1", { method: "DELETE", headers: OWN_PAGE });
  expect(holdsKey(earshot.output())).toBe(false);
  await earshot.kill();
  echo.closeAllConnections();
  echo.close();
});

test.describe("in a real browser", () => {
  test("nothing that a page loads, keeps or prints holds the key", async ({ page, earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [{ role: "user", content: "Hello?" }] });
    const printed: string[] = [];
    const loaded: Promise<Buffer | null>[] = [];
    page.on("console", (message) => printed.push(message.text()));
    page.on("response", (response) => loaded.push(response.body().catch(() => null)));
    for (const path of ["/", `/calls/${id}`]) {
      await page.goto(`${earshot.url}${path}`);
      await expect(page.getByText("Hello?").first()).toBeVisible();
      const kept = await page.evaluate(() =>
        JSON.stringify([localStorage, sessionStorage, document.cookie, document.documentElement.outerHTML]),
      );
      expect(holdsKey(kept)).toBe(false);
    }
    const bodies = (await Promise.all(loaded)).filter((body) => body !== null);
    expect(bodies.length).toBeGreaterThan(5);
    expect(bodies.some(holdsKey)).toBe(false);
    expect(holdsKey(printed.join("\n"))).toBe(false);
  });
});
