import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Archived } from "./support/archived";
import { expectNoFindings } from "./support/axe";
import { anAgent, secondsAgo } from "./support/calls";
import { bars, chart, countOf, drawn } from "./support/charts";
import { measure } from "./support/drawn-contrast";
import { stopsOf } from "./support/focus";
import { ask } from "./support/http";
import { expectNoSidewaysScroll } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 180_000 });

let kept: Promise<string> | null = null;

/** Three calls of one agent that no other test has: two answered, one not. Kept once a worker. @returns the agent's id */
function threeCalls(archived: Archived): Promise<string> {
  kept ??= (async () => {
    const agent = anAgent(`Figures ${Date.now().toString(36)}`);
    for (const status of ["completed", "completed", "no_answer"]) {
      await archived.keep({ agent, status, startedAt: secondsAgo(120) });
    }
    return String(agent.id);
  })();
  return kept;
}

/** The page of these three calls, as somebody of this role sees it. */
async function openFigures(archived: Archived, page: Page, more = "", role: "supervisor" | "viewer" = "supervisor") {
  const agent = await threeCalls(archived);
  await archived.signIn(page, role);
  await page.goto(`${archived.url}/analytics?when=last7&agent=${agent}${more}`);
  await expect(page.locator("[data-analytics=here] [data-figure=calls]")).toContainText("3");
  return agent;
}

test("a lead sees how many calls there were and how they ended, and a bar opens exactly those calls", async ({
  archived,
  page,
}) => {
  await openFigures(archived, page);
  await expect(page.locator("[data-figure=answer-rate]")).toContainText("67 %");
  await expect(chart(page, "outcomes").locator("[data-sentence]")).toContainText("3 calls");
  await expect(drawn(page, "outcomes")).toBeVisible();
  await bars(page, "outcomes").last().click();
  await page.waitForURL((url) => url.pathname === "/calls");
  await expect.poll(() => countOf(page)).toBe("3 calls");
  await page.goBack();
  await chart(page, "outcomes").getByRole("button", { name: "Table" }).click();
  const row = chart(page, "outcomes").getByRole("row").last();
  await row.getByRole("link", { name: "1", exact: true }).click();
  await page.waitForURL((url) => url.searchParams.get("status") === "no_answer");
  await expect.poll(() => countOf(page)).toBe("1 call");
});

test("the agent's row and the hour of the week lead to as many calls as they count", async ({ archived, page }) => {
  await openFigures(archived, page);
  const agents = chart(page, "agents");
  await agents.scrollIntoViewIfNeeded();
  await agents.getByRole("link", { name: "3", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/calls");
  await expect.poll(() => countOf(page)).toBe("3 calls");
  await page.goBack();
  await chart(page, "heat").scrollIntoViewIfNeeded();
  const hours = bars(page, "heat");
  await expect(hours.first()).toBeVisible();
  const counted = Number(/, (\d+) calls?/.exec((await hours.first().getAttribute("aria-label")) ?? "")?.[1]);
  await hours.first().click();
  await page.waitForURL((url) => url.searchParams.has("hour"));
  await expect.poll(() => countOf(page)).toBe(counted === 1 ? "1 call" : `${counted} calls`);
});

test("all that is chosen stands in the address, and somebody else sees the same by it", async ({ archived, page }) => {
  await openFigures(archived, page, "&compare=off");
  await page.getByRole("combobox", { name: "Bars for each" }).selectOption("hour");
  await page.getByRole("combobox", { name: "Refreshes" }).selectOption("15");
  await page
    .getByRole("button", { name: "UTC" })
    .or(page.getByRole("button", { name: /\// }))
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Time zone" });
  await dialog.getByRole("combobox").or(dialog.getByRole("textbox")).fill("Asia/Tokyo");
  await dialog.getByRole("button", { name: "Count by it" }).click();
  await expect.poll(() => new URL(page.url()).search).toContain("zone=Asia%2FTokyo");
  await expect(page.locator("[data-analytics=here]")).toBeVisible();
  await expect(page.getByRole("region", { name: "Figures" })).toContainText("Asia/Tokyo");
  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toMatchObject({ bucket: "hour", compare: "off", refresh: "15" });
  const sentence = await chart(page, "outcomes").locator("[data-sentence]").innerText();
  await page.reload();
  await expect(chart(page, "outcomes").locator("[data-sentence]")).toHaveText(sentence);
  await expect(page.getByRole("button", { name: "Not compared" })).toHaveAttribute("aria-pressed", "false");
});

test("by keyboard alone the bars are reached, told and opened", async ({ archived, page }) => {
  await openFigures(archived, page);
  await expect(drawn(page, "outcomes")).toBeVisible();
  const stop = chart(page, "outcomes").locator("[data-hit][tabindex='0']");
  await expect(stop).toHaveCount(1);
  await stop.focus();
  await expect(chart(page, "outcomes").locator("[data-tip]")).toContainText("3 calls");
  await page.keyboard.press("ArrowLeft");
  await expect(stop).toHaveAttribute("aria-label", /0 calls/);
  await page.keyboard.press("Escape");
  await expect(chart(page, "outcomes").locator("[data-tip]")).toHaveCount(0);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/calls");
});

test("a chart is kept as a picture and as a file, which only whoever is signed in gets", async ({ archived, page }) => {
  await openFigures(archived, page);
  await expect(drawn(page, "outcomes")).toBeVisible();
  const [picture] = await Promise.all([
    page.waitForEvent("download"),
    chart(page, "outcomes")
      .getByRole("button", { name: /as PNG/ })
      .click(),
  ]);
  expect(picture.suggestedFilename()).toBe("earshot-outcomes.png");
  const bytes = await readFile(await picture.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(bytes.length).toBeGreaterThan(5_000);
  const href =
    (await chart(page, "outcomes")
      .getByRole("link", { name: /as CSV/ })
      .getAttribute("href")) ?? "";
  const cookie = await archived.asRole("viewer");
  const file = await ask(archived.url, href, { headers: { cookie } });
  expect(file.text()).toMatch(/^start,end,is_partial,calls/);
  expect((await ask(archived.url, href)).status).toBe(401);
});

test("nobody sees figures without signing in: the page leads there and back", async ({ archived, page }) => {
  for (const path of ["/analytics?when=today", "/analytics/report"]) {
    await page.goto(`${archived.url}${path}`);
    await page.waitForURL((url) => url.pathname === "/sign-in");
    expect(new URL(page.url()).searchParams.get("next")).toContain("/analytics");
  }
});

test("a filter that no call fits says so and leads back", async ({ archived, page }) => {
  await openFigures(archived, page, "", "viewer");
  await page.goto(`${archived.url}/analytics?agent=nobody`);
  await expect(page.getByText("No call fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page.locator("[data-figure=calls]")).toBeVisible();
});

test("the report of today has its figures and the way to its calls, and is a page of its own on paper", async ({
  archived,
  page,
}) => {
  await threeCalls(archived);
  await archived.signIn(page, "supervisor");
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`${archived.url}/analytics/report?day=${today}&zone=UTC`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(String(new Date().getUTCFullYear()));
  await expect(page.locator("[data-figure=calls]")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Calls to look at" })).toBeVisible();
  await expectNoFindings(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  // Paper is white in either theme.
  await expect(page.locator("[data-figure=calls]")).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await expect(page.getByRole("navigation", { name: "Reports" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
  await expect(page.locator("[data-figure=calls]")).toBeVisible();
});

test("axe finds nothing on charts and tables, and a phone's screen holds them", async ({ archived, page }) => {
  await openFigures(archived, page);
  await expect(drawn(page, "outcomes")).toBeVisible();
  await chart(page, "handling").getByRole("button", { name: "Table" }).click();
  for (const id of ["answer-rate", "heat", "failures", "directions"]) await chart(page, id).scrollIntoViewIfNeeded();
  await expectNoFindings(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await chartsFollow(page);
  await expectNoSidewaysScroll(page);
});

/** Charts hear of their new width a frame after the window has it. */
const chartsFollow = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() =>
        Math.max(0, ...[...document.querySelectorAll("main svg")].map((svg) => svg.getBoundingClientRect().width)),
      ),
    )
    .toBeLessThanOrEqual(390);

test("every stop of Tab on the page of figures is visible, and Tab comes to an end", async ({ archived, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openFigures(archived, page);
  await expect(drawn(page, "outcomes")).toBeVisible();
  await page.mouse.move(0, 0);
  const { stops, unseen } = await stopsOf(page, 160);
  expect(stops[0]).toBe("A Skip to content");
  expect(stops.length).toBeGreaterThan(20);
  expect(stops.length, "Tab comes to an end").toBeLessThan(160);
  expect(unseen).toEqual([]);
});

test("the line above the figures is one on a desk, and on a phone nothing stands alone or is too low for a thumb", async ({
  archived,
  page,
}) => {
  await openFigures(archived, page);
  const tools = page.locator("[data-toolbar] :is(button, a, select, input)").filter({ visible: true });
  const boxes = async () => Promise.all((await tools.all()).map(async (tool) => tool.boundingBox()));
  const middles = async () =>
    (await boxes()).flatMap((box) => (box === null ? [] : [Math.round(box.y + box.height / 2)]));
  for (const width of [1440, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const found = await middles();
    expect(found.length).toBeGreaterThan(8);
    expect(Math.max(...found) - Math.min(...found), `one line at ${width}`).toBeLessThan(8);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await chartsFollow(page);
  await expectNoSidewaysScroll(page);
  const rows = new Map<number, number>();
  for (const middle of await middles()) {
    const row = [...rows.keys()].find((one) => Math.abs(one - middle) < 8) ?? middle;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  expect(rows.size).toBeLessThanOrEqual(4);
  const alone = [...rows.values()].filter((count) => count === 1);
  // The search has a line of its own.
  expect(alone.length).toBeLessThanOrEqual(1);
});

test("words, bars and lines stand out as drawn in both themes, the day that is not over among them", async ({
  archived,
  page,
}) => {
  await openFigures(archived, page);
  const faint: string[] = [];
  const look = async (what: string, least: number) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const measured = await measure(page, 4.5);
      expect(measured.texts, what).toBeGreaterThan(10);
      expect(measured.shapes, what).toBeGreaterThan(least);
      faint.push(...measured.faint.map((found) => `${colorScheme} ${what}: ${found}`));
    }
  };
  for (const id of ["outcomes", "answer-rate", "handling", "heat", "attention", "failures"]) {
    await chart(page, id).scrollIntoViewIfNeeded();
    await expect(
      drawn(page, id)
        .or(chart(page, id).getByText(/^(No|There is no) /))
        .first(),
    ).toBeVisible();
  }
  // Of today, which is not over.
  await expect(drawn(page, "outcomes").locator("[fill-opacity='0.45']").first()).toBeVisible();
  await look("figures", 20);
  await page.goto(`${archived.url}/analytics/report?day=${new Date().toISOString().slice(0, 10)}&zone=UTC`);
  await expect(page.locator("[data-figure=calls]")).toBeVisible();
  await look("report", 0);
  expect(faint).toEqual([]);
});

test("where the system chooses the colours, the day that is not over has an edge and is pale within", async ({
  archived,
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openFigures(archived, page);
  const pale = drawn(page, "outcomes").locator("[fill-opacity='0.45']");
  await expect(pale).toHaveCount(2);
  const edges = await pale.evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).stroke));
  const ground = await chart(page, "outcomes").evaluate((card) => getComputedStyle(card).backgroundColor);
  for (const edge of edges) expect(["none", ground]).not.toContain(edge);
});

test("where the system chooses the colours, outcomes are told apart by pattern", async ({ archived, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openFigures(archived, page);
  await expect(drawn(page, "outcomes")).toBeVisible();
  const fills = await drawn(page, "outcomes")
    .locator(".recharts-bar-rectangle path")
    .evaluateAll((paths) => [
      ...new Set(paths.map((path) => path.getAttribute("fill")?.replace(/#.*?(?=[a-z_]+\))/, "#"))),
    ]);
  expect(fills.length).toBeGreaterThan(1);
});
