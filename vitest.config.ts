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

/** The tests of what is stored run on this server, beside the build and so one file at a time; not those of the embedded engine. */
const isOnServer = (process.env.EARSHOT_TEST_DATABASE_URL ?? "") !== "";
const OF_EMBEDDED = ["embedded", "upkeep", "swap", "command/command"].map((name) => `**/database/${name}.test.ts`);
const EXCLUDED = [...configDefaults.exclude, LONG, ...(isOnServer ? OF_EMBEDDED : [])];

/**
 * What would reach the next file of a process: other modules, globals; and what measures its process or answers for it, and
 * must have it to itself. Clocks, stubs and spies are given back after each test.
 */
const REACHES_OTHERS =
  /vi\.(mock|doMock|resetModules)|globalThis|Symbol\.for|process\.(on|once|chdir|cpuUsage|memoryUsage)|process\.env\.\w+ =[^=]|assign\(process\.env/;
/** They draw in a DOM, and share what that takes: React, and half of our parts. */
const DRAWS = /@vitest-environment happy-dom/;

/** Test files by what they may share: a process each, one a processor with a DOM, one a processor without. */
function sorted(): { apart: string[]; drawnApart: string[]; drawn: string[] } {
  const files = ["lib", "components", "app", "bench", "e2e/support"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .map((path) => ({ path: join(folder, path), text: readFileSync(join(ROOT, folder, path), "utf8") })),
  );
  const those = (draws: boolean, reaches: boolean) =>
    files
      .filter(({ text }) => DRAWS.test(text) === draws && REACHES_OTHERS.test(text) === reaches)
      .map(({ path }) => path);
  return { apart: those(false, true), drawnApart: those(true, true), drawn: those(true, false) };
}
const { apart: APART, drawnApart: DRAWN_APART, drawn: DRAWN } = sorted();
const AFTER_EACH = "e2e/support/after-each.ts";
const DRAWING = { environment: "happy-dom", setupFiles: [AFTER_EACH, "e2e/support/around-drawn.ts"] };

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
          { extends: true, test: { name: "drawn apart", include: DRAWN_APART, exclude: EXCLUDED, ...DRAWING } },
          { extends: true, test: { name: "drawn", include: DRAWN, exclude: EXCLUDED, ...DRAWING, isolate: false } },
          {
            extends: true,
            test: {
              name: "together",
              include: USUAL,
              exclude: [...EXCLUDED, ...APART, ...DRAWN_APART, ...DRAWN],
              isolate: false,
            },
          },
        ],
    environment: "node",
    // Engines live for seconds here: compiling their WebAssembly well costs more than it gives (a third of the processor).
    execArgv: ["--liftoff-only"],
    restoreMocks: true,
    unstubGlobals: true,
    setupFiles: [AFTER_EACH],
    // Vitest keeps a processor for itself, which of two is half; it has little to do while tests run.
    maxWorkers: isOnServer ? 1 : availableParallelism(),
    // For what hangs, and no measure of anything.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Opening a database takes a second, and several on two busy processors.
    hookTimeout: 60_000,
  },
});
