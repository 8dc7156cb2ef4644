import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a build is made of, tests left out. */
const FOLDERS = ["app", "components", "lib", "public"];
const FILES = [
  "instrumentation.ts",
  "next.config.mjs",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const NOT_BUILT = /\.test\.[a-z]+$/;

function filesUnder(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1));
}

/**
 * A hash over the names and contents of everything that goes into a build: equal hashes, equal builds.
 * @param root the repository, without a slash at its end
 */
export function buildInputsHash(root: string): string {
  const files = [...FOLDERS.flatMap((folder) => filesUnder(root, folder)), ...FILES].sort();
  const hash = createHash("sha256");
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    const content = readFileSync(join(root, file));
    hash.update(`${file.replaceAll("\\", "/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
