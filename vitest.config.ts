import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

const ROOT = fileURLToPath(new URL(".", import.meta.url));

/**
 * What would reach the next file of a process: other modules, globals, environment, clock, a DOM; and what measures its
 * process, which must have it to itself.
 */
const REACHES_OTHERS =
  /vi\.(mock|doMock|resetModules|stub\w+|useFakeTimers)|@vitest-environment|globalThis|process\.(env|on|once|chdir|cpuUsage|memoryUsage)/;

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
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // Next's bundler gives this marker its meaning; outside it there is nothing to guard.
      "server-only": fileURLToPath(new URL("./e2e/support/empty.ts", import.meta.url)),
    },
  },
  test: {
    projects: isNightly
      ? [{ extends: true, test: { name: "nightly", include: [LONG] } }]
      : [
          { extends: true, test: { name: "apart", include: APART, exclude: [...configDefaults.exclude, LONG] } },
          {
            extends: true,
            test: {
              name: "together",
              include: USUAL,
              exclude: [...configDefaults.exclude, LONG, ...APART],
              isolate: false,
            },
          },
        ],
    environment: "node",
    // Engines live for seconds here: compiling their WebAssembly well costs more than it gives (a third of the processor).
    execArgv: ["--liftoff-only"],
    restoreMocks: true,
    // Vitest keeps a processor for itself, which of two is half; it has little to do while tests run.
    maxWorkers: availableParallelism(),
    testTimeout: 20_000,
    // Opening a database takes a second, and several on two busy processors.
    hookTimeout: 60_000,
  },
});
