import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "./support/postgres.mjs";
import { lint, lockfile, rooms, typesOfBuild, unused } from "./support/static-checks.mjs";
import { browserTests, build, check, MINUTE, root, runSteps, unitTests } from "./support/steps.mjs";

/**
 * `npm test`: everything that must pass, also after a failure. Each test counts one, and so does each check that is not
 * made of tests. The last line is `N passed, N failed`. A quiet machine needs a third of the limits: they are there for
 * what hangs, and a busy machine is no failure.
 */

/** @returns {string[]} the tests of everything that is stored: they open a database of their own */
function storedTests() {
  return readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .map((path) => join("lib", path))
    .filter((path) => path.endsWith(".test.ts") && !path.endsWith(".nightly.test.ts"))
    .filter((path) => readFileSync(join(root, path), "utf8").includes("openTestDatabase"));
}

/** The tests of everything that is stored, once more on a server: the others run on the embedded engine. */
async function unitOnPostgres(/** @type {import("./support/output.mjs").Voice} */ voice) {
  const postgres = await startPostgres();
  if ("why" in postgres) {
    voice.write(`Skipped: ${postgres.why}.\n`);
    return process.env.CI ? check(false) : { passed: 0, failed: 0, skipped: 1 };
  }
  const tests = [join("lib", "database"), ...storedTests()];
  try {
    return await unitTests(voice, "postgres", 12 * MINUTE, { tests, env: { EARSHOT_TEST_DATABASE_URL: postgres.url } });
  } finally {
    await postgres.stop();
  }
}

/** Folders of tests; without any vitest would run them all. @param {string[]} folders */
const inFolders = (...folders) => folders.map((folder) => join(root, folder, "/"));
const ofScreens = {
  name: "unit tests of screens",
  run: (/** @type {import("./support/output.mjs").Voice} */ voice) =>
    unitTests(voice, "screens", 12 * MINUTE, { tests: inFolders("components", "app"), workers: 1 }),
};
const ofTheRest = {
  name: "unit tests of the rest",
  run: (/** @type {import("./support/output.mjs").Voice} */ voice) =>
    unitTests(voice, "unit", 18 * MINUTE, { tests: inFolders("lib", "bench", join("e2e", "support")) }),
};
const onPostgres = { name: "unit tests on Postgres", run: unitOnPostgres };
await runSteps(
  [
    // Two rows of about the same length, each of one processor.
    [
      [{ name: "build", run: build }, typesOfBuild, ofScreens],
      [lockfile, lint, rooms, unused, onPostgres],
    ],
    // These two take every processor there is.
    [[ofTheRest]],
    [[{ name: "browser journeys", run: (voice) => browserTests(voice, 40 * MINUTE) }]],
  ],
  60 * MINUTE,
);
