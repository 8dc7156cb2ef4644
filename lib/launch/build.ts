import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseTemplate } from "@/lib/database/template";
import { buildEnvironment } from "@/lib/settings/settings";
import { buildInputsHash } from "./build-inputs";
import { keepStatic, serveEarlierStatic } from "./earlier-static";
import { notWritable } from "./install.mjs";

const stampPath = (root: string) => join(root, ".next", "earshot-build");

const idOf = (hash: string) => hash.slice(0, 16);

/** Where the built server lies. */
export const serverPath = (root: string) => join(root, ".next", "standalone", "server.js");

/** Next's own program, run with this Node. */
export const nextPath = (root: string) => join(root, "node_modules", "next", "dist", "bin", "next");

function isBuilt(root: string, hash: string): boolean {
  const stamp = stampPath(root);
  return existsSync(serverPath(root)) && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === hash;
}

/** Next leaves these out for a CDN to serve; here the server serves them. An `.env` it copied along is taken out. */
async function completeStandalone(root: string, id: string): Promise<void> {
  const standalone = join(root, ".next", "standalone");
  for (const name of readdirSync(standalone)) {
    if (name.startsWith(".env")) rmSync(join(standalone, name), { force: true });
  }
  const served = join(standalone, ".next", "static");
  cpSync(join(root, ".next", "static"), served, { recursive: true });
  serveEarlierStatic(root, id, served);
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  const database = join("lib", "database");
  cpSync(join(root, database, "migrations"), join(standalone, database, "migrations"), { recursive: true });
  const template = await databaseTemplate(root);
  if (template !== null) cpSync(template, join(standalone, database, "template.tar.gz"));
}

/**
 * Builds when the sources are not those of the last build. The key is not in the build's environment.
 * @param onStart is handed the building process, so that a signal can stop it
 * @returns the build's id (changes with the sources), or a sentence when there is none
 */
export async function ensureBuilt(
  root: string,
  onStart: (build: ChildProcess) => void,
): Promise<{ id: string } | { fault: string }> {
  const hash = buildInputsHash(root);
  const id = idOf(hash);
  if (isBuilt(root, hash)) return { id };
  const fault = writeFault(root);
  if (fault !== null) return { fault };
  const before = existsSync(stampPath(root)) ? readFileSync(stampPath(root), "utf8").trim() : "";
  if (before !== "") keepStatic(root, idOf(before));
  console.error("Building (only when sources changed, about half a minute)…");
  rmSync(stampPath(root), { force: true });
  const build = spawn(process.execPath, [nextPath(root), "build"], {
    cwd: root,
    // Standard output is the server's log.
    stdio: ["ignore", process.stderr, process.stderr],
    env: buildEnvironment(),
  });
  onStart(build);
  const code = await new Promise<number | null>((resolve) => {
    build.on("error", () => resolve(null));
    build.on("exit", resolve);
  });
  if (code !== 0) return { fault: "The build failed: see the message above." };
  await completeStandalone(root, id);
  writeFileSync(stampPath(root), `${hash}\n`);
  return { id };
}

/** One sentence where this user cannot build; null: nothing is in the way. */
function writeFault(root: string): string | null {
  const folder = existsSync(join(root, ".next")) ? join(root, ".next") : root;
  const code = notWritable(folder);
  if (code === null) return null;
  return (
    `Earshot has not been built from these sources, and ${folder} cannot be written (${code}): ` +
    "run `node lib/launch/start.mjs --build` there once as a user who may."
  );
}
