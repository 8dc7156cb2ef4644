import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { doorAddress } from "@/lib/server/door-address";
import { readSettings } from "@/lib/server/env";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT_MS = 60_000;
/** Below what Linux, macOS and Windows hand out by themselves, so that nothing else takes a port between look and use. */
const FIRST_PORT = 20_000;
/** Each worker looks among ports of its own: two must not find the same one free. */
const PORTS_PER_WORKER = 1_000;
const WORKERS = 12;

/** A server process of ours under test. */
export type Running = {
  url: string;
  /** everything it has printed so far */
  output: () => string;
  stop: () => Promise<void>;
  /** Ends it outright; resolves when it is gone, so that nothing it asked for comes after. */
  kill: () => Promise<void>;
  process: ChildProcess;
};

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0) % WORKERS;
  for (;;) {
    const port = FIRST_PORT + worker * PORTS_PER_WORKER + Math.floor(Math.random() * PORTS_PER_WORKER);
    if (await isFree(port)) return port;
  }
}

/** Runs Node in the repository with this environment and nothing of ours but PATH and HOME; keeps all that it prints. */
export function run(
  args: string[],
  environment: Record<string, string>,
): { process: ChildProcess; output: () => string } {
  const kept = { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: "1" };
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...kept, ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk.toString("utf8");
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return { process: child, output: () => text };
}

/** Resolves with what `look` first finds; throws with the process's output when it ends or takes too long. */
async function untilUp<T>(
  what: string,
  child: ChildProcess,
  output: () => string,
  look: () => Promise<T | null>,
): Promise<T> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`${what} did not answer.\n${output()}`);
}

/** Resolves once `url` answers at all; throws with the process's output when it ends or takes too long. */
export async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  await untilUp(url, child, output, () => fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null));
}

/** Resolves with the exit code, null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", resolve));
}

async function end(child: ChildProcess, signal: "SIGINT" | "SIGKILL"): Promise<void> {
  child.kill(signal);
  await ended(child);
}

const folders = new Set<string>();
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder for a server's own data, removed when the tests are over. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "earshot-data-"));
  folders.add(folder);
  return folder;
}

/** The simulator as its own process, with the test levers on. `url` ends in /api/v1. */
export async function startUpstream(options: {
  key: string;
  calls?: number;
  seed?: number;
  speed?: number;
  port?: number;
}): Promise<Running> {
  const { key, calls = 8, seed = 7, speed = 1, port = 0 } = options;
  const flags = { port, calls, seed, speed, key };
  const { process: child, output } = run(
    [
      ...["--import", "tsx", "lib/simulator/main.ts", "--control"],
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    {},
  );
  const url = await untilUp(
    "The simulator",
    child,
    output,
    async () => /answers on (http:\S+)/.exec(output())?.[1] ?? null,
  );
  return { url, output, stop: () => end(child, "SIGINT"), kill: () => end(child, "SIGKILL"), process: child };
}

/** The built server with the door in front, as `npm start` runs it; unless told otherwise nobody has to sign in. */
export async function startEarshot(environment: Record<string, string>, path = "/healthz"): Promise<Running> {
  const port = Number(environment.PORT ?? (await freePort()));
  const folder = newDataFolder();
  const given = { EARSHOT_AUTH: "off", EARSHOT_DATA_DIR: folder, ...environment, PORT: String(port) };
  const door = doorAddress(ROOT, "production", readSettings(given));
  const { process: child, output } = run([`--import=${door}`, join(ROOT, ".next/standalone/server.js")], {
    NODE_ENV: "production",
    NEXT_MANUAL_SIG_HANDLE: "true",
    HOSTNAME: "127.0.0.1",
    EARSHOT_BUILD: "test-build",
    ...given,
  });
  child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const url = `http://localhost:${port}`;
  await answering(`http://127.0.0.1:${port}${path}`, child, output);
  return { url, output, stop: () => end(child, "SIGINT"), kill: () => end(child, "SIGKILL"), process: child };
}
