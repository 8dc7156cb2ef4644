import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMIN, firstAdminIsThere, GUARDED } from "./support/access";
import { OWN_PAGE } from "./support/http";
import { startNginx } from "./support/nginx.mjs";
import { startPostgres } from "./support/postgres.mjs";
import { ended, freePort, ROOT, type Running, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

/** docs/operations.md, run as it stands there: two instances behind nginx with TLS. */
test.describe.configure({ mode: "default", timeout: 240_000 });

const NAME = "earshot.example.com";
/** Between two questions of one person. */
const PACE_MS = 50;
const [SINGLE = "", SEVERAL = ""] = [
  ...readFileSync(join(ROOT, "docs/operations.md"), "utf8").matchAll(/```nginx\n(.*?)```/gs),
].map((block) => block[1]);

type Site = {
  port: number;
  instances: { settings: Record<string, string>; running: Running }[];
  end: () => Promise<void>;
};
let site: Site;
let standalone: string;
const agent = new Agent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });

/** The document's configuration with this machine's addresses in it. */
function here(text: string, port: number, instances: number[], certificate: string): string {
  let next = 0;
  return text
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl; ${certificate}`)
    .replace(/10\.0\.0\.1\d:3000/g, () => `127.0.0.1:${instances[next++]}`)
    .replace("127.0.0.1:3000", `127.0.0.1:${instances[0]}`);
}

type Answer = { status: number; headers: IncomingHttpHeaders; text: string };
function ask(port: number, path: string, options: { method?: string; body?: string; headers?: object } = {}) {
  const { method = "GET", body } = options;
  const host = `${NAME}:${port}`;
  const headers = {
    host,
    ...(body === undefined ? {} : { ...OWN_PAGE, "content-length": body.length }),
    ...options.headers,
  };
  return new Promise<Answer>((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, path, method, agent, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on("error", reject);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** One of the two, at production's pace: wrong passwords are tried at it all the time, and each is written down. */
const start = (settings: Record<string, string>, isSecond: boolean) =>
  startEarshot(settings, { path: "/readyz", passwordsCost: "all", ...(isSecond ? { standalone } : {}) });

/** A configuration of the document's with so many instances behind it; skips the test where nginx or Postgres is not to be had. */
test.beforeAll(async ({ upstream }) => {
  const postgres = await startPostgres();
  test.skip("why" in postgres && !process.env.CI, "no Postgres here");
  if ("why" in postgres) throw new Error(postgres.why);
  const [port, ...ports] = [await freePort(), await freePort(), await freePort()];
  const nginx = startNginx((certificate) => here(SEVERAL, port, ports, certificate));
  if ("why" in nginx) await postgres.stop();
  test.skip("why" in nginx && !process.env.CI, "no nginx here");
  if ("why" in nginx) throw new Error(nginx.why);
  const settings = {
    ...settingsFor(upstream),
    ...GUARDED,
    DATABASE_URL: postgres.url,
    EARSHOT_PUBLIC_URL: `https://${NAME}:${port}`,
    EARSHOT_TRUSTED_PROXIES: "1",
  };
  // The second is of another build: its scripts are its own.
  standalone = mkdtempSync(join(tmpdir(), "earshot-build-"));
  cpSync(join(ROOT, ".next/standalone"), standalone, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(standalone, ".next/static/chunks"), { recursive: true });
  writeFileSync(join(standalone, ".next/static/chunks/only-here.js"), "1;");
  const instances: Site["instances"] = [];
  for (const [index, each] of ports.entries()) {
    const own = { ...settings, PORT: String(each) };
    const running = await start(own, index === 1);
    instances.push({ settings: own, running });
  }
  await firstAdminIsThere(instances[0]?.running as Running);
  const end = async () => {
    for (const { running } of instances) await running.kill();
    await nginx.stop();
    await postgres.stop();
    rmSync(standalone, { recursive: true, force: true });
  };
  site = { port, instances, end };
});
test.afterAll(async () => {
  agent.destroy();
  await site?.end();
});

test("both instances are restarted one after the other, and not one of several hundred requests fails", async () => {
  const { port, instances } = site;
  const signedIn = await ask(port, "/api/v1/session", { method: "POST", body: JSON.stringify(ADMIN) });
  expect(signedIn.status).toBe(200);
  const cookie = (signedIn.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  const failed: string[] = [];
  let [asked, isOver] = [0, false];
  const people = Array.from({ length: 6 }, async (_, person) => {
    while (!isOver) {
      const writes = person === 0;
      const path = writes ? "/api/v1/session" : ["/api/v1/live", "/healthz", "/sign-in", "/api/v1/live"][asked % 4];
      const wrong = JSON.stringify({ email: `nobody${asked}@example.com`, password: "not the right one" });
      const how = writes ? { method: "POST", body: wrong } : { headers: { cookie } };
      asked += 1;
      // As pages ask: again and again, but no faster than they are answered, and not all the time.
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
      const answer = await ask(port, path ?? "/", how).catch((error: Error) => ({ status: 0, text: error.message }));
      if (answer.status >= 500 || answer.status === 0)
        failed.push(`${path}: ${answer.status} ${answer.text.slice(0, 80)}`);
    }
  });
  for (const instance of instances) {
    const { process: server } = instance.running;
    server.kill("SIGTERM");
    expect(await ended(server)).toBe(0);
    const isSecond = instance === instances[1];
    instance.running = await start(instance.settings, isSecond);
  }
  await expect.poll(() => asked).toBeGreaterThan(300);
  isOver = true;
  await Promise.all(people);
  expect(failed).toEqual([]);
});

test("what only one build has comes from there, whoever is asked; what nobody has is kept by nobody", async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => ask(site.port, "/_next/static/chunks/only-here.js")));
  expect(all.map(({ status }) => status)).toEqual(Array(12).fill(200));
  expect(all[0]?.headers["cache-control"]).toContain("immutable");
  const missing = await ask(site.port, "/_next/static/chunks/nowhere.js");
  expect([missing.status, missing.headers["cache-control"]]).toEqual([404, "private, no-store"]);
});

test("the configuration for one instance serves on any port; without the port in Host the answer names both ports", async () => {
  const [right, wrong] = [await freePort(), await freePort()];
  const [instance] = site.instances;
  const own = Number(new URL(instance?.running.url ?? "").port);
  const without = SINGLE.replace("$http_host", "$host");
  expect(without).not.toBe(SINGLE);
  const nginx = startNginx(
    (certificate) => here(SINGLE, right, [own], certificate) + here(without, wrong, [own], certificate),
  );
  if ("why" in nginx) throw new Error(nginx.why);
  const publicHost = { host: `${NAME}:${site.port}` };
  await expect
    .poll(() =>
      ask(right, "/sign-in", { headers: publicHost }).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  const refused = await ask(wrong, "/sign-in", { headers: publicHost });
  expect(refused.status).toBe(421);
  expect(refused.text).toContain("port 443");
  expect(refused.text).toContain(`port ${site.port}`);
  expect(refused.text).toContain("$http_host");
  await nginx.stop();
});
