import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT_MS = 60_000;

/** A server process of ours under test. */
export type Running = {
  url: string;
  /** everything it has printed so far */
  output: () => string;
  stop: () => Promise<void>;
  process: ChildProcess;
};

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

function run(args: string[], environment: Record<string, string>): { process: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    text += chunk;
  });
  return { process: child, output: () => text };
}

/** Resolves once `url` answers at all; throws with the process's output when it ends or takes too long. */
export async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not answer.\n${output()}`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}

/** The simulator as its own process, with the test levers on. `url` ends in /api/v1. */
export async function startUpstream(options: {
  key: string;
  calls?: number;
  seed?: number;
  speed?: number;
  port?: number;
}): Promise<Running> {
  const port = options.port ?? (await freePort());
  const { process: child, output } = run(
    [
      "--import",
      "tsx",
      "lib/simulator/main.ts",
      ...["--port", String(port), "--calls", String(options.calls ?? 8), "--seed", String(options.seed ?? 7)],
      ...["--speed", String(options.speed ?? 1), "--key", options.key, "--control"],
    ],
    {},
  );
  const origin = `http://127.0.0.1:${port}`;
  await answering(`${origin}/__simulator/fault`, child, output);
  return { url: `${origin}/api/v1`, output, stop: () => stop(child), process: child };
}

/** The built server with the door in front, as `npm start` runs it. */
export async function startEarshot(environment: Record<string, string>, path = "/healthz"): Promise<Running> {
  const port = await freePort();
  const door = pathToFileURL(join(ROOT, "lib/server/door.mjs"));
  door.search = "mode=production";
  const { process: child, output } = run([`--import=${door.href}`, join(ROOT, ".next/standalone/server.js")], {
    NODE_ENV: "production",
    NEXT_MANUAL_SIG_HANDLE: "true",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    EARSHOT_BUILD: "test-build",
    ...environment,
  });
  const url = `http://localhost:${port}`;
  await answering(`http://127.0.0.1:${port}${path}`, child, output);
  return { url, output, stop: () => stop(child), process: child };
}
