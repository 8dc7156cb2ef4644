import { type ChildProcess, spawn } from "node:child_process";
import { constants, cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { doorAddress } from "@/lib/door/address";
import { SERVER_FLAGS, SERVER_MEMORY } from "@/lib/launch/server-flags";
import { readSettings } from "@/lib/settings/settings";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT_MS = 120_000;
/** Below what Linux, macOS and Windows hand out by themselves, so that nothing else takes a port between look and use. */
const FIRST_PORT = 20_000;
/** Each worker looks among ports of its own: two must not find the same one free. */
const PORTS_PER_WORKER = 1_000;
const WORKERS = 12;
/** Where the workers find a folder with an empty database that has our tables (prepare.ts). */
export const READY_DATABASE = "EARSHOT_READY_DATABASE";
/** Where servers find what V8 has made of them (compiled.mjs); the first one makes it (prepare.ts). */
export const COMPILED = "EARSHOT_COMPILED";
/** Compiling the engine's WebAssembly well costs more than a server under test ever gains by it. */
const QUICK_WASM = "--liftoff-only";
const QUICK_PASSWORDS = `--import=${new URL("quick-passwords.mjs", import.meta.url)}`;

/** Quick starts, where there is a file to take them from. */
function quickStart(): string[] {
  const file = process.env[COMPILED];
  if (file === undefined) return [];
  const program = new URL("compiled.mjs", import.meta.url);
  program.searchParams.set("file", file);
  return [`--import=${program}`];
}

/** A line of the log, as JSON. */
export type LogLine = { level: string; time: string; event: string; msg: string; requestId?: string } & Record<
  string,
  unknown
>;

/** Whole lines of a log. @throws when one of them is not JSON */
export const logLines = (text: string): LogLine[] =>
  text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** A server process of ours under test. */
export type Running = {
  url: string;
  /** everything it has printed so far */
  output: () => string;
  /** the lines of its log so far */
  log: () => LogLine[];
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

type Run = {
  process: ChildProcess;
  /** standard output and error */
  output: () => string;
  /** standard output alone */
  log: () => string;
};

/** Runs Node, or another program, in the repository with this environment and nothing of ours but PATH and HOME. */
export function run(args: string[], environment: Record<string, string>, program = process.execPath): Run {
  const kept = { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: "1" };
  const child: ChildProcess = spawn(program, args, {
    cwd: ROOT,
    env: { ...kept, ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk.toString("utf8");
  };
  let log = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    log += chunk.toString("utf8");
    keep(chunk);
  });
  child.stderr?.on("data", keep);
  return { process: child, output: () => text, log: () => log };
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

function running(url: string, { process: child, output, log }: Run): Running {
  const lines = () => logLines(log());
  return {
    url,
    output,
    log: lines,
    stop: () => end(child, "SIGINT"),
    kill: () => end(child, "SIGKILL"),
    process: child,
  };
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
  const started = run(
    [
      ...["--import", "tsx", "lib/simulator/main.ts", "--control"],
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ],
    {},
  );
  const { process: child, output } = started;
  const url = await untilUp(
    "The simulator",
    child,
    output,
    async () => /answers on (http:\S+)/.exec(output())?.[1] ?? null,
  );
  return running(url, started);
}

/** A folder of its own with a database in it that has its tables already: a first start is two seconds of a processor. */
export function readyDataFolder(): string {
  const folder = newDataFolder();
  const ready = process.env[READY_DATABASE];
  if (ready !== undefined) cpSync(ready, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return folder;
}

/** A data folder whose archive holds so many calls (filled-archive.ts). */
export async function filledDataFolder(calls: number): Promise<string> {
  const folder = readyDataFolder();
  const program = ["--conditions=react-server", "--import", "tsx", "e2e/support/archive-filler.ts"];
  const { process: child, output } = run([...program, folder, String(calls)], {});
  if ((await ended(child)) !== 0) throw new Error(`The archive was not filled.\n${output()}`);
  return folder;
}

/**
 * The built server with the door in front, as `npm start` runs it; unless told otherwise nobody has to sign in.
 * @param options.isMeasured the engine's WebAssembly is compiled as in production
 * @param options.passwordsCost whether hashing a password takes as long as in production, for tests of just that
 */
export async function startEarshot(
  environment: Record<string, string>,
  {
    path = "/healthz",
    standalone = join(ROOT, ".next/standalone"),
    passwordsCost = "little",
    isMeasured = false,
  }: { path?: string; standalone?: string; passwordsCost?: "little" | "all"; isMeasured?: boolean } = {},
): Promise<Running> {
  const port = Number(environment.PORT ?? (await freePort()));
  const folder = environment.EARSHOT_DATA_DIR === undefined ? readyDataFolder() : newDataFolder();
  const given = { EARSHOT_AUTH: "off", EARSHOT_DATA_DIR: folder, ...environment, PORT: String(port) };
  const door = doorAddress(ROOT, "production", readSettings(given));
  const quick = [...(isMeasured ? [] : [QUICK_WASM]), ...(passwordsCost === "little" ? [QUICK_PASSWORDS] : [])];
  const started = run([...SERVER_FLAGS, ...quick, ...quickStart(), `--import=${door}`, join(standalone, "server.js")], {
    ...SERVER_MEMORY,
    NODE_ENV: "production",
    NEXT_MANUAL_SIG_HANDLE: "true",
    HOSTNAME: "127.0.0.1",
    EARSHOT_BUILD: "test-build",
    ...given,
  });
  const { process: child, output } = started;
  child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const url = `http://localhost:${port}`;
  await answering(`http://127.0.0.1:${port}${path}`, child, output);
  return running(url, started);
}
