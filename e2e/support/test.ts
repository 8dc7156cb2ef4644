import { test as base, expect } from "@playwright/test";
import { type Running, startEarshot, startUpstream } from "./servers";
import { Upstream } from "./upstream";

/** A key that must never be seen outside the server: every byte a test gets may be searched for it. */
export const CANARY_KEY = "canary-upstream-key-7f3a91c2d4";

type Workers = { upstream: Upstream; earshot: Running };
type Tests = {
  /** console errors a test expects, for example the browser's own line about a 502 */
  expectedErrors: RegExp[];
  guard: undefined;
};

/**
 * Every worker has a simulator and an Earshot of its own, joined by real HTTP with a real key. Before each test the
 * upstream is emptied; a page error, a console error or a CSP violation fails the test.
 */
export const test = base.extend<Tests, Workers>({
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const running = await startUpstream({ key: CANARY_KEY });
      await use(new Upstream(running.url, CANARY_KEY));
      await running.stop();
    },
    { scope: "worker" },
  ],
  earshot: [
    async ({ upstream }, use) => {
      const running = await startEarshot({
        HEPPU_API_KEY: CANARY_KEY,
        HEPPU_API_URL: upstream.url,
        EARSHOT_BOARD_INTERVAL_MS: "500",
        EARSHOT_CALL_INTERVAL_MS: "250",
        EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000",
        EARSHOT_TIME_ZONE: "UTC",
      });
      await use(running);
      await running.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ earshot }, use) => use(earshot.url),
  expectedErrors: [[], { option: true }],
  guard: [
    async ({ page, upstream, expectedErrors }, use) => {
      await upstream.reset();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(`page error: ${error.stack ?? error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`console error: ${message.text()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(undefined);
      expect(problems.filter((problem) => !expectedErrors.some((expected) => expected.test(problem)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
