import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const INSTALL_LIMIT_MS = 300_000;
const SYSTEMS = new Map([
  ["linux", "linux"],
  ["darwin", "darwin"],
  ["win32", "win"],
]);

/**
 * The newest Node of another major, as npm has it for this machine, kept with the packages.
 * @param {string} root the repository @param {number} major
 * @returns {{ program: string, version: string } | { why: string }} why there is none
 */
export function otherNode(root, major) {
  const system = SYSTEMS.get(process.platform);
  if (system === undefined) return { why: `npm has no Node for ${process.platform}` };
  const name = `node-${system}-${process.arch}`;
  const folder = join(root, "node_modules", ".cache", `node-${major}`);
  mkdirSync(folder, { recursive: true });
  const args = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const made = spawnSync("npm", [...args, `${name}@${major}`], {
    encoding: "utf8",
    timeout: INSTALL_LIMIT_MS,
    shell: process.platform === "win32",
  });
  const program = join(folder, "node_modules", name, "bin", system === "win" ? "node.exe" : "node");
  if (!existsSync(program)) return { why: `npm has no ${name}@${major} here: ${made.error ?? made.stderr}` };
  const asked = spawnSync(program, ["--version"], { encoding: "utf8" });
  if (asked.status !== 0) return { why: `${name}@${major} does not run here: ${asked.error ?? asked.stderr}` };
  return { program, version: asked.stdout.trim() };
}
