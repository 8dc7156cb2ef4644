import { changeReview, emptyQueue, give, judged, keepTalk, queueOf, reviewsOf, SOON } from "./support/quality";
import { alive } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

/** What a call may cost a reviewer who has read it: its score, Enter, and what they say otherwise. */
const KEYS_A_CALL = 12;
const CALLS = 20;

test("a reviewer's hour: twenty calls are reviewed by keyboard alone, each with few keys", async ({
  archived,
  page,
}) => {
  test.setTimeout(300_000);
  await emptyQueue(archived);
  const ids: string[] = [];
  for (let kept = 0; kept < CALLS; kept += 5) {
    ids.push(...(await Promise.all(Array.from({ length: 5 }, () => keepTalk(archived, "Hour")))));
  }
  const reviews = new Set(await queueOf(archived, ids));
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/quality?show=free`);
  await alive(page);
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const type = async (text: string) => {
    // Words are the reviewer's own matter; they count once.
    keys += 1;
    await page.keyboard.type(text);
  };
  await expect(page.getByRole("link", { name: "Start reviewing" })).toBeVisible();
  // How the calls were judged comes within a minute of their end, and is no reviewer's time.
  await press("s");
  await page.waitForURL(/\/quality\/reviews\//, SOON);
  await expect(page.locator("aside [data-check]").first()).toBeVisible({ timeout: 60_000 });
  const startedMs = Date.now();
  for (let nth = 0; nth < CALLS; nth += 1) {
    const here = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(reviews.has(here), here).toBe(true);
    await expect(page.locator("[data-lock=own]")).toBeVisible();
    await expect(page.locator("aside [data-check]").first()).toBeVisible({ timeout: 60_000 });
    const line = page.locator(".ring-2");
    for (const words of ["thank you for calling", "very unhappy", "sent you a new one"]) {
      await press("j");
      await expect(line.filter({ hasText: words })).toBeVisible();
    }
    await press("k");
    await expect(line.filter({ hasText: "very unhappy" })).toBeVisible();
    if (nth % 5 === 1) {
      await press("c");
      await expect(page.getByRole("textbox", { name: "Note" })).toBeFocused();
      await type("The caller says how bad it is.");
      await press("Control+Enter");
      await expect(page.getByRole("log").locator("[data-note=comment]")).toContainText("how bad it is");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    if (nth % 5 === 2) {
      await press("o");
      await expect(page.locator("aside [data-check] select:focus")).toHaveCount(1);
      await press("ArrowDown");
      await press("Tab");
      await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
      await type("It was said in other words.");
      await press("Escape");
    }
    await press(String((nth % 5) + 1));
    await expect(page.locator(`[data-given-score="${(nth % 5) + 1}"]`)).toHaveAttribute("aria-pressed", "true");
    await press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith(here), SOON);
  }
  const tookMs = Date.now() - startedMs;
  await expect(page.getByText("Nothing waits to be reviewed")).toBeVisible();
  const done = (await reviewsOf(archived, "done")).filter(({ id }) => reviews.has(id));
  expect(done.length).toBe(CALLS);
  expect(done.map(({ given }) => given?.score).sort()).toEqual(
    [1, 2, 3, 4, 5].flatMap((score) => [score, score, score, score]),
  );
  const overridden = done.filter(({ given }) => given?.verdicts.some(({ reason }) => reason !== null));
  expect(overridden.length).toBe(CALLS / 5);
  console.log(
    `${CALLS} reviews: ${keys} keys, ${(tookMs / CALLS / 1000).toFixed(1)} s a call between its first key and the next call's`,
  );
  expect(keys / CALLS).toBeLessThanOrEqual(KEYS_A_CALL);
});

test("a review is given to a person who has it then, and is everybody's again once it is given back", async ({
  archived,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const [review = ""] = await queueOf(archived, [await keepTalk(archived, "Assigned")]);
  await archived.signIn(page, "admin");
  await page.goto(`${archived.url}/quality`);
  const row = page.locator(`[data-review="${review}"]`);
  await row.getByRole("button", { name: /^Assign/ }).click();
  const whose = page.getByRole("combobox", { name: "Whose it is" });
  const supervisor = await whose
    .locator("option", { hasText: /supervisor/i })
    .first()
    .getAttribute("value");
  await whose.selectOption(supervisor);
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(row).toContainText("assigned to");
  await expect(row.getByRole("link", { name: /^Look at/ })).toBeVisible();
  // Theirs, and nobody's beside them.
  const others = await browser.newContext();
  const theirs = await others.newPage();
  await archived.signIn(others, "supervisor");
  await theirs.goto(`${archived.url}/quality?show=mine`);
  const mine = theirs.locator(`[data-review="${review}"]`);
  await expect(mine.getByRole("link", { name: /^Review/ })).toBeVisible();
  await page.getByRole("button", { name: /^Open/ }).click();
  await expect(page).toHaveURL(/show=free/);
  await expect(row).toHaveCount(0);
  await mine.getByRole("button", { name: /^Give back/ }).click();
  await expect(mine).toHaveCount(0);
  await page.reload();
  await expect(row.getByRole("button", { name: /^Take/ })).toBeVisible();
  await page.goto(`${archived.url}/settings/audit`);
  await expect(page.getByText("assigned the review").filter({ visible: true }).first()).toBeVisible();
  await others.close();
});

test("two opinions of a call stand side by side, lead to its line, and a coaching list is fit for paper", async ({
  archived,
  page,
}) => {
  test.setTimeout(180_000);
  const id = await keepTalk(archived, "Calibrated");
  const [review = ""] = await queueOf(archived, [id]);
  await expect.poll(async () => (await judged(archived, id)).judgedAt, { timeout: 60_000 }).not.toBeNull();
  const closing = (await judged(archived, id)).checks.find(({ key }) => key === "closing");
  const otherwise = closing?.result === "pass" ? "fail" : "pass";
  await give(archived, "supervisor", review, 4, [{ key: "closing", result: otherwise, reason: "As I heard it." }]);
  const second = await changeReview(archived, "supervisor", review, { do: "second_opinion" });
  await give(archived, "admin", second, 2, [{ key: "closing", result: closing?.result ?? "pass", reason: null }]);
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/quality/agreement`);
  const doubled = page.locator(`[data-doubled="${id}"]`);
  await expect(doubled).toContainText("They differ on 1 of 1 check that both judged; their scores lie 2 apart.");
  await expect(doubled.locator("[data-differs=people]")).toContainText("As I heard it.");
  await doubled
    .getByRole("link", { name: /^The line that shows it/ })
    .first()
    .click();
  await page.waitForURL((url) => url.pathname === `/calls/${id}` && url.searchParams.has("line"));

  await page.goto(`${archived.url}/quality/agents`);
  await page.getByRole("link", { name: "Coaching: Calibrated" }).click();
  await expect(page.getByRole("heading", { name: /^Coaching/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const name of ["Pages", "Quality"]) await expect(page.getByRole("navigation", { name })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  // On paper the call is named, for nobody can press a link there.
  await expect(page.locator("[data-report]").getByText(id)).toBeVisible();
  const ink = await page.locator("h1").evaluate((heading) => getComputedStyle(heading).color);
  const paper = await page.locator("html").evaluate((html) => getComputedStyle(html).backgroundColor);
  expect([paper, ink === paper]).toEqual(["rgb(255, 255, 255)", false]);
});
