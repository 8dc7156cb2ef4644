import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // Next's bundler gives this marker its meaning; outside it there is nothing to guard.
      "server-only": fileURLToPath(new URL("./e2e/support/empty.ts", import.meta.url)),
    },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "app/**/*.test.ts", "bench/**/*.test.ts"],
    environment: "node",
    restoreMocks: true,
    testTimeout: 20_000,
    // Opening a database takes a second, and several on two busy processors.
    hookTimeout: 60_000,
  },
});
