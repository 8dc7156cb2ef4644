import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "../../lib/launch/install.mjs";
import { findChromium } from "./chromium.mjs";
import { browserFailures, lastWords, unitFailures } from "./failures.mjs";
import { createOutput } from "./output.mjs";
import { browserTally, unitTally } from "./tally.mjs";

/**
 * What the lanes have in common (all tests, the daily check, the nightly run): steps, each within a limit, and what they
 * counted. Rounds come one after the other; the rows of a round run side by side, the steps of a row in their order.
 * @typedef {import("./tally.mjs").Tally} Tally
 * @typedef {import("./output.mjs").Voice} Voice
 * @typedef {Tally & { failures?: import("./failures.mjs").Failure[] }} Result counts, and what failed by name
 * @typedef {{ name: string, run: (voice: Voice) => Promise<Result> | Result }} Step
 * @typedef {Step[]} Row
 * @typedef {Row[]} Round
 */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modules = join(root, "node_modules");
export const MINUTE = 60_000;
const reports = mkdtempSync(join(tmpdir(), "earshot-reports-"));
/** Letters of what a step has said last. */
const MOST_REMEMBERED = 2_000;
/** When the whole run must have ended, whatever hangs. */
let deadline = Number.POSITIVE_INFINITY;

/**
 * Runs Node with these arguments in the repository; false when it fails or takes too long.
 * @param {Voice} voice @param {string[]} args @param {number} limitMs @param {Record<string, string>} extra environment
 * @param {string} program another Node
 */
export function node(voice, args, limitMs, extra = {}, program = process.execPath) {
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}), ...extra };
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => voice.write(text));
  }
  const timer = setTimeout(
    () => {
      voice.write("Stopped: it took too long.\n");
      child.kill("SIGTERM");
    },
    Math.max(1, Math.min(limitMs, deadline - performance.now())),
  );
  return new Promise((/** @type {(ok: boolean) => void} */ resolve) => {
    child.on("error", (error) => {
      voice.write(`${error.message}\n`);
      resolve(false);
    });
    // Not at "exit": its last words may still be under way. But what it left running must not hold the pipes for ever.
    child.on("exit", () => {
      setTimeout(() => {
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
      }, 5_000).unref();
    });
    child.on("close", (code) => {
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
 * @param {Voice} voice
 * @param {string} name of the report
 * @param {number} limitMs
 * @param {{ tests?: string[], env?: Record<string, string>, mayBeNone?: boolean, program?: string, workers?: number }} options
 *   which tests, all when none are named; mayBeNone: that none of them is there is no failure; program: another Node;
 *   workers: so many processes, else one a processor
 */
export async function unitTests(
  voice,
  name,
  limitMs,
  { tests = [], env = {}, mayBeNone = false, program, workers } = {},
) {
  const file = join(reports, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const none = mayBeNone ? ["--passWithNoTests"] : [];
  const few = workers === undefined ? [] : [`--maxWorkers=${workers}`];
  const args = [join(modules, "vitest", "vitest.mjs"), "run", ...tests, ...none, ...few, ...reporters];
  const ok = await node(voice, args, limitMs, env, program);
  const report = readJson(file);
  if (ok && mayBeNone && !report?.numTotalTests) return { passed: 0, failed: 0, skipped: 0 };
  return { ...unitTally(report, ok), failures: unitFailures(report, root) };
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
export async function build(/** @type {Voice} */ voice) {
  const launch = join("lib", "launch", "launch.ts");
  const file = join(root, ".env.production");
  const isOurs = !existsSync(file);
  if (isOurs) {
    const lines = Object.entries(SECRETS).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(""));
  }
  try {
    const args = ["--conditions=react-server", "--import", "tsx", launch, "--build"];
    return check(await node(voice, args, 10 * MINUTE, SECRETS));
  } finally {
    if (isOurs) rmSync(file);
  }
}

/** @param {Voice} voice @param {number} limitMs @param {Record<string, string>} env for the tests */
export async function browserTests(voice, limitMs, env = {}) {
  const chromium = await findChromium(root);
  if (chromium === null) {
    voice.write("No Chromium could be installed; set EARSHOT_CHROMIUM to the path of one.\n");
    return check(false);
  }
  const file = join(reports, "browser.json");
  const args = [join(modules, "@playwright", "test", "cli.js"), "test", "--retries=0", "--reporter=list,json"];
  const own = { EARSHOT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const ok = await node(voice, args, limitMs, { ...own, ...env });
  const report = readJson(file);
  return { ...browserTally(report, ok), failures: browserFailures(report) };
}

/** @param {Step} step @param {Voice} voice @returns {Promise<Result>} a step that throws counts as failed */
async function tallyOf(step, voice) {
  try {
    return await step.run(voice);
  } catch (error) {
    voice.write(`${error instanceof Error ? error.stack : error}\n`);
    return check(false);
  }
}

/**
 * Runs the steps, also after a failure, tells what failed, and ends with the line `N passed, N failed` and the
 * exit code that fits.
 * @param {Round[]} rounds @param {number} limitMs for all of them together
 * @param {{ quiet?: boolean }} options quiet: what a step says is heard only if it fails
 */
export async function runSteps(rounds, limitMs, { quiet = false } = {}) {
  const beganMs = performance.now();
  deadline = beganMs + limitMs;
  if (!installPackages(root)) {
    console.error("The packages could not be installed: see npm's message above.");
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
  const begin = createOutput((text) => void process.stdout.write(text), { quiet });
  /** @type {Map<Step, string>} */
  const lines = new Map(rounds.flat(2).map((step) => [step, ""]));
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const failed = [];
  const runStep = async (/** @type {Step} */ step) => {
    const voice = begin(`\n── ${step.name}`);
    let heard = "";
    const write = (/** @type {string} */ text) => {
      heard = (heard + text).slice(-MOST_REMEMBERED);
      voice.write(text);
    };
    const startedMs = performance.now();
    const tally = await tallyOf(step, { ...voice, write });
    voice.close(tally.failed > 0);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
    const counts = `${tally.passed} passed, ${tally.failed} failed${skipped}`;
    lines.set(step, `${tally.failed === 0 ? "ok  " : "FAIL"} ${step.name}: ${counts} (${seconds} s)`);
    if (tally.failed > 0) {
      const failures = tally.failures?.length ? tally.failures : lastWords(heard);
      failed.push(...failures.map(({ name, error }) => `✘ ${step.name}: ${name}\n    ${error}`));
    }
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  };
  for (const round of rounds) {
    await Promise.all(
      round.map(async (row) => {
        for (const step of row) await runStep(step);
      }),
    );
  }
  rmSync(reports, { recursive: true, force: true });
  if (failed.length > 0) console.log(`\nFailed:\n${failed.join("\n")}`);
  console.log(`\n${[...lines.values()].join("\n")}`);
  console.log(`${((performance.now() - beganMs) / 1000).toFixed(0)} s in all`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
