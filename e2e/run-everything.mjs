import { existsSync } from "node:fs";
import { join } from "node:path";
import { lockfileFaults } from "./support/check-lockfile.mjs";
import { startPostgres } from "./support/postgres.mjs";
import {
  browserTests,
  build,
  check,
  MINUTE,
  modules,
  node,
  readJson,
  root,
  runSteps,
  unitTests,
} from "./support/steps.mjs";

/**
 * `npm test`: everything that must pass, one after the other, also after a failure. Each test counts one, and so does
 * each check that is not made of tests. The last line is `N passed, N failed`. A quiet machine needs a third of the
 * limits: they are there for what hangs, and a busy machine is no failure.
 */
function lockfile() {
  const faults = lockfileFaults(readJson(join(root, "package-lock.json")) ?? {});
  for (const fault of faults) console.error(fault);
  return check(faults.length === 0);
}

async function types() {
  const generated = await node([join(modules, "next", "dist", "bin", "next"), "typegen"], 5 * MINUTE);
  return check(generated && (await node([join(modules, "typescript", "bin", "tsc"), "--noEmit"], 10 * MINUTE)));
}

async function rooms() {
  const program = join(modules, "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const folders = ["app", "components", "lib", "e2e", "bench"].filter((folder) => existsSync(join(root, folder)));
  return check(await node([program, "--config", ".dependency-cruiser.cjs", ...folders], 8 * MINUTE));
}

/** The tests of everything that is stored, once more on a server: the ones above ran on the embedded engine. */
async function unitOnPostgres() {
  const postgres = await startPostgres();
  if ("why" in postgres) {
    console.log(`Skipped: ${postgres.why}.`);
    return process.env.CI ? check(false) : { passed: 0, failed: 0, skipped: 1 };
  }
  // Where something is stored; what is about the embedded engine alone ran above.
  const rooms = ["database", "access", "identity", "sharing", "walls", "server"].map((name) => `lib/${name}/`);
  const embedded = ["embedded", "upkeep", "swap", "command/command"].map(
    (name) => `--exclude=**/database/${name}.test.ts`,
  );
  const tests = [...rooms, ...embedded];
  try {
    return await unitTests("postgres", 12 * MINUTE, { tests, env: { EARSHOT_TEST_DATABASE_URL: postgres.url } });
  } finally {
    await postgres.stop();
  }
}

const biome = join(modules, "@biomejs", "biome", "bin", "biome");
const knip = join(modules, "knip", "bin", "knip.js");

await runSteps(
  [
    { name: "versions below their floor", run: lockfile },
    { name: "types", run: types },
    { name: "lint", run: async () => check(await node([biome, "ci", "."], 5 * MINUTE)) },
    { name: "rooms", run: rooms },
    { name: "unused", run: async () => check(await node([knip], 8 * MINUTE)) },
    { name: "unit tests", run: () => unitTests("unit", 18 * MINUTE) },
    { name: "unit tests on Postgres", run: unitOnPostgres },
    { name: "build", run: build },
    { name: "browser journeys", run: () => browserTests(40 * MINUTE) },
  ],
  60 * MINUTE,
);
