import type { BrowserContext, Page } from "@playwright/test";
import { startEarshot } from "./support/servers";
import { CANARY_KEY, expect, newCallId, OF_OTHERS, test } from "./support/test";
import type { Fault, Upstream } from "./support/upstream";

test.use(OF_OTHERS);

// What a page asks for fails here on purpose, and the browser notes it.
test.use({ expectedErrors: [/Failed to load resource/] });

const AGENT = { id: "550e8400-e29b-41d4-a716-446655440000", type: "voice" };
const said = (content: string) => ({ role: "user", content, timestamp: new Date().toISOString() });
const indicator = (page: Page) => page.locator("[data-freshness]").first();

type Watched = {
  name: string;
  path: (id: string) => string;
  content: (page: Page, id: string) => ReturnType<Page["locator"]>;
};

/** The pages with live data, and what proves that a call is on them. */
const PAGES: Watched[] = [
  { name: "the board", path: () => "/", content: (page, id) => page.locator(`a[href="/calls/${id}"]`).first() },
  {
    name: "the call page",
    path: (id) => `/calls/${id}`,
    content: (page) => page.getByText("I lost my parcel.").first(),
  },
  { name: "the wall", path: () => "/wall", content: (page) => page.locator(".wall-lane", { hasText: "Aurora" }) },
];

/** A fault, and words that must stand on the page while it lasts. */
const OUTAGES: { what: string; fault: Fault; words: RegExp; boardWords?: RegExp }[] = [
  { what: "hangs", fault: { kind: "hang" }, words: /slow|too long|in time|does not answer/i },
  { what: "breaks off", fault: { kind: "reset" }, words: /does not answer|cannot be reached|rest/i },
  { what: "answers with a web page", fault: { kind: "html" }, words: /cannot be read|could not be read|rest/i },
  { what: "refuses the key", fault: { kind: "unauthorized" }, words: /HEPPU_API_KEY/ },
  { what: "asks to slow down", fault: { kind: "rate_limit", retryAfter: 5 }, words: /wait|slow down|limit/i },
];

async function aTalk(upstream: Upstream): Promise<string> {
  const id = newCallId();
  await upstream.put({ id, agent: { ...AGENT, name: "Aurora" }, transcript: [said("I lost my parcel.")] });
  return id;
}

/** A tab for each of these pages, once the call is on it. */
async function openAll(context: BrowserContext, pages: Watched[], origin: string, id: string) {
  return Promise.all(
    pages.map(async (watched) => {
      const tab = await context.newPage();
      await tab.goto(`${origin}${watched.path(id)}`);
      await expect(watched.content(tab, id)).toBeVisible();
      return { tab, ...watched };
    }),
  );
}

async function expectNoLie(page: Page): Promise<void> {
  await expect(page.getByText(/^No calls right now/)).toHaveCount(0);
  await expect(page.getByText(/No live calls|No calls are running/)).toHaveCount(0);
}

test("when the call service fails, board, call page and wall keep what they have, say how old it is and why, and go on by themselves without a reload", async ({
  context,
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const id = await aTalk(roughUpstream);
  const tabs = await openAll(context, PAGES, fresh.url, id);
  for (const { tab } of tabs) await expect(indicator(tab)).toHaveAttribute("data-freshness", "live");
  const openedAt = await Promise.all(tabs.map(({ tab }) => tab.evaluate(() => performance.timeOrigin)));

  await roughUpstream.fault({ kind: "error", status: 503 });
  for (const { tab, content } of tabs) {
    await expect(indicator(tab)).toHaveAttribute("data-freshness", "stale", { timeout: 60_000 });
    await expect(indicator(tab)).toContainText(/(\d+ s|\d+:\d\d) ago/);
    await expect(tab.locator("body")).toContainText(/call service (does not answer|has a problem)|rest|fail/i);
    await expect(content(tab, id)).toBeVisible();
    await expectNoLie(tab);
  }

  await roughUpstream.clearFaults();
  await roughUpstream.change(id, { agent: { ...AGENT, name: "Borealis" } });
  for (const { tab } of tabs) {
    await expect(indicator(tab)).toHaveAttribute("data-freshness", "live", { timeout: 60_000 });
    await expect(tab.getByText("Borealis").filter({ visible: true }).first()).toBeVisible();
  }
  expect(await Promise.all(tabs.map(({ tab }) => tab.evaluate(() => performance.timeOrigin)))).toEqual(openedAt);
});

for (const { what, fault, words } of OUTAGES) {
  test(`when the call service ${what}, board and call page keep what they have and say so in words`, async ({
    context,
    fresh,
    roughUpstream,
  }) => {
    test.slow();
    const id = await aTalk(roughUpstream);
    const watched = await openAll(context, PAGES.slice(0, 2), fresh.url, id);
    await roughUpstream.fault(fault);
    for (const { tab, content } of watched) {
      await expect(indicator(tab)).toHaveAttribute("data-freshness", /slow|stale/, { timeout: 60_000 });
      await expect(tab.locator("body")).toContainText(words, { timeout: 60_000 });
      await expect(content(tab, id)).toBeVisible();
      await expectNoLie(tab);
    }
    await roughUpstream.clearFaults();
    for (const { tab } of watched) {
      await expect(indicator(tab)).toHaveAttribute("data-freshness", "live", { timeout: 60_000 });
    }
  });
}

test("opened during an outage, each page says what is wrong instead of showing an empty board, and fills by itself", async ({
  context,
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const id = await aTalk(roughUpstream);
  await roughUpstream.fault({ kind: "unauthorized" });
  const tabs = await Promise.all(
    PAGES.map(async (watched) => {
      const tab = await context.newPage();
      await tab.goto(`${fresh.url}${watched.path(id)}`);
      return { tab, ...watched };
    }),
  );
  for (const { tab, name } of tabs) {
    await expect(tab.getByText("HEPPU_API_KEY").first(), name).toBeVisible();
    await expectNoLie(tab);
  }
  await roughUpstream.clearFaults();
  for (const { tab, content } of tabs) await expect(content(tab, id)).toBeVisible({ timeout: 60_000 });
});

test("a call that cannot be read does not take the others from the board", async ({ page, fresh, roughUpstream }) => {
  const [broken, healthy] = [await aTalk(roughUpstream), await aTalk(roughUpstream)];
  await roughUpstream.fault({ kind: "error", status: 500, path: `/calls/${broken}` });
  await page.goto(fresh.url);
  for (const id of [broken, healthy]) await expect(page.locator(`a[href="/calls/${id}"]`).first()).toBeVisible();
  await roughUpstream.say(healthy, said("I can still be heard."));
  await expect(page.getByText("I can still be heard.").first()).toBeVisible();
});

test("rows that cannot be read are left out and counted in words", async ({ page, fresh, roughUpstream }) => {
  for (let calls = 0; calls < 3; calls += 1) await aTalk(roughUpstream);
  await roughUpstream.fault({ kind: "one_bad_row", path: "status=active" });
  await page.goto(fresh.url);
  await expect(page.getByText(/^One call is missing here/)).toBeVisible();
  await expect(page.locator("[data-open-call]")).toHaveCount(2);
});

test("wrong types and unknown words leave every page readable", async ({ page, fresh, roughUpstream }) => {
  const id = await aTalk(roughUpstream);
  await roughUpstream.fault({ kind: "drift" });
  for (const { path, content } of PAGES) {
    await page.goto(`${fresh.url}${path(id)}`);
    await expect(content(page, id)).toBeVisible();
    await expect(page.locator("body")).not.toContainText(/NaN|undefined|\[object Object\]|Invalid Date/);
  }
});

test.describe("when Earshot itself goes away", () => {
  test.use({ expectedErrors: [/Failed to load resource|ERR_CONNECTION/] });

  test("a page keeps what it has, says that it is offline, and goes on when the server is back", async ({
    page,
    roughUpstream,
  }) => {
    test.slow();
    await roughUpstream.reset();
    const id = await aTalk(roughUpstream);
    const settings = { HEPPU_API_KEY: CANARY_KEY, HEPPU_API_URL: roughUpstream.url, EARSHOT_BOARD_INTERVAL_MS: "500" };
    const first = await startEarshot(settings);
    const { port } = new URL(first.url);
    await page.goto(first.url);
    await expect(page.getByText("I lost my parcel.").first()).toBeVisible();
    await first.kill();
    await expect(indicator(page)).toHaveAttribute("data-freshness", "offline", { timeout: 60_000 });
    await expect(indicator(page)).toContainText(/ago/);
    await expect(page.getByText("I lost my parcel.").first()).toBeVisible();
    await expectNoLie(page);
    await roughUpstream.say(id, said("Back again."));
    const second = await startEarshot({ ...settings, PORT: port });
    await expect(page.getByText("Back again.").first()).toBeVisible({ timeout: 60_000 });
    await expect(indicator(page)).toHaveAttribute("data-freshness", "live");
    await second.kill();
  });
});
