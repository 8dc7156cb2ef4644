import { type ChildProcess, spawnSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { boardSchema } from "@/lib/wire/contract";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { change, cookiesOf } from "./support/access";
import { ask, parsed } from "./support/http";
import { answering, ended, freePort, newDataFolder, ROOT, readyDataFolder, run } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";

type Started = { process: ChildProcess; output: () => string; url: string };

// A start costs a busy machine a while.
test.describe.configure({ timeout: 180_000 });

const children: ChildProcess[] = [];
test.afterEach(async ({ closePages }) => {
  await closePages();
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await ended(child);
  }
});

/** `npm start` with this environment; an empty key, so that a developer's .env does not matter. */
async function start(environment: Record<string, string>): Promise<Started> {
  const port = environment.PORT ?? String(await freePort());
  const own = { HEPPU_API_KEY: "", PORT: port };
  const folder = environment.EARSHOT_DATA_DIR ?? readyDataFolder();
  const started = run(["lib/launch/start.mjs"], { ...own, ...environment, EARSHOT_DATA_DIR: folder });
  children.push(started.process);
  return { ...started, url: `http://localhost:${port}` };
}

test("started with nothing set, it shows the demo: live calls, and every page says that the data is not real", async ({
  page,
}) => {
  const demo = await start({ EARSHOT_DATA_DIR: newDataFolder() });
  await answering(`${demo.url}/healthz`, demo.process, demo.output);
  await expect.poll(demo.output).toContain(`Earshot is running on ${demo.url} — demo data`);
  const board = parsed(boardSchema, await ask(demo.url, "/api/v1/live"));
  expect(board.meta.demo).toBe(true);
  expect(board.data.calls.filter((call) => call.status === "active").length).toBeGreaterThan(5);
  expect(board.data.calls.some((call) => call.lastMessages.length > 0)).toBe(true);
  const [call] = board.data.calls;
  for (const path of ["/", `/calls/${call?.id}`]) {
    await page.goto(`${demo.url}${path}`);
    await expect(page.getByText("Demo data").first()).toBeVisible();
  }
  // Answers that take a busy machine seconds are slow ones, for a while.
  await expect.poll(async () => (await ask(demo.url, "/readyz")).json()).toEqual({ status: "ready", degraded: null });

  // What it shows on the settings pages was done by itself, and says so.
  const trail = async () => parsed(auditAnswerSchema, await ask(demo.url, "/api/v1/audit")).data.entries;
  // Two passcodes are hashed at their full cost meanwhile.
  await expect
    .poll(async () => (await trail()).map(({ action }) => action), { timeout: 60_000 })
    .toContain("call.cancel");
  expect(new Set((await trail()).flatMap(({ actor }) => (actor.kind === "person" ? [actor.name] : [])))).toEqual(
    new Set(["Demo set-up"]),
  );

  const chosen = await change(demo.url, "PUT", "/api/v1/demo-role", { body: { role: "viewer" } });
  expect([chosen.status, chosen.json()]).toEqual([200, { data: { role: "viewer" } }]);
  const session = await ask(demo.url, "/api/v1/session", { headers: { cookie: cookiesOf(chosen) } });
  expect(session.json()).toMatchObject({ data: { mode: "demo", actor: { role: "viewer", via: "demo" } } });
  expect((await change(demo.url, "PUT", "/api/v1/demo-role", { body: { role: "owner" } })).status).toBe(400);
  // The demo's admin is anybody, and makes no users.
  const guest = { email: "guest@example.com", name: "Guest", role: "admin", scope: null };
  expect((await change(demo.url, "POST", "/api/v1/users", { body: guest })).status).toBe(403);
});

test("started with a key, it is no demo and never says so", async ({ upstream, page }) => {
  const id = newCallId();
  await upstream.put({ id });
  const real = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: `${upstream.url}/`, EARSHOT_AUTH: "off" });
  await answering(`${real.url}/healthz`, real.process, real.output);
  const board = parsed(boardSchema, await ask(real.url, "/api/v1/live"));
  expect(board.meta.demo).toBe(false);
  expect(board.data.calls.map((call) => call.id)).toContain(id);
  await page.goto(real.url);
  await expect(page.locator(`a[href="/calls/${id}"]`).first()).toBeAttached();
  await expect(page.getByText("Demo data")).toHaveCount(0);
  expect(real.output()).not.toContain(CANARY_KEY);
  expect(real.output().toLowerCase()).not.toContain("demo");
  await expect.poll(real.output).toMatch(/^EARSHOT_AUTH is off: nobody signs in, .*admin\.$/m);
});

const SETUP_LINK = /^Open (\S+)\/setup#(ear_once_[\w-]{43}) to create the first admin \(works once, 24 hours\)\.$/gm;

test("started with a key, it shows nothing to anybody who has not signed in, and says once how to make the first admin", async ({
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  const first = { EARSHOT_DATA_DIR: newDataFolder() };
  const real = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url, ...first });
  const links = () => [...real.output().matchAll(SETUP_LINK)].map((link) => link[1]);
  await answering(`${real.url}/healthz`, real.process, real.output);
  await expect.poll(links, { timeout: 60_000 }).toEqual([real.url]);
  await expect.poll(real.output).toContain(`Earshot is running on ${real.url}\n`);
  for (const path of ["/api/v1/live", `/api/v1/calls/${id}`]) {
    const answer = await ask(real.url, path);
    expect([answer.status, answer.text().includes(id)], path).toEqual([401, false]);
  }
  expect(links()).toHaveLength(1);
  const chosen = await change(real.url, "PUT", "/api/v1/demo-role", { body: { role: "admin" } });
  expect([chosen.status, chosen.headers["set-cookie"]]).toEqual([404, undefined]);
});

/** With a key and without sign-in, once it answers. */
async function startReady(upstreamUrl: string): Promise<Started> {
  const server = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstreamUrl, EARSHOT_AUTH: "off" });
  await answering(`${server.url}/healthz`, server.process, server.output);
  return server;
}

const WRONG: [string, string, RegExp][] = [
  ["PORT", "http", /^PORT is not usable: it should be a whole number from 1 to 65535\.$/],
  ["HOST", "0.0.0.0", /^EARSHOT_PUBLIC_URL is not usable: it should be the https:\/\/ address .*over https only\.$/],
  ["EARSHOT_AUTH", "perhaps", /^EARSHOT_AUTH is not usable: it should be on or off/],
  ["EARSHOT_PUBLIC_URL", "https://earshot.example", /^EARSHOT_DEMO_PUBLIC is not usable: it should be true where/],
  ["DATABASE_URL", "mysql://user:password@db.example/", /^DATABASE_URL is not usable/],
  ["EARSHOT_ADMIN_PASSWORD", "too short", /^EARSHOT_ADMIN_PASSWORD is not usable/],
  ["EARSHOT_OIDC_CLIENT_SECRET", "canary-secret", /^EARSHOT_OIDC_ISSUER is not usable: it should be set, because/],
  ["HEPPU_API_KEY", "two words", /^HEPPU_API_KEY is not usable/],
  ["HEPPU_API_URL", "https://user:secret@heppu.example/", /^HEPPU_API_URL is not usable/],
  ["EARSHOT_TIME_ZONE", "Mars/Olympus", /^EARSHOT_TIME_ZONE is not usable/],
  ["EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS", "5", /^EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS is not usable/],
  ["EARSHOT_WORD_LISTS", "/nowhere/words.json", /^EARSHOT_WORD_LISTS is not usable/],
];

/** What a start that must fail printed. */
async function failure(environment: Record<string, string>): Promise<string> {
  const started = await start({ EARSHOT_DATA_DIR: newDataFolder(), ...environment });
  expect(await ended(started.process)).toBe(1);
  return started.output().trim();
}

test("a wrong setting is one sentence that names it, before anything runs; never its value, never a stack", async () => {
  test.slow();
  // A few at a time: each is a start of its own.
  for (let at = 0; at < WRONG.length; at += 3) {
    await Promise.all(
      WRONG.slice(at, at + 3).map(async ([name, value, sentence]) => {
        const printed = await failure({ [name]: value });
        expect(printed, `${name}=${value}`).toMatch(sentence);
        expect(printed.split("\n"), `${name}=${value}`).toHaveLength(1);
        if (value.length > 3) expect(printed.replaceAll(name, "")).not.toContain(value);
      }),
    );
  }
});

test("a word list that holds something else is named, too", async () => {
  const file = join(newDataFolder(), "words.json");
  writeFileSync(file, '{"en": ["swearing"]}');
  expect(await failure({ EARSHOT_WORD_LISTS: file })).toMatch(/^EARSHOT_WORD_LISTS is not usable: [^\n]+$/);
});

test("a port in use is said in one sentence that offers another", async () => {
  const other = createServer();
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  expect(await failure({ PORT: String(port) })).toBe(
    `PORT ${port} is already in use; set PORT to another, for example PORT=${port + 1}.`,
  );
  other.close();
});

test("told to end, it stops being ready, finishes what is open and exits 0; an answer that never ends does not keep it beyond its limit", async ({
  upstream,
}) => {
  test.slow();
  const id = newCallId();
  await upstream.put({ id });
  const [gentle, held] = await Promise.all([startReady(upstream.url), startReady(upstream.url)]);
  expect((await ask(gentle.url, "/readyz")).status).toBe(200);

  // A client that sends half a request and waits for ever.
  const socket = connect(Number(new URL(held.url).port), "127.0.0.1", () =>
    socket.write("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nX-"),
  );
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const heldToldMs = performance.now();
  held.process.kill("SIGTERM");

  await upstream.fault({ kind: "latency", ms: 4_000, path: id });
  const open = ask(gentle.url, `/api/v1/calls/${id}`);
  await expect.poll(async () => (await upstream.requests()).some(({ path }) => path.includes(id))).toBe(true);
  const toldMs = performance.now();
  gentle.process.kill("SIGTERM");
  await expect.poll(async () => (await ask(gentle.url, "/readyz")).status, { intervals: [20] }).toBe(503);
  expect((await open).status).toBe(200);
  expect(await ended(gentle.process)).toBe(0);
  expect(performance.now() - toldMs).toBeLessThan(25_000);
  expect(gentle.output()).not.toMatch(/ at .+:\d+:\d+/);
  await expect(ask(gentle.url, "/healthz")).rejects.toThrow(/ECONNREFUSED/);

  await ended(held.process);
  expect(performance.now() - heldToldMs).toBeLessThan(25_000);
  socket.destroy();
});

test("Ctrl+C ends it at once", async () => {
  const server = await start({});
  await answering(`${server.url}/healthz`, server.process, server.output);
  await expect.poll(server.output).toContain("Earshot is running");
  server.process.kill("SIGINT");
  expect(await ended(server.process)).toBe(0);
  await expect(ask(server.url, "/healthz")).rejects.toThrow(/ECONNREFUSED/);
});

test("killed outright, the launcher leaves no server behind", async () => {
  const server = await start({});
  await answering(`${server.url}/healthz`, server.process, server.output);
  server.process.kill("SIGKILL");
  await expect
    .poll(
      () =>
        ask(server.url, "/healthz").then(
          () => "answers",
          () => "gone",
        ),
      { timeout: 60_000 },
    )
    .toBe("gone");
});

test("with the call service gone it is well and ready, and says that it is degraded", async () => {
  const server = await start({
    HEPPU_API_KEY: CANARY_KEY,
    HEPPU_API_URL: "http://127.0.0.1:9/api/v1",
    EARSHOT_AUTH: "off",
  });
  await answering(`${server.url}/healthz`, server.process, server.output);
  await ask(server.url, "/api/v1/live");
  expect((await ask(server.url, "/healthz")).status).toBe(200);
  const ready = await ask(server.url, "/readyz");
  expect([ready.status, ready.json()]).toEqual([200, { status: "ready", degraded: "unreachable" }]);
});

test("a user who may not write where it must be built or installed is told so in one sentence, and what to run", async () => {
  test.skip(process.getuid?.() !== 0, "starts a process of another user, which only root can");
  const copy = newDataFolder();
  chmodSync(copy, 0o755);
  for (const name of [
    "app",
    "components",
    "lib",
    "package.json",
    "package-lock.json",
    "next.config.mjs",
    "tsconfig.json",
  ]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  const NOBODY = 65_534;
  const attempt = () => {
    const env = { PATH: process.env.PATH, HEPPU_API_KEY: "", EARSHOT_DATA_DIR: copy, PORT: "20999" };
    const asNobody = {
      cwd: copy,
      uid: NOBODY,
      gid: NOBODY,
      encoding: "utf8" as const,
      env: env as unknown as NodeJS.ProcessEnv,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["lib/launch/start.mjs"], asNobody);
    return { status, printed: `${stdout}${stderr}` };
  };
  const what = "run `node lib/launch/start.mjs --build` there once as a user who may.";
  expect(attempt()).toEqual({
    status: 1,
    printed: `The packages are not installed, and ${copy} cannot be written (EACCES): ${what}\n`,
  });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  expect(attempt()).toEqual({
    status: 1,
    printed: `Earshot has not been built from these sources, and ${copy} cannot be written (EACCES): ${what}\n`,
  });
});

test("the document's systemd unit is one that systemd takes", async () => {
  test.skip(spawnSync("systemd-analyze", ["--version"]).status !== 0, "no systemd here");
  const document = readFileSync(join(ROOT, "docs/operations.md"), "utf8");
  const unit = /```ini\n(.*?)```/s.exec(document)?.[1] ?? "";
  const file = join(newDataFolder(), "earshot.service");
  writeFileSync(file, unit.replace("/usr/bin/node", process.execPath));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
