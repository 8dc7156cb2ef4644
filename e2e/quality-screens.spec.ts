import type { Page } from "@playwright/test";
import { rubricListSchema } from "@/lib/wire/quality-contract";
import type { Archived } from "./support/archived";
import { measure } from "./support/drawn-contrast";
import { stopsOf } from "./support/focus";
import { ask, parsed } from "./support/http";
import { changeReview, give, judged, keepTalk, queueOf } from "./support/quality";
import { alive, expectNoSidewaysScroll } from "./support/screen";
import { lowTargets } from "./support/targets";
import { expect, OF_OTHERS, test } from "./support/test";
import { CURRENT_PAGE, chosenIn, expectToldApart } from "./support/told-apart";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 240_000 });

type Stop = { path: string; ready: string };
let made: Promise<Stop[]> | null = null;

/** Every page of quality with something on it: a call judged, one reviewed twice, one that waits. Made once a worker. */
function pagesOf(archived: Archived): Promise<Stop[]> {
  made ??= (async () => {
    const [doubled, waiting] = [await keepTalk(archived, "Screens"), await keepTalk(archived, "Screens")];
    const [first = "", review = ""] = await queueOf(archived, [doubled, waiting]);
    for (const id of [doubled, waiting]) {
      await expect.poll(async () => (await judged(archived, id)).judgedAt, { timeout: 60_000 }).not.toBeNull();
    }
    const verdict = (result: "pass" | "fail") => [{ key: "closing", result, reason: "As I heard it." }];
    await give(archived, "supervisor", first, 4, verdict("fail"));
    const second = await changeReview(archived, "supervisor", first, { do: "second_opinion" });
    await give(archived, "admin", second, 2, verdict("pass"));
    const cookie = await archived.asRole("admin");
    const answer = await ask(archived.url, "/api/v1/quality/rubrics", { headers: { cookie } });
    const rubric = parsed(rubricListSchema, answer).data.rubrics[0]?.id;
    return [
      { path: "/quality", ready: "[data-review]" },
      { path: `/quality/reviews/${review}`, ready: "aside [data-check]" },
      { path: "/quality/rubrics", ready: "main li, main table" },
      { path: `/quality/rubrics/${rubric}`, ready: "[data-check]" },
      { path: "/quality/agreement", ready: "[data-doubled]" },
      { path: "/quality/agents", ready: "[data-agent]" },
      { path: "/quality/agents?agent=Screens", ready: "[data-report]" },
      { path: `/calls/${waiting}`, ready: "[data-arithmetic]" },
    ];
  })();
  return made;
}

async function visitStop(archived: Archived, page: Page, { path, ready }: Stop) {
  await page.goto(archived.url + path);
  await page.locator(ready).first().waitFor();
  await alive(page);
}

test("words and shapes of every page of quality stand out as drawn, in both themes", async ({ archived, page }) => {
  const stops = await pagesOf(archived);
  await archived.signIn(page, "admin");
  const faint: string[] = [];
  for (const stop of stops) {
    await visitStop(archived, page, stop);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const measured = await measure(page, 4.5);
      expect(measured.texts, stop.path).toBeGreaterThan(10);
      faint.push(...measured.faint.map((what) => `${colorScheme} ${stop.path}: ${what}`));
    }
  }
  expect(faint).toEqual([]);
});

test("by Tab every stop of every page of quality can be seen, from the first to the last", async ({
  archived,
  page,
}) => {
  const stops = await pagesOf(archived);
  await archived.signIn(page, "admin");
  const unseen: string[] = [];
  for (const stop of stops.filter(({ path }) => path.startsWith("/quality"))) {
    await visitStop(archived, page, stop);
    const walk = await stopsOf(page, 200);
    unseen.push(...walk.unseen.map((name) => `${stop.path}: ${name}`));
    expect(walk.stops.length, stop.path).toBeGreaterThan(10);
  }
  expect(unseen).toEqual([]);
});

test("where the system chooses the colours, the section, the filter and how a check came out are told by shape", async ({
  archived,
  page,
}) => {
  const stops = await pagesOf(archived);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await archived.signIn(page, "admin");
  const [queue, review] = stops;
  const nav = 'nav[aria-label="Quality"]';
  await visitStop(archived, page, queue ?? { path: "", ready: "" });
  await expectToldApart(page, [
    CURRENT_PAGE,
    { by: "box", of: { "this one": `${nav} [aria-current]`, another: `${nav} a:not([aria-current])` } },
    chosenIn('fieldset[aria-label="Which reviews"]'),
  ]);
  await visitStop(archived, page, review ?? { path: "", ready: "" });
  await page.keyboard.press("4");
  await expectToldApart(page, [
    chosenIn("aside"),
    { by: "icon", of: { passed: "[data-result=pass]", "not known": "[data-result=unknown]" } },
  ]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("every page of quality keeps within the screen, and whatever is pressed is 44 pixels high", async ({
    archived,
    page,
  }) => {
    const stops = await pagesOf(archived);
    await archived.signIn(page, "admin");
    for (const { path, ready } of stops.filter((stop) => stop.path.startsWith("/quality"))) {
      await page.goto(archived.url + path);
      // Of a review the call is shown first.
      if (path.includes("/reviews/")) await page.getByRole("button", { name: "Review", exact: true }).click();
      await page.locator(ready).first().waitFor();
      await expectNoSidewaysScroll(page);
      expect(await lowTargets(page), path).toEqual([]);
    }
  });
});
