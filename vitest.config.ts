import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

/** `npm run nightly` runs what is too long for every run, and nothing else. */
const isNightly = process.env.EARSHOT_NIGHTLY === "true";
const LONG = "**/*.nightly.test.ts";
const USUAL = [
  "lib/**/*.test.ts",
  "components/**/*.test.{ts,tsx}",
  "app/**/*.test.ts",
  "bench/**/*.test.ts",
  "e2e/support/*.test.ts",
];

const ROOT = import.meta.dirname;

/** The tests of what is stored run on this server, beside the build and so one at a time; not those of the embedded engine. */
const isOnServer = (process.env.EARSHOT_TEST_DATABASE_URL ?? "") !== "";
const OF_EMBEDDED = ["embedded", "upkeep", "swap", "command/command"].map((name) => `**/database/${name}.test.ts`);
const EXCLUDED = [...configDefaults.exclude, LONG, ...(isOnServer ? OF_EMBEDDED : [])];

/**
 * What would reach the next file of a process: other modules, globals, a DOM; and what measures its process or answers for
 * it, and must have it to itself. Clocks, stubs and spies are given back after each test.
 */
const REACHES_OTHERS =
  /vi\.(mock|doMock|resetModules)|@vitest-environment|globalThis|Symbol\.for|process\.(on|once|chdir|cpuUsage|memoryUsage)|process\.env\.\w+ =[^=]|assign\(process\.env/;

/** The files that have a process each; all others share one a processor, with what they import. */
function apart(): string[] {
  return ["lib", "components", "app", "bench", "e2e/support"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter(
        (path) => /\.test\.tsx?$/.test(path) && REACHES_OTHERS.test(readFileSync(join(ROOT, folder, path), "utf8")),
      )
      .map((path) => join(folder, path)),
  );
}
const APART = apart();

export default defineConfig({
  resolve: {
    alias: {
      "@": ROOT,
      // Next's bundler gives this marker its meaning; outside it there is nothing to guard.
      "server-only": join(ROOT, "e2e/support/empty.ts"),
    },
  },
  test: {
    projects: isNightly
      ? [{ extends: true, test: { name: "nightly", include: [LONG] } }]
      : [
          { extends: true, test: { name: "apart", include: APART, exclude: EXCLUDED } },
          {
            extends: true,
            test: {
              name: "together",
              include: USUAL,
              exclude: [...EXCLUDED, ...APART],
              isolate: false,
            },
          },
        ],
    environment: "node",
    // Engines live for seconds here: compiling their WebAssembly well costs more than it gives (a third of the processor).
    execArgv: ["--liftoff-only"],
    restoreMocks: true,
    unstubGlobals: true,
    setupFiles: ["e2e/support/after-each.ts"],
    // Vitest keeps a processor for itself, which of two is half; it has little to do while tests run.
    maxWorkers: isOnServer ? 1 : availableParallelism(),
    testTimeout: 20_000,
    // Opening a database takes a second, and several on two busy processors.
    hookTimeout: 60_000,
  },
});
