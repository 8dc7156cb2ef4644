import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A package manager that is told to end passes that on to its shell at best, and the shell to nobody: the server would
 * live on and keep the port. So it watches whether those who run it are still there.
 */
const LOOK_EVERY_MS = 500;

/**
 * Whether this was run by a script of package.json that waits for it. What somebody starts in the background or from a
 * shell of their own is theirs to end.
 * @param {Record<string, string | undefined>} environment @param {string} root the repository
 */
export function isRunByPackageManager(environment, root) {
  const { npm_lifecycle_event, npm_lifecycle_script = "", npm_package_json = join(root, "package.json") } = environment;
  if (npm_lifecycle_event === undefined || /&\s*$/.test(npm_lifecycle_script)) return false;
  return npm_package_json === join(root, "package.json");
}

/** @param {number} pid @param {string} name of a file about it @returns {string | null} null: no such process, or no Linux */
function about(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {number | null} */
function parentOf(pid) {
  const stat = about(pid, "stat");
  // Its second field is the program's name in brackets, which may hold anything.
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

/** Most shells stay between the package manager and its script. @param {number} pid */
const isShellOfScript = (pid) => /^[^\0]*sh\0-c\0/.test(about(pid, "cmdline") ?? "");

/** @param {number} pid */
function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
  }
}

/** As this process began: who ends while packages are installed is not missed. */
const parent = process.ppid;
const manager = isShellOfScript(parent) ? parentOf(parent) : null;

/** Calls back once when the package manager or its shell has ended. @param {() => void} onGone */
export function watchParents(onGone) {
  const timer = setInterval(() => {
    const isAlone = process.ppid !== parent || isGone(parent) || (manager !== null && parentOf(parent) !== manager);
    if (!isAlone) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
