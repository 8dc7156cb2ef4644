import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect } from "@playwright/test";
import { statusFacts } from "@/lib/calls/status";
import { firstAdminIsThere, GUARDED, type Guarded, withAccounts } from "./access";
import { type Archived, archivedOf, KEEPING } from "./archived";
import { ask } from "./http";
import { type Running, startEarshot, startUpstream } from "./servers";
import { Upstream } from "./upstream";

/** A key that must never be seen outside the server: every byte a test gets may be searched for it. */
export const CANARY_KEY = "canary-upstream-key-7f3a91c2d4";

/** A call id that no other test uses: servers live as long as their worker and remember calls. */
export function newCallId(): string {
  return `call_${randomUUID().slice(0, 13)}`;
}

/** Quick intervals and ample requests, so that a test waits for the thing it tests and for nothing else. */
export function settingsFor(upstream: Upstream): Record<string, string> {
  return {
    HEPPU_API_KEY: CANARY_KEY,
    HEPPU_API_URL: upstream.url,
    EARSHOT_BOARD_INTERVAL_MS: "500",
    EARSHOT_CALL_INTERVAL_MS: "250",
    EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000",
    EARSHOT_TIME_ZONE: "UTC",
  };
}

/** Calls that are gone leave the board within two sweeps; what is there later is there for a reason we do not know. */
const FORGETS_WITHIN_MS = 2_000;

/** Whether the board comes to hold nothing of an earlier test. A call that ended stays for twenty seconds: none waits for that. */
async function forgets(url: string): Promise<boolean> {
  const deadline = performance.now() + FORGETS_WITHIN_MS;
  for (;;) {
    const answer = await ask(url, "/api/v1/live");
    const { data } = answer.json() as { data?: { calls: { status: string }[] } };
    if (data?.calls.length === 0) return true;
    if (data?.calls.some(({ status }) => statusFacts(status).phase === "final")) return false;
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A server that can be put anew at the same address, where it knows nothing. */
async function renewable(settings: Record<string, string>): Promise<Running & { renew: () => Promise<void> }> {
  let now = await startEarshot(settings);
  const { url } = now;
  return {
    url,
    output: () => now.output(),
    log: () => now.log(),
    stop: () => now.stop(),
    kill: () => now.kill(),
    get process() {
      return now.process;
    },
    async renew() {
      await now.kill();
      now = await startEarshot({ ...settings, PORT: new URL(url).port });
    },
  };
}

async function startGuarded(upstream: Upstream, settings: Record<string, string> = {}): Promise<Guarded> {
  const running = await startEarshot({ ...settingsFor(upstream), ...GUARDED, ...settings });
  await firstAdminIsThere(running);
  return withAccounts(running);
}

type Workers = {
  upstream: Upstream;
  roughUpstream: Upstream;
  /** makes `earshot` forget, once a test has needed one */
  started: { forget: (() => Promise<void>) | null };
  earshot: Running;
  /** an Earshot on `upstream` with people who sign in */
  guarded: Guarded;
  /** the same, which keeps calls */
  archived: Archived;
};
type Tests = {
  /** console errors a test expects, such as the browser's line about a 502; one item (Playwright reads two as a tuple) */
  expectedErrors: RegExp[];
  emptied: undefined;
  opened: BrowserContext[];
  /** Closes every page of this test: a page that outlives its server complains of that. */
  closePages: () => Promise<void>;
  /** settings of `fresh` that differ from `earshot`'s */
  freshSettings: Record<string, string>;
  /** how much of the work of hashing a password `fresh` does */
  passwordsCost: "little" | "all";
  /** A server of this test alone, on `roughUpstream`: for faults, whose memory (breaker, budget) would outlive the test. */
  fresh: Running;
};

/**
 * Every worker has a simulator and an Earshot of its own, joined by real HTTP with a real key. Before each test the
 * upstream and the board are emptied (by a new server where an ended call would stay); a page error, a console error or a CSP violation in any page fails the test.
 * All worker fixtures stand here, and each server starts with the first test that wants it: a test with a list of its own
 * would have workers, and servers, of its own.
 * `earshot` goes on reading board and calls for viewers of earlier tests: what `upstream` was asked is never all of this
 * test's making. Who counts requests looks for those that only the tested thing makes, or uses `fresh`.
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  started: [async ({}, use) => use({ forget: null }), { scope: "worker" }],
  earshot: [
    async ({ upstream, started }, use) => {
      const running = await renewable(settingsFor(upstream));
      started.forget = async () => {
        if (!(await forgets(running.url))) await running.renew();
      };
      await use(running);
      await running.stop();
    },
    { scope: "worker" },
  ],
  // A new database and a hashed password take a slow machine a while, and no test should pay for it.
  guarded: [
    async ({ upstream }, use) => {
      const running = await startGuarded(upstream);
      await use(running);
      await running.stop();
    },
    { scope: "worker", timeout: 150_000 },
  ],
  archived: [
    async ({ upstream }, use) => {
      const running = await startGuarded(upstream, KEEPING);
      await use(archivedOf(running, upstream));
      await running.stop();
    },
    { scope: "worker", timeout: 150_000 },
  ],
  freshSettings: [{}, { option: true }],
  passwordsCost: ["little", { option: true }],
  fresh: async ({ roughUpstream, freshSettings, passwordsCost, closePages }, use) => {
    await roughUpstream.reset();
    const running = await startEarshot({ ...settingsFor(roughUpstream), ...freshSettings }, { passwordsCost });
    await use(running);
    await closePages();
    // Not asked nicely: the next test needs this machine, and how it leaves is start.spec.ts's business.
    await running.kill();
  },
  baseURL: async ({ earshot }, use) => use(earshot.url),
  expectedErrors: [[], { option: true }],
  emptied: [
    async ({ upstream, started }, use) => {
      await upstream.reset();
      await started.forget?.();
      await use(undefined);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  opened: async ({}, use) => use([]),
  closePages: async ({ opened }, use) =>
    use(async () => {
      for (const page of opened.flatMap((context) => context.pages())) await page.close();
    }),
  context: async ({ context, expectedErrors, opened }, use) => {
    opened.push(context);
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
