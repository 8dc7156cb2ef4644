import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "../lib/server/install.mjs";
import { lockfileFaults } from "./support/check-lockfile.mjs";
import { findChromium } from "./support/chromium.mjs";
import { startPostgres } from "./support/postgres.mjs";
import { browserTally, unitTally } from "./support/tally.mjs";

/**
 * `npm test`: everything that must pass, one after the other, also after a failure. Each test counts one, and so does
 * each check that is not made of tests. The last line is `N passed, N failed`.
 * @typedef {import("./support/tally.mjs").Tally} Tally
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), "earshot-reports-"));
const modules = join(root, "node_modules");
const MINUTE = 60_000;
/** The whole run ends within twenty minutes, whatever hangs. */
const deadline = performance.now() + 19 * MINUTE;

/** Runs Node with these arguments in the repository; false when it fails or takes too long. */
function node(
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
function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** @param {boolean} ok @returns {Tally} */
const check = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

function lockfile() {
  const faults = lockfileFaults(report(join(root, "package-lock.json")) ?? {});
  for (const fault of faults) console.error(fault);
  return check(faults.length === 0);
}

async function types() {
  const generated = await node([join(modules, "next", "dist", "bin", "next"), "typegen"], 2 * MINUTE);
  return check(generated && (await node([join(modules, "typescript", "bin", "tsc"), "--noEmit"], 4 * MINUTE)));
}

async function rooms() {
  const program = join(modules, "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const folders = ["app", "components", "lib", "e2e", "bench"].filter((folder) => existsSync(join(root, folder)));
  return check(await node([program, "--config", ".dependency-cruiser.cjs", ...folders], 3 * MINUTE));
}

async function unit() {
  const file = join(reports, "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ok = await node([join(modules, "vitest", "vitest.mjs"), "run", ...reporters], 6 * MINUTE);
  return unitTally(report(file), ok);
}

/** The tests of everything that is stored, once more on a server: the ones above ran on the embedded engine. */
async function unitOnPostgres() {
  const postgres = await startPostgres();
  if ("why" in postgres) {
    console.log(`Skipped: ${postgres.why}.`);
    return process.env.CI ? check(false) : { passed: 0, failed: 0, skipped: 1 };
  }
  const file = join(reports, "postgres.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const tests = ["lib/database", "lib/access", "--exclude=**/embedded.test.ts"];
  const args = [join(modules, "vitest", "vitest.mjs"), "run", ...tests, ...reporters];
  try {
    const ok = await node(args, 4 * MINUTE, { EARSHOT_TEST_DATABASE_URL: postgres.url });
    return unitTally(report(file), ok);
  } finally {
    await postgres.stop();
  }
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
async function build() {
  const launch = join("lib", "server", "launch.ts");
  const file = join(root, ".env.production");
  const isOurs = !existsSync(file);
  if (isOurs) {
    const lines = Object.entries(SECRETS).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(file, lines.join(""));
  }
  try {
    const args = ["--conditions=react-server", "--import", "tsx", launch, "--build"];
    return check(await node(args, 5 * MINUTE, SECRETS));
  } finally {
    if (isOurs) rmSync(file);
  }
}

async function browser() {
  const chromium = await findChromium(root);
  if (chromium === null) console.error("No Chromium could be installed; set EARSHOT_CHROMIUM to the path of one.");
  if (chromium === null) return check(false);
  const file = join(reports, "browser.json");
  const args = [join(modules, "@playwright", "test", "cli.js"), "test", "--retries=0", "--reporter=list,json"];
  const ok = await node(args, 14 * MINUTE, { EARSHOT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return browserTally(report(file), ok);
}

const STEPS = [
  { name: "versions below their floor", run: lockfile },
  { name: "types", run: types },
  {
    name: "lint",
    run: async () => check(await node([join(modules, "@biomejs", "biome", "bin", "biome"), "ci", "."], 2 * MINUTE)),
  },
  { name: "rooms", run: rooms },
  { name: "unused", run: async () => check(await node([join(modules, "knip", "bin", "knip.js")], 3 * MINUTE)) },
  { name: "unit tests", run: unit },
  { name: "unit tests on Postgres", run: unitOnPostgres },
  { name: "build", run: build },
  { name: "browser journeys", run: browser },
];

if (!installPackages(root)) {
  console.error("The packages could not be installed: see npm's message above.");
  console.log("0 passed, 1 failed");
  process.exit(1);
}
const summary = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, run } of STEPS) {
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
