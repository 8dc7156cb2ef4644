import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Given by `npm test`; else Debian's, else Playwright's own download. */
const executablePath = [
  process.env.EARSHOT_CHROMIUM,
  "/usr/lib/chromium/chromium-headless-shell",
  "/usr/bin/chromium",
].find((path) => path && existsSync(path));

/** `npm run nightly` runs what is too long for every run, and nothing else. */
const isNightly = process.env.EARSHOT_NIGHTLY === "true";

export default defineConfig({
  testDir: "e2e",
  testMatch: isNightly ? "*.nightly.spec.ts" : "*.spec.ts",
  testIgnore: isNightly ? [] : "*.nightly.spec.ts",
  globalSetup: "./e2e/support/prepare.ts",
  fullyParallel: true,
  forbidOnly: true,
  // A test that needs a second try is a defect.
  retries: 0,
  // Journeys wait for more than half of their time, so that three keep two processors busy.
  workers: 3,
  // For what hangs, and no measure of anything: on a machine that has much else to do all of it takes a few times as long.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    // A trace costs a third of a run's work, and nobody reads those of what passed: EARSHOT_TRACE=on asks for it.
    trace: process.env.EARSHOT_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
    },
  },
});
