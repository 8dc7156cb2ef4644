import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boardSchema } from "@/lib/http/contract";
import { ask, parsed } from "./support/http";
import { answering, ended, freePort, run } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";

type Started = { process: ChildProcess; output: () => string; url: string };

const children: ChildProcess[] = [];
test.afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await ended(child);
  }
});

/** `npm start` with this environment; an empty key, so that a developer's .env does not matter. */
async function start(environment: Record<string, string>): Promise<Started> {
  const port = environment.PORT ?? String(await freePort());
  const started = run(["lib/server/start.mjs"], { HEPPU_API_KEY: "", ...environment, PORT: port });
  children.push(started.process);
  return { ...started, url: `http://localhost:${port}` };
}

test("started with nothing set, it shows the demo: live calls, and every page says that the data is not real", async ({
  page,
}) => {
  const demo = await start({});
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
  expect((await ask(demo.url, "/readyz")).json()).toEqual({ status: "ready", degraded: null });
});

test("started with a key, it is no demo and never says so", async ({ upstream, page }) => {
  const id = newCallId();
  await upstream.put({ id });
  const real = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: `${upstream.url}/` });
  await answering(`${real.url}/healthz`, real.process, real.output);
  const board = parsed(boardSchema, await ask(real.url, "/api/v1/live"));
  expect(board.meta.demo).toBe(false);
  expect(board.data.calls.map((call) => call.id)).toContain(id);
  await page.goto(real.url);
  await expect(page.locator(`a[href="/calls/${id}"]`).first()).toBeAttached();
  await expect(page.getByText("Demo data")).toHaveCount(0);
  expect(real.output()).not.toContain(CANARY_KEY);
  expect(real.output().toLowerCase()).not.toContain("demo");
});

const WRONG: [string, string, RegExp][] = [
  ["PORT", "http", /^PORT is not usable: it should be a whole number from 1 to 65535\.$/],
  ["PORT", "70000", /^PORT is not usable/],
  ["HOST", "0.0.0.0", /^HOST is not usable: it should be .*this machine only\.$/],
  ["HOST", "::", /^HOST is not usable/],
  ["HOST", "earshot.example", /^HOST is not usable/],
  ["HEPPU_API_KEY", "two words", /^HEPPU_API_KEY is not usable/],
  ["HEPPU_API_URL", "v2.heppu.ai", /^HEPPU_API_URL is not usable: it should be an https:\/\/ address/],
  ["HEPPU_API_URL", "http://heppu.example/api/v1", /^HEPPU_API_URL is not usable/],
  ["HEPPU_API_URL", "https://user:secret@heppu.example/", /^HEPPU_API_URL is not usable/],
  ["EARSHOT_BOARD_INTERVAL_MS", "fast", /^EARSHOT_BOARD_INTERVAL_MS is not usable/],
  ["EARSHOT_CALL_INTERVAL_MS", "10", /^EARSHOT_CALL_INTERVAL_MS is not usable/],
  ["EARSHOT_MAX_REQUESTS_PER_MINUTE", "0", /^EARSHOT_MAX_REQUESTS_PER_MINUTE is not usable/],
  ["EARSHOT_TIME_ZONE", "Mars/Olympus", /^EARSHOT_TIME_ZONE is not usable/],
  ["EARSHOT_ALWAYS_ON", "maybe", /^EARSHOT_ALWAYS_ON is not usable/],
  ["EARSHOT_ATTENTION_STUCK_SECONDS", "-1", /^EARSHOT_ATTENTION_STUCK_SECONDS is not usable/],
  ["EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS", "5", /^EARSHOT_ATTENTION_LONG_CALL_CRITICAL_SECONDS is not usable/],
  ["EARSHOT_WORD_LISTS", "/nowhere/words.json", /^EARSHOT_WORD_LISTS is not usable/],
  ["EARSHOT_DEMO_CALLS", "1e9", /^EARSHOT_DEMO_CALLS is not usable/],
];

/** What a start that must fail printed. */
async function failure(environment: Record<string, string>): Promise<string> {
  const started = await start(environment);
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
        if (value.length > 3) expect(printed.replace(name, "")).not.toContain(value);
      }),
    );
  }
});

test("a word list that holds something else is named, too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "earshot-words-"));
  const file = join(folder, "words.json");
  writeFileSync(file, '{"en": ["swearing"]}');
  expect(await failure({ EARSHOT_WORD_LISTS: file })).toMatch(/^EARSHOT_WORD_LISTS is not usable: [^\n]+$/);
  rmSync(folder, { recursive: true });
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

test("told to end, it stops being ready, finishes what is open and exits 0; the demo's simulator ends with it", async ({
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  const server = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url });
  await answering(`${server.url}/healthz`, server.process, server.output);
  expect((await ask(server.url, "/readyz")).status).toBe(200);
  await upstream.fault({ kind: "latency", ms: 4_000, path: id });
  const open = ask(server.url, `/api/v1/calls/${id}`);
  await expect.poll(async () => (await upstream.requests()).some(({ path }) => path.includes(id))).toBe(true);
  const toldMs = performance.now();
  server.process.kill("SIGTERM");
  await expect.poll(async () => (await ask(server.url, "/readyz")).status, { intervals: [20] }).toBe(503);
  expect((await open).status).toBe(200);
  expect(await ended(server.process)).toBe(0);
  expect(performance.now() - toldMs).toBeLessThan(25_000);
  expect(server.output()).not.toMatch(/ at .+:\d+:\d+/);
  await expect(ask(server.url, "/healthz")).rejects.toThrow(/ECONNREFUSED/);
});

test("an answer that never ends does not keep the process alive beyond its limit", async ({ upstream }) => {
  test.slow();
  const id = newCallId();
  await upstream.put({ id });
  const server = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url });
  await answering(`${server.url}/healthz`, server.process, server.output);
  // A client that sends half a request and waits for ever.
  const { port } = new URL(server.url);
  const { connect } = await import("node:net");
  const socket = connect(Number(port), "127.0.0.1", () =>
    socket.write("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nX-"),
  );
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const toldMs = performance.now();
  server.process.kill("SIGTERM");
  await ended(server.process);
  expect(performance.now() - toldMs).toBeLessThan(25_000);
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
      { timeout: 20_000 },
    )
    .toBe("gone");
});

test("with the call service gone it is well and ready, and says that it is degraded", async () => {
  const server = await start({ HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: "http://127.0.0.1:9/api/v1" });
  await answering(`${server.url}/healthz`, server.process, server.output);
  await ask(server.url, "/api/v1/live");
  expect((await ask(server.url, "/healthz")).status).toBe(200);
  const ready = await ask(server.url, "/readyz");
  expect([ready.status, ready.json()]).toEqual([200, { status: "ready", degraded: "unreachable" }]);
});
