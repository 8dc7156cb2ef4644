import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "../../lib/launch/install.mjs";
import { findChromium } from "./chromium.mjs";
import { browserTally, unitTally } from "./tally.mjs";

/**
 * What a run of all tests and a nightly run have in common: steps one after the other, each within a limit, and what they
 * counted.
 * @typedef {import("./tally.mjs").Tally} Tally
 * @typedef {{ name: string, run: () => Promise<Tally> | Tally }} Step
 */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modules = join(root, "node_modules");
export const MINUTE = 60_000;
const reports = mkdtempSync(join(tmpdir(), "earshot-reports-"));
/** When the whole run must have ended, whatever hangs. */
let deadline = Number.POSITIVE_INFINITY;

/** Runs Node with these arguments in the repository; false when it fails or takes too long. */
export function node(
  /** @type {string[]} */ args,
  /** @type {number} */ limitMs,
  /** @type {Record<string, string>} */ extra = {},
) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...extra } });
  const timer = setTimeout(
    () => {
      console.error("Stopped: it took too long.");
      child.kill("SIGTERM");
    },
    Math.max(1, Math.min(limitMs, deadline - performance.now())),
  );
  return new Promise((/** @type {(ok: boolean) => void} */ resolve) => {
    child.on("error", () => resolve(false));
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

/** @param {string} file @returns {any} null when there is none */
export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** @param {boolean} ok @returns {Tally} */
export const check = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/**
 * Runs unit tests.
 * @param {string} name of the report
 * @param {number} limitMs
 * @param {{ tests?: string[], env?: Record<string, string> }} options which tests, all when none are named
 */
export async function unitTests(name, limitMs, { tests = [], env = {} } = {}) {
  const file = join(reports, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ok = await node([join(modules, "vitest", "vitest.mjs"), "run", ...tests, ...reporters], limitMs, env);
  return unitTally(readJson(file), ok);
}

/** The key that security-secrets.spec.ts looks for in every byte. */
const CANARY_KEY = "canary-upstream-key-7f3a91c2d4";

/** What must be in no build, whoever runs it with these in their environment. */
const SECRETS = {
  HEPPU_API_KEY: CANARY_KEY,
  DATABASE_URL: `postgres://earshot:${CANARY_KEY}@db.example/earshot`,
  EARSHOT_ADMIN_EMAIL: `${CANARY_KEY}@floor.example`,
  EARSHOT_ADMIN_PASSWORD: CANARY_KEY,
  EARSHOT_OIDC_ISSUER: "https://id.example",
  EARSHOT_OIDC_CLIENT_ID: "earshot",
  EARSHOT_OIDC_CLIENT_SECRET: CANARY_KEY,
};

/** Builds as somebody would whose secrets lie in the environment and in a file that Next reads: neither may leak. */
export async function build() {
  const launch = join("lib", "launch", "launch.ts");
  const file = join(root, ".env.production");
  const isOurs = !existsSync(file);
  if (isOurs) {
    const lines = Object.entries(SECRETS).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(""));
  }
  try {
    const args = ["--conditions=react-server", "--import", "tsx", launch, "--build"];
    return check(await node(args, 10 * MINUTE, SECRETS));
  } finally {
    if (isOurs) rmSync(file);
  }
}

/** @param {number} limitMs @param {Record<string, string>} env for the tests */
export async function browserTests(limitMs, env = {}) {
  const chromium = await findChromium(root);
  if (chromium === null) console.error("No Chromium could be installed; set EARSHOT_CHROMIUM to the path of one.");
  if (chromium === null) return check(false);
  const file = join(reports, "browser.json");
  const args = [join(modules, "@playwright", "test", "cli.js"), "test", "--retries=0", "--reporter=list,json"];
  const own = { EARSHOT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const ok = await node(args, limitMs, { ...own, ...env });
  return browserTally(readJson(file), ok);
}

/**
 * Runs the steps, also after a failure, and ends with the line `N passed, N failed` and the exit code that fits.
 * @param {Step[]} steps @param {number} limitMs for all of them together
 */
export async function runSteps(steps, limitMs) {
  deadline = performance.now() + limitMs;
  if (!installPackages(root)) {
    console.error("The packages could not be installed: see npm's message above.");
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
  const summary = [];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of steps) {
    console.log(`\n── ${name}`);
    const started = performance.now();
    const tally = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
    summary.push(
      `${tally.failed === 0 ? "ok  " : "FAIL"} ${name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${seconds} s)`,
    );
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  rmSync(reports, { recursive: true, force: true });
  console.log(`\n${summary.join("\n")}`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
