import { availableParallelism } from "node:os";
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

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // Next's bundler gives this marker its meaning; outside it there is nothing to guard.
      "server-only": fileURLToPath(new URL("./e2e/support/empty.ts", import.meta.url)),
    },
  },
  test: {
    include: isNightly ? [LONG] : USUAL,
    exclude: isNightly ? configDefaults.exclude : [...configDefaults.exclude, LONG],
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
