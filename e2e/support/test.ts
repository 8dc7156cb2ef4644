import { randomUUID } from "node:crypto";
import { test as base, expect } from "@playwright/test";
import { type Running, startEarshot, startUpstream } from "./servers";
import { Upstream } from "./upstream";

/** A key that must never be seen outside the server: every byte a test gets may be searched for it. */
export const CANARY_KEY = "canary-upstream-key-7f3a91c2d4";

/** A call id that no other test uses: servers live as long as their worker and remember calls. */
export function newCallId(): string {
  return `call_${randomUUID().slice(0, 13)}`;
}

/** Quick intervals and ample requests, so that a test waits for the thing it tests and for nothing else. */
function settingsFor(upstream: Upstream): Record<string, string> {
  return {
    HEPPU_API_KEY: CANARY_KEY,
    HEPPU_API_URL: upstream.url,
    EARSHOT_BOARD_INTERVAL_MS: "500",
    EARSHOT_CALL_INTERVAL_MS: "250",
    EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000",
    EARSHOT_TIME_ZONE: "UTC",
  };
}

type Workers = { upstream: Upstream; roughUpstream: Upstream; earshot: Running };
type Tests = {
  /** console errors a test expects, such as the browser's line about a 502; one item (Playwright reads two as a tuple) */
  expectedErrors: RegExp[];
  emptied: undefined;
  /** settings of `fresh` that differ from `earshot`'s */
  freshSettings: Record<string, string>;
  /** A server of this test alone, on `roughUpstream`: for faults, whose memory (breaker, budget) would outlive the test. */
  fresh: Running;
};

/**
 * Every worker has a simulator and an Earshot of its own, joined by real HTTP with a real key. Before each test the
 * upstream is emptied; a page error, a console error or a CSP violation in any page fails the test.
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
  roughUpstream: [
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
      const running = await startEarshot(settingsFor(upstream));
      await use(running);
      await running.stop();
    },
    { scope: "worker" },
  ],
  freshSettings: [{}, { option: true }],
  fresh: async ({ roughUpstream, freshSettings }, use) => {
    await roughUpstream.reset();
    const running = await startEarshot({ ...settingsFor(roughUpstream), ...freshSettings });
    await use(running);
    // Not asked nicely: the next test needs this machine, and how it leaves is start.spec.ts's business.
    running.process.kill("SIGKILL");
  },
  baseURL: async ({ earshot }, use) => use(earshot.url),
  expectedErrors: [[], { option: true }],
  emptied: [
    async ({ upstream }, use) => {
      await upstream.reset();
      await use(undefined);
    },
    { auto: true },
  ],
  context: async ({ context, expectedErrors }, use) => {
    const problems: string[] = [];
    context.on("weberror", (event) => problems.push(`page error: ${event.error().stack ?? event.error().message}`));
    context.on("console", (message) => {
      if (message.type() === "error") problems.push(`console error: ${message.text()}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await use(context);
    expect(problems.filter((problem) => !expectedErrors.some((expected) => expected.test(problem)))).toEqual([]);
  },
});

export { expect };
