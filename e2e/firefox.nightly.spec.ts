import { existsSync } from "node:fs";
import type { Page } from "@playwright/test";
import { anAgent, calmCall, said, secondsAgo, waitingCall } from "./support/calls";
import { expectNoSidewaysScroll } from "./support/screen";
import { ROOT } from "./support/servers";
import { expect, test } from "./support/test";

/**
 * The main journeys in Firefox ESR as Debian ships it, unpatched, by WebDriver BiDi (`support/firefox-relay.mjs`). As
 * everywhere, an error on a page, a console error or a violated policy fails them.
 */
const FIREFOX = process.env.EARSHOT_FIREFOX || "/usr/bin/firefox-esr";

test.use({
  browserName: "firefox",
  channel: "moz-firefox",
  // A picture of the page hides the caret by a style of its own, which the page's policy refuses and tells.
  screenshot: "off",
  launchOptions: { executablePath: `${ROOT}/e2e/support/firefox-relay.mjs`, args: [] },
});
test.skip(!existsSync(FIREFOX), "There is no Firefox ESR here.");
test.describe.configure({ timeout: 120_000 });

const card = (page: Page, id: string) => page.locator(`[data-call-id="${id}"]`);
const log = (page: Page) => page.getByRole("log");
const jane = { phone: "+14155550100", name: "Jane Smith", email: null };

test("it is the Firefox that was asked for, and not Playwright's own", async ({ browser }) => {
  expect(browser.browserType().name()).toBe("firefox");
  expect(Number(browser.version().split(".")[0])).toBeGreaterThanOrEqual(140);
});

test.describe("signing in and out", () => {
  // The page that is left may ask once more and is told so.
  test.use({ expectedErrors: [/401/] });

  test("a password leads to the board of live calls, which follows them; signing out ends it", async ({
    page,
    guarded,
    upstream,
  }) => {
    const call = calmCall({ agent: anAgent("Aurora"), contact: jane });
    await upstream.put(call);
    const { email, password } = await guarded.account("admin");
    await page.goto(`${guarded.url}/`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${guarded.url}/`);
    await expect(card(page, call.id).getByRole("link", { name: "Jane Smith" })).toBeVisible();
    await upstream.say(call.id, said("agent", "It left our depot an hour ago."));
    await expect(card(page, call.id)).toContainText("It left our depot an hour ago.");
    const come = waitingCall(30);
    await upstream.put(come);
    await expect(card(page, come.id)).toContainText("Critical:");
    await expect(page.locator("[data-freshness=live]")).toBeVisible();
    await upstream.end(call.id, { status: "completed" });
    await expect(card(page, call.id)).toContainText("Completed");
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: /account and settings/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${guarded.url}/sign-in`);
  });
});

test("the board is searched, filtered by a tile and peeked at by keyboard", async ({ page, upstream }) => {
  const told = calmCall({
    contact: jane,
    transcript: [said("caller", "It is about a hydrangea.", 50), said("agent", "One moment, please.", 2)],
  });
  const alone = waitingCall(40);
  for (const call of [told, alone]) await upstream.put(call);
  await page.goto("/");
  await expect(card(page, told.id)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("hydrangea");
  await expect(card(page, told.id).locator("mark")).toHaveText("hydrangea");
  await expect(card(page, alone.id)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "1 critical" }).click();
  await expect(page).toHaveURL(/attention=critical/);
  await expect(card(page, told.id)).toHaveCount(0);
  await card(page, alone.id).getByRole("link").first().focus();
  await page.keyboard.press(" ");
  await expect(page.getByRole("complementary", { name: /^Call with/ })).toContainText("Are you there?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: /^Call with/ })).toHaveCount(0);
});

test("a call's transcript streams and keeps its end in view; a word is found from hit to hit; it ends with a reason", async ({
  page,
  upstream,
}) => {
  const lines = Array.from({ length: 120 }, (_, at) =>
    said(
      at % 2 === 0 ? "agent" : "caller",
      at % 50 === 7 ? `Marimba number ${at}.` : `Line number ${at}.`,
      365 - at * 3,
    ),
  );
  const call = calmCall({ startedAt: secondsAgo(370), contact: jane, transcript: lines });
  await upstream.put(call);
  await page.goto(`/calls/${call.id}`);
  await expect(log(page)).toContainText("Line number 119.");
  await upstream.say(call.id, said("agent", "And this was said just now."));
  await expect(log(page).getByText("And this was said just now.")).toBeInViewport();
  await page.keyboard.press("f");
  await page.keyboard.type("marimba");
  const mark = log(page).locator("mark[data-current]");
  const count = page.getByText(/^\d of 3$/);
  const seen = new Set<string>();
  for (let hit = 0; hit < 3; hit += 1) {
    await expect(mark).toBeInViewport();
    const here = await count.innerText();
    seen.add(here);
    await page.keyboard.press("Enter");
    await expect(count).not.toHaveText(here);
  }
  expect([...seen].sort()).toEqual(["1 of 3", "2 of 3", "3 of 3"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "End call", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "End this call?" });
  await dialog.getByRole("button", { name: "Wrong number" }).click();
  await dialog.getByRole("button", { name: "End call" }).click();
  await expect(page.getByText(/Ended by .* · Wrong number/).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test.describe("the wall", () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test("shows each agent once with their calls, and an alarm as it comes; no call moves for it", async ({
    page,
    upstream,
  }) => {
    const agents = ["Reception North", "Billing and Payments", "Appointments"].map(anAgent);
    const calls = Array.from({ length: 12 }, (_, at) =>
      calmCall({ agent: agents[at % 3] ?? null, startedAt: secondsAgo(200 - at), transcript: [] }),
    );
    for (const call of calls) await upstream.put(call);
    await page.goto("/wall");
    await expect(page.locator(".wall-lane [data-call-id]")).toHaveCount(12);
    await expect(page.locator(".wall-lane-name")).toHaveCount(3);
    const places = () =>
      page.locator(".wall-lane [data-call-id]").evaluateAll((elements) =>
        elements.map((element) => {
          const { offsetLeft, offsetTop, offsetWidth, dataset } = element as HTMLElement;
          return [dataset.callId, offsetLeft, offsetTop, offsetWidth].join(" ");
        }),
      );
    const before = await places();
    const alone = calls[4]?.id ?? "";
    await upstream.change(alone, { transcript: [said("caller", "Are you there?", 40)] });
    await expect(page.locator(`.wall-alarms [data-call-id="${alone}"]`)).toContainText("No answer");
    expect(await places()).toEqual(before);
    await expectNoSidewaysScroll(page);
  });
});

test("a share link is made on the call's page and opened by somebody who is not signed in", async ({
  page,
  browser,
  upstream,
  guarded,
}) => {
  const call = calmCall({ agent: anAgent("Aurora"), contact: jane });
  await upstream.put(call);
  const { email, password } = await guarded.account("admin");
  await page.goto(`${guarded.url}/calls/${call.id}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Passcode").fill("");
  await page.getByRole("dialog").getByRole("button", { name: "Make the link" }).click();
  const ready = page.getByRole("dialog", { name: "The link is ready" });
  const link = (await ready.locator("code").textContent()) ?? "";
  const context = await browser.newContext();
  const problems: string[] = [];
  context.on("weberror", (error) => problems.push(error.error().message));
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("J. S. ···0199 · Aurora");
  await upstream.say(call.id, said("agent", "I see the order now."));
  await expect(log(other)).toContainText("I see the order now.");
  expect(other.url()).not.toContain("#");
  expect(problems).toEqual([]);
  await context.close();
});

test("both themes are drawn, chosen by the button and kept over a reload", async ({ page, upstream }) => {
  const call = waitingCall(30);
  await upstream.put(call);
  await page.goto("/");
  await expect(card(page, call.id)).toBeVisible();
  const grounds: string[] = [];
  for (const theme of ["light", "dark"]) {
    await page.getByRole("button", { name: /^Theme:/ }).click();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expect(card(page, call.id)).toContainText("Critical:");
    grounds.push(await page.locator("html").evaluate((element) => getComputedStyle(element).backgroundColor));
    await page.goto(`/calls/${call.id}`);
    await expect(log(page)).toContainText("Are you there?");
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.goto("/wall");
    await expect(page.locator(".wall-alarm")).toHaveCount(1);
    await page.goto("/");
  }
  expect(new Set(grounds).size).toBe(2);
});
