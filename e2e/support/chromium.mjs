import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const DOWNLOAD_LIMIT_MS = 60_000;
/** Without a window to draw, which is half of what a full browser works for a page. */
const SHELL = "/usr/lib/chromium/chromium-headless-shell";
const FULL = ["/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {string} path @returns {boolean} it is there and really draws a page here */
function works(path) {
  if (!existsSync(path)) return false;
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", "data:text/html,<p>alive"];
  const drawn = spawnSync(path, flags, { encoding: "utf8", timeout: 30_000 });
  return drawn.stdout?.includes("<p>alive") ?? false;
}

/** @returns {Promise<string | null>} where Playwright keeps its own download */
async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return works(path) ? path : null;
}

/** @param {string[]} command @param {number} timeout */
function attempt(command, timeout) {
  const [program = "", ...args] = command;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: "inherit", timeout, env }).status === 0;
}

/** @param {string[]} asRoot @param {string} name of a package @param {number} timeout */
function installPackage(asRoot, name, timeout) {
  const options = ["-y", "-qq", "--no-install-recommends"];
  return attempt([...asRoot, "apt-get", "install", ...options, name, "fonts-liberation"], timeout);
}

/**
 * A Chromium for the browser tests: the headless shell where it is there or Debian has it, else the browser that is
 * there, else Playwright's download, else Debian's package.
 * @param {string} root the repository, with its packages installed
 * @returns {Promise<string | null>} its path, null when none could be had
 */
export async function findChromium(root) {
  const given = process.env.EARSHOT_CHROMIUM;
  if (given) return works(given) ? given : null;
  if (works(SHELL)) return SHELL;
  const isLinux = process.platform === "linux";
  const isRoot = process.getuid?.() === 0;
  // Only where tests are all the machine is for, and with the lists that are there: what is already installed works, too.
  if (isLinux && isRoot && installPackage([], "chromium-headless-shell", 180_000) && works(SHELL)) return SHELL;
  const present = FULL.find(works) ?? (await playwrightsOwn());
  if (present) return present;
  console.log("Installing Chromium for the browser tests…");
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js");
  attempt([process.execPath, cli, "install", "chromium"], DOWNLOAD_LIMIT_MS);
  const downloaded = await playwrightsOwn();
  if (downloaded) return downloaded;
  if (!isLinux) return null;
  const asRoot = isRoot ? [] : ["sudo", "-n"];
  attempt([...asRoot, "apt-get", "update", "-qq"], 180_000);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    installPackage(asRoot, name, 420_000);
    const installed = [SHELL, ...FULL].find(works);
    if (installed) return installed;
  }
  return null;
}
