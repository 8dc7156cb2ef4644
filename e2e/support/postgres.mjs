import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDebian, someFreePort } from "./debian.mjs";

const DEBIANS = "/usr/lib/postgresql";
const START_LIMIT_MS = 120_000;
const USER = "earshot";

/** @returns {string | null} the folder with initdb and postgres in it, of the newest version that is there */
function programs() {
  const versions = existsSync(DEBIANS) ? readdirSync(DEBIANS).sort((a, b) => Number(b) - Number(a)) : [];
  const asked = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" });
  const folders = [...versions.map((version) => join(DEBIANS, version, "bin")), asked.stdout?.trim() ?? ""];
  return folders.find((folder) => folder !== "" && existsSync(join(folder, "initdb"))) ?? null;
}

/** Postgres refuses to run as root: then it is the package's own user. @returns {{ uid?: number, gid?: number }} */
function owner() {
  if (process.getuid?.() !== 0) return {};
  const number = (/** @type {string} */ flag) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}

/**
 * A Postgres server of its own with an empty cluster, for as long as a test run takes.
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> } | { why: string }>} why there is none
 */
export async function startPostgres() {
  if (programs() === null) installDebian("Postgres", "postgresql");
  const folder = programs();
  if (folder === null) return { why: "no Postgres is installed here, and none could be" };
  const home = mkdtempSync(join(tmpdir(), "earshot-postgres-"));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const as = owner();
    if (as.uid !== undefined && as.gid !== undefined) chownSync(home, as.uid, as.gid);
    const password = randomBytes(12).toString("hex");
    writeFileSync(join(home, "password"), password, { mode: 0o644 });
    const cluster = join(home, "cluster");
    const login = [`--username=${USER}`, `--pwfile=${join(home, "password")}`, "--auth=scram-sha-256"];
    const shape = ["--no-sync", "--encoding=UTF8", "--locale=C"];
    const made = spawnSync(join(folder, "initdb"), ["-D", cluster, ...login, ...shape], { cwd: home, ...as });
    if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
    const port = await someFreePort();
    const settings = ["fsync=off", `port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${home}`];
    const args = ["-D", cluster, ...settings.flatMap((setting) => ["-c", setting])];
    const server = spawn(join(folder, "postgres"), args, { cwd: home, stdio: ["ignore", "ignore", "pipe"], ...as });
    const kill = () => server.kill("SIGKILL");
    process.once("exit", kill);
    const ended = new Promise((resolve) => server.once("exit", resolve));
    await isUp(server);
    const stop = async () => {
      server.kill("SIGINT");
      await ended;
      process.off("exit", kill);
      remove();
    };
    return { url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, pid: server.pid ?? 0, stop };
  } catch (error) {
    remove();
    return { why: `Postgres did not start: ${error instanceof Error ? error.message : error}` };
  }
}

/** Resolves once the server says so. @param {import("node:child_process").ChildProcess} server */
function isUp(server) {
  return new Promise((resolve, reject) => {
    let log = "";
    const timer = setTimeout(() => reject(new Error(`it took too long\n${log}`)), START_LIMIT_MS);
    server.stderr?.on("data", (chunk) => {
      log += chunk;
      if (!log.includes("ready to accept connections")) return;
      clearTimeout(timer);
      resolve(undefined);
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(log)));
  });
}
