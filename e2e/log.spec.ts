import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ADMIN, change, firstAdminIsThere, GUARDED, signInAs } from "./support/access";
import { ask, refusal } from "./support/http";
import { freePort, type LogLine, logLines, newDataFolder, run, startEarshot } from "./support/servers";
import { CANARY_KEY, expect, newCallId, settingsFor, test } from "./support/test";

test.describe.configure({ timeout: 240_000 });

const events = (lines: LogLine[], name: string) =>
  lines
    .filter(({ event }) => event.startsWith(`${name}.`))
    .map(({ event, reason }) => [event, reason].join(" ").trim());

test("the log says once what begins to fail at the call service, what changes and what recovers, and never a word of a call or a person", async ({
  roughUpstream,
}) => {
  await roughUpstream.reset();
  const id = newCallId();
  const said = "my canary sings at dawn";
  const canaries = [
    id,
    "Canarella",
    "Vogelsang",
    "4155550199",
    "canary sings",
    "Agent Kanarie",
    ADMIN.email,
    CANARY_KEY,
  ];
  await roughUpstream.put({
    id,
    agent: { id: "550e8400-e29b-41d4-a716-446655440000", name: "Agent Kanarie", type: "voice" },
    contact: { name: "Canarella Vogelsang", phoneNumber: "+14155550199" },
    phoneNumber: "+14155550199",
    transcript: [{ role: "user", content: said, timestamp: new Date().toISOString() }],
  });
  const server = await startEarshot({ ...settingsFor(roughUpstream), ...GUARDED });
  await firstAdminIsThere(server);
  const cookie = await signInAs(server.url, ADMIN);
  const told = () => events(server.log(), "call_service");
  /** What people do, and what a stranger tries; asked again and again while something fails. */
  const crawl = async () => {
    const headers = { cookie };
    const search = `/api/v1/calls?phoneNumber=${encodeURIComponent("+14155550199")}`;
    const paths = ["/api/v1/live", `/api/v1/calls/${id}`, `/calls/${id}`, "/", search, `/calls/${id}%ff`, "/wall"];
    await Promise.all(paths.map((path) => ask(server.url, path, { headers })));
    await ask(server.url, "/api/v1/live", { headers: { host: "canarella-vogelsang.example" } });
    const body = { email: "canarella@vogelsang.example", password: "canary sings at dawn" };
    await change(server.url, "POST", "/api/v1/session", { body });
  };
  const until = (event: string) =>
    expect
      .poll(
        async () => {
          await crawl();
          return told().at(-1);
        },
        { timeout: 60_000 },
      )
      .toBe(event);

  await crawl();
  expect(told()).toEqual([]);
  await roughUpstream.fault({ kind: "error", status: 503 });
  await until("call_service.failing upstream_error");
  await roughUpstream.clearFaults();
  await roughUpstream.fault({ kind: "unauthorized" });
  await until("call_service.changed key_rejected");
  await roughUpstream.clearFaults();
  await until("call_service.recovered");
  await roughUpstream.fault({ kind: "html" });
  await until("call_service.failing malformed");
  await roughUpstream.clearFaults();
  await until("call_service.recovered");
  await roughUpstream.fault({ kind: "rate_limit", retryAfter: 1 });
  await until("call_service.failing rate_limited");
  await roughUpstream.clearFaults();
  await until("call_service.recovered");
  expect(told()).toHaveLength(7);

  const lines = server.log();
  const text = JSON.stringify(lines);
  for (const canary of canaries) expect(text.toLowerCase(), canary).not.toContain(canary.toLowerCase());
  for (const line of lines) {
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(["debug", "info", "warn", "error", "fatal"]).toContain(line.level);
    expect(line.msg).toMatch(/^[A-Z].*\.$/);
  }
  // Two of the start and seven of the call service; nothing for each question.
  expect(lines.length).toBeLessThanOrEqual(12);
  expect(server.output()).not.toMatch(/\n\s+at /);
  await server.kill();
});

test("every answer carries an id of its own, every error says it, and nobody can choose it", async ({ earshot }) => {
  const chosen = { "x-request-id": "chosen", "earshot-request-id": "chosen", "x-earshot-request-id": "chosen" };
  const paths = ["/api/v1/live", "/api/v1/calls/nobody", "/api/v1/nothing", "/healthz", "/", "/nothing", "/%ff"];
  const answers = await Promise.all(paths.map((path) => ask(earshot.url, path, { headers: chosen })));
  const ids = answers.map(({ headers }) => headers["earshot-request-id"]);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(ids).size).toBe(paths.length);
  for (const [index, answer] of answers.slice(1, 3).entries()) {
    expect(refusal(answer).status).toBe(404);
    expect(answer.json()).toMatchObject({ error: { requestId: ids[index + 1] } });
  }
});

test("standard output is the log, one JSON object a line, from the start to the end; what a person needs is on standard error", async ({
  upstream,
}) => {
  const settings = { HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url, EARSHOT_DATA_DIR: newDataFolder() };
  const port = String(await freePort());
  const started = run(["lib/launch/start.mjs"], { ...settings, PORT: port });
  await expect.poll(started.output, { timeout: 60_000 }).toMatch(/^Open \S+\/setup#ear_once_\S+ to create/m);
  started.process.kill("SIGTERM");
  await new Promise((resolve) => started.process.once("close", resolve));
  const lines = logLines(started.log());
  expect(lines.map(({ event }) => event)).toEqual([
    "server.listening",
    "server.starting",
    "server.running",
    "server.draining",
    "server.stopped",
  ]);
  expect(lines[1]).toMatchObject({ auth: "on", database: "embedded" });
  // Whoever opens it is an admin.
  expect(started.log()).not.toContain("ear_once_");
});

test("a level hides what is less important, and a wrong one is named", async ({ upstream }) => {
  const server = await startEarshot({ ...settingsFor(upstream), EARSHOT_LOG_LEVEL: "warn" });
  await ask(server.url, "/api/v1/live");
  expect(server.log()).toEqual([]);
  await server.kill();
});

test("a disk without room: readiness names it, the log says when it begins and ends, looking goes on", async ({
  upstream,
}) => {
  const folder = newDataFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=220m", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    test.skip(true, "a small disk cannot be made here");
  }
  try {
    const server = await startEarshot({ ...settingsFor(upstream), ...GUARDED, EARSHOT_DATA_DIR: folder });
    await firstAdminIsThere(server);
    const cookie = await signInAs(server.url, ADMIN);
    const degraded = async () => ((await ask(server.url, "/readyz")).json() as { degraded: string | null }).degraded;
    expect(await degraded()).toBeNull();
    const ballast = join(folder, "ballast");
    const free = Number(execFileSync("df", ["-k", "--output=avail", folder], { encoding: "utf8" }).split("\n")[1]);
    writeFileSync(ballast, Buffer.alloc((free - 40 * 1024) * 1024));
    await expect.poll(degraded, { timeout: 60_000 }).toBe("disk_full");
    expect((await ask(server.url, "/api/v1/live", { headers: { cookie } })).status).toBe(200);
    expect((await change(server.url, "POST", "/api/v1/session", { body: ADMIN })).status).toBe(503);
    rmSync(ballast);
    await expect.poll(degraded, { timeout: 60_000 }).toBeNull();
    expect((await change(server.url, "POST", "/api/v1/session", { body: ADMIN })).status).toBe(200);
    expect(events(server.log(), "disk")).toEqual(["disk.failing disk_full", "disk.recovered"]);
    expect(events(server.log(), "database")).toEqual([]);
    await server.kill();
  } finally {
    execFileSync("umount", ["-l", folder], { stdio: "ignore" });
  }
});
