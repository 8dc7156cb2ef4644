import type { ChildProcess } from "node:child_process";
import { ask } from "./support/http";
import { childrenOf, family, signal } from "./support/processes";
import { answering, freePort, readyDataFolder, run } from "./support/servers";
import { CANARY_KEY, expect, newCallId, test } from "./support/test";

// A start costs a busy machine a while.
test.describe.configure({ timeout: 180_000 });
test.skip(process.platform !== "linux", "looks into /proc for the processes between npm and the server");

/** Every process that a test has started, oldest first. */
const pids = new Set<number>();
test.afterEach(() => {
  for (const pid of pids) signal(pid, "SIGKILL");
  pids.clear();
});

type Started = { url: string; pid: number; process: ChildProcess; output: () => string };

/** Starts Earshot by this command line, with a key and nobody signing in, and waits until it serves. */
async function startBy(program: string, args: string[], upstreamUrl: string): Promise<Started> {
  const port = String(await freePort());
  const own = { HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstreamUrl, EARSHOT_AUTH: "off" };
  const started = run(args, { ...own, EARSHOT_DATA_DIR: readyDataFolder(), PORT: port }, program);
  const pid = started.process.pid ?? 0;
  pids.add(pid);
  const url = `http://localhost:${port}`;
  await expect.poll(started.output, { timeout: 120_000 }).toContain("Earshot is running on");
  for (const each of family(pid)) pids.add(each);
  return { ...started, url, pid };
}

const answers = (url: string) =>
  ask(url, "/healthz").then(
    () => "answers",
    () => "gone",
  );

/** Who is told to end, from the command's process down. */
const ENDS: [string, NodeJS.Signals, (chain: { npm: number; shell: number; start: number }) => number][] = [
  ["npm", "SIGTERM", ({ npm }) => npm],
  ["npm", "SIGHUP", ({ npm }) => npm],
  ["npm", "SIGKILL", ({ npm }) => npm],
  ["npm's shell", "SIGTERM", ({ shell }) => shell],
  ["the server's own process", "SIGTERM", ({ start }) => start],
];

for (const [who, name, chosen] of ENDS) {
  test(`started with npm start, ${name} to ${who} alone ends the server, with open requests finished and the port free`, async ({
    upstream,
  }) => {
    const id = newCallId();
    await upstream.put({ id });
    const { url, pid } = await startBy("npm", ["start"], upstream.url);
    const [shell = 0] = childrenOf(pid);
    const [start = shell] = childrenOf(shell);
    await upstream.fault({ kind: "latency", ms: 3_000, path: id });
    const open = ask(url, `/api/v1/calls/${id}`);
    await expect.poll(async () => (await upstream.requests()).some(({ path }) => path.includes(id))).toBe(true);
    signal(chosen({ npm: pid, shell, start }), name);
    expect((await open).status).toBe(200);
    await expect.poll(() => answers(url), { timeout: 60_000 }).toBe("gone");
  });
}

test("the shells that started it in the background may end: it lives as long as npm, or by itself without npm", async ({
  upstream,
}) => {
  const command = async (line: string) => {
    const started = await startBy("bash", ["-c", `${line} & echo started $!; exec sleep 300`], upstream.url);
    const background = Number(/^started (\d+)$/m.exec(started.output())?.[1]);
    for (const each of family(background)) pids.add(each);
    signal(started.pid, "SIGKILL");
    return { ...started, background };
  };
  const [byNpm, byNode] = await Promise.all([command("npm start"), command("node lib/launch/start.mjs")]);
  // Four looks at who is still there.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect([await answers(byNpm.url), await answers(byNode.url)]).toEqual(["answers", "answers"]);
  for (const { background } of [byNpm, byNode]) signal(background, "SIGTERM");
  for (const { url } of [byNpm, byNode]) await expect.poll(() => answers(url), { timeout: 60_000 }).toBe("gone");
});

test("a second process on the same data ends with one sentence and says of nothing that it runs; whether people sign in or not", async ({
  upstream,
}) => {
  const key = { HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: upstream.url };
  for (const settings of [key, { ...key, EARSHOT_AUTH: "off" }, { HEPPU_API_KEY: "" }]) {
    const shared = { ...settings, EARSHOT_DATA_DIR: readyDataFolder() };
    const port = String(await freePort());
    const first = run(["lib/launch/start.mjs"], { ...shared, PORT: port });
    pids.add(first.process.pid ?? 0);
    await answering(`http://127.0.0.1:${port}/readyz`, first.process, first.output);
    await expect.poll(first.output, { timeout: 60_000 }).toContain("Earshot is running on");
    const second = run(["lib/launch/start.mjs"], { ...shared, PORT: String(await freePort()) });
    pids.add(second.process.pid ?? 0);
    const code = await new Promise((resolve) => second.process.once("close", resolve));
    expect(code).toBe(1);
    expect(second.output()).toMatch(/^\S+ is in use by process \d+: stop that one, or set DATABASE_URL .*\.\n$/);
    expect(await answers(`http://localhost:${port}`)).toBe("answers");
    signal(first.process.pid ?? 0, "SIGINT");
    await new Promise((resolve) => first.process.once("close", resolve));
  }
});
