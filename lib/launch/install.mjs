import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ version?: string, optional?: boolean, link?: boolean, os?: string[], cpu?: string[] }} LockedPackage */

/** @param {string} file @returns {Record<string, LockedPackage> | null} null when there is no such lock */
function lockedPackages(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether `node_modules` holds what `package-lock.json` names. npm writes `node_modules/.package-lock.json` as the last
 * step of an install, so an interrupted install, an old one, and one made for another machine are all seen.
 * @param {string} root the repository
 */
export function packagesAreInstalled(root) {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const present = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (wanted === null || present === null) return false;
  const missing = Object.entries(wanted).some(
    ([path, wish]) => path !== "" && !wish.optional && present[path]?.version !== wish.version,
  );
  const foreign = Object.entries(present).some(
    ([path, found]) => !fits(found.os, process.platform) || !fits(found.cpu, process.arch) || !(path in wanted),
  );
  return !missing && !foreign;
}

/** @param {string[] | undefined} allowed npm's `os` or `cpu` list @param {string} here */
function fits(allowed, here) {
  if (allowed === undefined || allowed.length === 0) return true;
  if (allowed.includes(`!${here}`)) return false;
  return allowed.includes(here) || allowed.every((name) => name.startsWith("!"));
}

/** @param {string} folder @returns {string | null} why nothing can be written there, as the system calls it */
export function notWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown";
  }
}

/** One sentence when packages are missing and this user cannot put them there; null otherwise. @param {string} root */
export function installFault(root) {
  if (packagesAreInstalled(root)) return null;
  const folder = [join(root, "node_modules"), root].find(existsSync) ?? root;
  const code = notWritable(folder);
  if (code === null) return null;
  return (
    `The packages are not installed, and ${folder} cannot be written (${code}): ` +
    "run `node lib/launch/start.mjs --build` there once as a user who may."
  );
}

/**
 * Installs the locked packages when they are not there yet. No package's install script is run.
 * @param {string} root the repository
 * @returns {boolean} false when npm failed; it has then said why itself
 */
export function installPackages(root) {
  if (packagesAreInstalled(root)) return true;
  console.error("Installing packages (once, about a minute)…");
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    // Standard output is the server's log.
    stdio: ["ignore", process.stderr, process.stderr],
    // npm is a .cmd file on Windows, which only a shell can start
    shell: process.platform === "win32",
  });
  if (npm.error) console.error(`npm could not be started: ${npm.error.message}`);
  return npm.status === 0;
}
