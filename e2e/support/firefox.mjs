import { spawnSync } from "node:child_process";
import { installDebian } from "./debian.mjs";

const DEBIANS = "/usr/bin/firefox-esr";
/** Before, WebDriver BiDi could not do what Playwright asks of it. */
const OLDEST = 140;

/** @param {string} path @returns {number | null} its major version, null when it does not start */
function versionOf(path) {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 });
  const major = /Firefox (\d+)/.exec(stdout ?? "")?.[1];
  return major === undefined ? null : Number(major);
}

/**
 * Debian's Firefox ESR, or the one that EARSHOT_FIREFOX names; installed where it is missing and that is possible.
 * @returns {{ program: string } | { why: string }} its path; why there is none
 */
export function findFirefox() {
  const given = process.env.EARSHOT_FIREFOX;
  if (!given && versionOf(DEBIANS) === null) installDebian("Firefox ESR", "firefox-esr");
  const program = given || DEBIANS;
  const version = versionOf(program);
  if (version === null)
    return {
      why: `${program} does not start; install Debian's firefox-esr, or set EARSHOT_FIREFOX to the path of one.`,
    };
  if (version < OLDEST) return { why: `${program} is Firefox ${version}; ${OLDEST} is the oldest that can be driven.` };
  return { program };
}
