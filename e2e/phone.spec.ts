import { SETTINGS_LIST } from "@/components/shell/settings-list";
import { settingsPagePath } from "@/lib/wire/paths";
import { alive, expectNoSidewaysScroll } from "./support/screen";
import { lowTargets } from "./support/targets";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("on a phone every settings page keeps within the screen, and whatever is pressed is 44 pixels high", async ({
  archived,
  page,
}) => {
  test.slow();
  await archived.signIn(page, "admin");
  for (const { page: name } of SETTINGS_LIST) {
    await page.goto(archived.url + settingsPagePath(name));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("Looking…")).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    expect(await lowTargets(page), name).toEqual([]);
  }
});

test("on a phone the line above the calls that are over has room for the span of time, whatever is narrowed", async ({
  archived,
  page,
}) => {
  await archived.signIn(page, "admin");
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${archived.url}/calls?q=hello&status=completed,failed`);
    await expect(page.locator("[data-calls-count]")).toHaveText(/call|kept/);
    const span = page.getByRole("combobox", { name: "When" });
    await expect(span).toBeVisible();
    expect((await span.boundingBox())?.width).toBeGreaterThanOrEqual(96);
    await expectNoSidewaysScroll(page);
    const tops = await Promise.all(
      [span, page.getByRole("button", { name: /^Filters/ }), page.getByRole("button", { name: /^Export/ })].map(
        async (part) => (await part.boundingBox())?.y,
      ),
    );
    expect(new Set(tops).size, `one line at ${width}`).toBe(1);
  }
});

test("on a phone the menu leads to the pages that the head has no room for, and closes", async ({ archived, page }) => {
  await archived.signIn(page, "admin");
  await page.goto(`${archived.url}/`);
  await alive(page);
  const head = page.getByRole("navigation", { name: "Pages", exact: true });
  await expect(head.getByRole("link")).toHaveText(["Live", "Calls"]);
  const menu = page.getByRole("navigation", { name: "More pages" });
  const toMenu = page.getByRole("button", { name: /account and settings/ });
  await toMenu.tap();
  await expect(menu.getByRole("link")).toHaveText(["Analytics", "Quality", "Wall"]);
  for (const link of await menu.getByRole("link").all()) {
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await menu.getByRole("link", { name: "Quality" }).tap();
  await page.waitForURL(`${archived.url}/quality`);
  await expect(page.getByRole("heading", { level: 1, name: "Review queue" })).toBeVisible();
  await expect(menu).toBeHidden();
});
