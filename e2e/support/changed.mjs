import { spawnSync } from "node:child_process";

/** @param {string} root @param {string[]} args @returns {string | null} its answer; null when git has none */
function git(root, args) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 && stdout ? stdout.trim() : null;
}

/**
 * The commit that today's work began at: where this branch left the main line; on the main line itself what the others
 * have of it, else the last commit, so that only what is not committed counts as changed.
 * @param {string} root the repository
 * @returns {string | null} null where there is no git, or no commit
 */
export function changedSince(root) {
  const head = git(root, ["rev-parse", "HEAD"]);
  if (head === null) return null;
  for (const line of ["main", "origin/main"]) {
    const base = git(root, ["merge-base", "HEAD", line]);
    if (base !== null && base !== head) return base;
  }
  return head;
}
