import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { usedByAnother } from "@/lib/database/lock";
import { doorAddress } from "@/lib/door/address";
import { isNamed } from "@/lib/errors/named";
import { createLog } from "@/lib/log/log.mjs";
import { databasePlace } from "@/lib/settings/database-place";
import { readSettings, type Settings, type SettingsError, serverEnvironment } from "@/lib/settings/settings";
import { isLoopback } from "@/lib/settings/variables";
import { readWordLists } from "@/lib/settings/word-lists";
import { ensureBuilt, nextPath, serverPath } from "./build";
import { SERVER_FLAGS, SERVER_MEMORY } from "./server-flags";

/** Second half of `npm start`, once packages are there: settings, build, simulator, server, one clear sentence. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const START_LIMIT_MS = 120_000;
/** How long a start waits for the database before it says that it runs without. */
const DATABASE_LIMIT_MS = 15_000;

let child: ChildProcess | null = null;
let stopping = false;

function stop(signal: NodeJS.Signals): void {
  stopping = true;
  if (child === null) process.exit(130);
  child.kill(signal);
}

/** Ends with one sentence instead of a stack. */
function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function settingsOrFail(environment: Record<string, string | undefined>): Settings {
  try {
    const settings = readSettings(environment);
    // The server runs in another folder.
    const wordListsPath = settings.wordListsPath && resolve(root, settings.wordListsPath);
    readWordLists(wordListsPath);
    return { ...settings, wordListsPath };
  } catch (error) {
    if (isNamed<SettingsError>(error, "SettingsError")) fail(error.message);
    throw error;
  }
}

async function failWhenPortIsTaken({ host, port }: Settings): Promise<void> {
  const code = await new Promise<string | null>((resolve) => {
    const probe = createServer();
    probe.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    probe.listen({ host, port }, () => probe.close(() => resolve(null)));
  });
  if (code === "EADDRINUSE") fail(`PORT ${port} is already in use; set PORT to another, for example PORT=${port + 1}.`);
  if (code !== null) fail(`Earshot cannot listen on ${host} port ${port} (${code}); set HOST or PORT to another.`);
}

/** Two processes on one folder would both say that they run, and one of them could let nobody in. */
async function failWhenDataIsInUse(settings: Settings): Promise<void> {
  const { url, dataDir } = databasePlace(settings);
  const words = url === null ? await usedByAnother(dataDir) : null;
  if (words !== null) fail(words);
}

async function startDemo({ demoSimulator }: Settings): Promise<Record<string, string>> {
  const { startSimulator } = await import("@/lib/simulator/server");
  const key = randomBytes(24).toString("hex");
  const simulator = await startSimulator({ port: 0, key, ...demoSimulator });
  return { EARSHOT_DEMO_URL: simulator.url, EARSHOT_DEMO_KEY: simulator.key };
}

/** For people where one of them looks, else for programs. */
const logFormat = (settings: Settings) => settings.logFormat ?? (process.stdout.isTTY ? "text" : "json");

function startServer(dev: boolean, settings: Settings, additions: Record<string, string>): ChildProcess {
  const mode = dev ? "development" : "production";
  const door = doorAddress(root, mode, settings);
  const environment = serverEnvironment(mode, {
    ...additions,
    PORT: String(settings.port),
    HOSTNAME: settings.host,
    EARSHOT_WORD_LISTS: settings.wordListsPath ?? "",
    EARSHOT_DATA_DIR: settings.dataDir,
    EARSHOT_LOG_FORMAT: logFormat(settings),
    // The door drains and then exits; Next's own handling would cut answers short. `next dev` keeps its own.
    ...(dev ? {} : { NEXT_MANUAL_SIG_HANDLE: "true" }),
  });
  if (!dev) {
    const args = [...SERVER_FLAGS, `--import=${door}`, serverPath(root)];
    const env = { ...SERVER_MEMORY, ...environment };
    return spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "pipe", "ipc"] });
  }
  const args = [nextPath(root), "dev", "--hostname", settings.host, "--port", String(settings.port)];
  // `next dev` serves from a process of its own, which only NODE_OPTIONS reaches.
  const nodeOptions = [(environment as NodeJS.ProcessEnv).NODE_OPTIONS, `--import=${door}`].filter(Boolean).join(" ");
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment, NODE_OPTIONS: nodeOptions },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/**
 * True once the server serves; false when it ended before or took too long. Being asked for its readiness makes it put its
 * parts together, so that EARSHOT_ALWAYS_ON polls from here on.
 */
async function isUp({ host, port }: Settings, server: ChildProcess): Promise<boolean> {
  const near = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  const deadline = performance.now() + START_LIMIT_MS;
  let patience = performance.now() + DATABASE_LIMIT_MS;
  while (server.exitCode === null && server.signalCode === null && performance.now() < deadline) {
    const state = await askState(near, port);
    if (state === "ready") return true;
    // It serves, has said what is wrong with its database and goes on trying to open it.
    if (state === "database_unavailable" && performance.now() > patience) return true;
    if (state === null) patience = performance.now() + DATABASE_LIMIT_MS;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** What /readyz says of its state; null while nobody answers. */
function askState(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    // Whatever address we listen on, the door answers to this name.
    const options = { host, port, path: "/readyz", headers: { host: "localhost" }, timeout: 10_000, agent: false };
    const request = get(options, (answer) => {
      text(answer).then(
        (body) => resolve(/"status":"(\w+)"/.exec(body)?.[1] ?? "unknown"),
        () => resolve(null),
      );
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(null));
  });
}

async function main(options: { dev: boolean; buildOnly: boolean }): Promise<void> {
  const settings = settingsOrFail(serverEnvironment("production", {}));
  const keepChild = (started: ChildProcess) => {
    child = started;
  };
  if (!options.buildOnly) {
    await failWhenPortIsTaken(settings);
    await failWhenDataIsInUse(settings);
  }
  const build = options.dev ? { id: "development" } : await ensureBuilt(root, keepChild);
  if (stopping) process.exit(130);
  if ("fault" in build) fail(build.fault);
  // Said outright: the channel to start.mjs would keep this process alive.
  if (options.buildOnly) process.exit(0);

  const demo = settings.demo ? await startDemo(settings) : {};
  const server = startServer(options.dev, settings, { ...demo, EARSHOT_BUILD: build.id });
  child = server;
  const held: Buffer[] = [];
  const hold = (chunk: Buffer) => held.push(chunk);
  // What it has to say to whoever starts it comes after the address; its log goes its own way.
  server.stderr?.on("data", hold);
  server.on("exit", (code, signal) => {
    if (!stopping) process.stderr.write(Buffer.concat(held));
    process.exit(stopping ? 0 : (code ?? (signal === null ? 1 : 143)));
  });
  if (!(await isUp(settings, server))) {
    if (stopping) return;
    server.kill();
    fail(`The server did not start within ${START_LIMIT_MS / 1000} seconds.`);
  }
  server.stderr?.off("data", hold);
  if (logFormat(settings) === "json") {
    createLog({ level: settings.logLevel }, (line) => void process.stdout.write(line)).info(
      { event: "server.running" },
      `Earshot is running on ${settings.publicUrl}`,
    );
  }
  console.error(`\nEarshot is running on ${settings.publicUrl}${words(settings)}\n`);
  process.stderr.write(Buffer.concat(held.splice(0)));
  server.stderr?.pipe(process.stderr);
}

function words({ auth, host, port, publicUrl }: Settings): string {
  const place =
    isLoopback(host) && isLoopback(new URL(publicUrl).hostname) ? "" : ` (listening on ${host} port ${port})`;
  if (auth === "demo") {
    return `${place} — demo data from the built-in simulator; set HEPPU_API_KEY for your own calls`;
  }
  if (auth === "off")
    return `${place}\nEARSHOT_AUTH is off: nobody signs in, and everybody on this machine is an admin.`;
  return place;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
process.on("disconnect", () => stop("SIGINT"));
main({ dev: process.argv.includes("--dev"), buildOnly: process.argv.includes("--build") }).catch((error: unknown) => {
  child?.kill();
  console.error("Earshot could not start.", error);
  process.exit(1);
});
