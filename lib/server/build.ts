import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseTemplate } from "@/lib/database/template";
import { buildInputsHash } from "./build-inputs";
import { buildEnvironment } from "./env";

const stampPath = (root: string) => join(root, ".next", "earshot-build");

/** Where the built server lies. */
export const serverPath = (root: string) => join(root, ".next", "standalone", "server.js");

/** Next's own program, run with this Node. */
export const nextPath = (root: string) => join(root, "node_modules", "next", "dist", "bin", "next");

function isBuilt(root: string, hash: string): boolean {
  const stamp = stampPath(root);
  return existsSync(serverPath(root)) && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === hash;
}

/** Next leaves these out for a CDN to serve; here the server serves them. An `.env` it copied along is taken out. */
async function completeStandalone(root: string): Promise<void> {
  const standalone = join(root, ".next", "standalone");
  for (const name of readdirSync(standalone)) {
    if (name.startsWith(".env")) rmSync(join(standalone, name), { force: true });
  }
  cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  const database = join("lib", "database");
  cpSync(join(root, database, "migrations"), join(standalone, database, "migrations"), { recursive: true });
  const template = await databaseTemplate(root);
  if (template !== null) cpSync(template, join(standalone, database, "template.tar.gz"));
}

/**
 * Builds when the sources are not those of the last build. The key is not in the build's environment.
 * @param onStart is handed the building process, so that a signal can stop it
 * @returns the build's id (changes with the sources), or null when the build failed; Next has then said why
 */
export async function ensureBuilt(root: string, onStart: (build: ChildProcess) => void): Promise<string | null> {
  const hash = buildInputsHash(root);
  const id = hash.slice(0, 16);
  if (isBuilt(root, hash)) return id;
  process.stdout.write("Building (only when sources changed, about half a minute)…\n");
  rmSync(stampPath(root), { force: true });
  const build = spawn(process.execPath, [nextPath(root), "build"], {
    cwd: root,
    stdio: "inherit",
    env: buildEnvironment(),
  });
  onStart(build);
  const code = await new Promise<number | null>((resolve) => {
    build.on("error", () => resolve(null));
    build.on("exit", resolve);
  });
  if (code !== 0) return null;
  await completeStandalone(root);
  writeFileSync(stampPath(root), `${hash}\n`);
  return id;
}
