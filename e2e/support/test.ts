import { type BrowserContext, test as base, expect } from "@playwright/test";
import { statusFacts } from "@/lib/calls/status";
import { firstAdminIsThere, GUARDED, type Guarded, withAccounts } from "./access";
import { type Archived, archivedOf, KEEPING } from "./archived";
import { ask } from "./http";
import { type Keeping, startKeeping } from "./keeping";
import { type Running, startEarshot, startUpstream } from "./servers";
import type { Single } from "./single";
import { Upstream } from "./upstream";

/** A key that must never be seen outside the server: every byte a test gets may be searched for it. */
export const CANARY_KEY = "canary-upstream-key-7f3a91c2d4";

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

/** The worker's own, put anew at the same address when it is to know nothing. */
type Renewable = Running & { forget: () => Promise<void> };

async function renewable(settings: Record<string, string>): Promise<Renewable> {
  let now = await startEarshot(settings);
  let isNew = true;
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
    async forget() {
      if (!isNew && !(await forgets(url))) {
        await now.kill();
        now = await startEarshot({ ...settings, PORT: new URL(url).port });
      }
      isNew = false;
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
  /** behind `earshot`, from test to test */
  ours: Renewable;
  /** an Earshot on `upstream` with people who sign in */
  guarded: Guarded;
  /** the same, which keeps calls */
  archived: Archived;
  /** one that keeps calls, can be restarted, and whose files can be looked at */
  keeping: Keeping;
  /** one whose people sign in at a provider */
  single: Single;
};
type Tests = {
  /** console errors a test expects, such as the browser's line about a 502; one item (Playwright reads two as a tuple) */
  expectedErrors: RegExp[];
  emptied: undefined;
  /** an Earshot without people, which knows nothing of earlier tests */
  earshot: Running;
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
  ours: [
    async ({ upstream }, use) => {
      const running = await renewable(settingsFor(upstream));
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
  keeping: [
    async ({ upstream }, use) => {
      const keeping = await startKeeping(settingsFor(upstream));
      await use(keeping);
      await keeping.end();
    },
    { scope: "worker", timeout: 150_000 },
  ],
  single: [
    async ({ upstream }, use) => {
      // A provider is much to load, for one file.
      const { startSingle } = await import("./single");
      const single = await startSingle(settingsFor(upstream));
      await use(single);
      await single.end();
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
  // Only for who uses it: asked after each test of other servers it would watch their calls end, and be put anew for each.
  earshot: async ({ ours, emptied: _ }, use) => {
    await ours.forget();
    await use(ours);
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

/** For files whose pages are all of other servers (`test.use`): a page has `earshot` started for its address alone. */
export const OF_OTHERS = { baseURL: "" };

export { newCallId } from "./calls";
export { expect };
