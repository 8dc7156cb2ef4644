import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { callAnswerSchema } from "@/lib/wire/contract";
import { rubricListSchema } from "@/lib/wire/quality-contract";
import { expectNoFindings } from "./support/axe";
import { secondsAgo } from "./support/calls";
import { ask, parsed } from "./support/http";
import { emptyQueue, judged, keepTalk, queueOf, reviewsOf, SOON, TALK } from "./support/quality";
import { expectNoSidewaysScroll } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";
import type { MessageFields } from "./support/upstream";

test.use(OF_OTHERS);

const quality = (page: Page) => page.getByRole("region", { name: "Quality", exact: true });

test("a call's page shows how it was judged, each check with the lines that show it, and notes by their line", async ({
  archived,
  page,
}) => {
  test.setTimeout(180_000);
  const id = await keepTalk(archived);
  await archived.signIn(page, "supervisor");
  // Which line has which key is known once the call has settled.
  await expect(async () => {
    await page.goto(`${archived.url}/calls/${id}`);
    await expect(quality(page).getByRole("button", { name: /^Line/ }).first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 120_000 });
  const { score, checks, arithmetic, rubric } = await judged(archived, id);
  await expect(quality(page)).toContainText(`${rubric?.name} · version ${rubric?.version}`);
  await expect(quality(page).locator(`[data-score="${Math.round(score ?? -1)}"]`)).toBeVisible();
  await expect(quality(page).locator("[data-arithmetic]")).toContainText(
    `100 × ${arithmetic?.earned} passed ÷ ${arithmetic?.possible} passed or failed`,
  );
  for (const { key, result } of checks) {
    await expect(quality(page).locator(`[data-check="${key}"] [data-result="${result}"]`)).toHaveCount(1);
  }
  // A check leads to the line that it rests on.
  await quality(page).locator('[data-check="greeting"]').getByRole("button", { name: /^Line/ }).first().click();
  await expect(page.locator(".ring-2", { hasText: "thank you for calling" })).toBeInViewport();
  await expect(quality(page)).toContainText("Sentiment, by a word list");
  // By key: a comment on the line that is chosen.
  await page.keyboard.press("c");
  await expect(page.getByRole("dialog", { name: /^Note on the line of/ })).toContainText("thank you for calling");
  await page.keyboard.type("A warm beginning.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("log").locator("[data-note=comment]")).toContainText("A warm beginning.");
  await expectNoFindings(page);
});

test("the document's completed call, once it is kept, has the figures of its `analyzeCall` in its answer and on its page", async ({
  archived,
  page,
}) => {
  test.setTimeout(180_000);
  const sent = JSON.parse(readFileSync("lib/simulator/fixtures/call-completed.json", "utf8")).data;
  const agoMs = Date.now() - 60_000 - Date.parse(sent.startedAt);
  const transcript = (sent.transcript as MessageFields[]).map((line) => ({
    ...line,
    timestamp: new Date(Date.parse(String(line.timestamp)) + agoMs).toISOString(),
  }));
  const id = await archived.keep({ transcript, summary: sent.summary });
  const cookie = await archived.asRole("supervisor");
  const answer = await ask(archived.url, `/api/v1/calls/${id}`, { headers: { cookie } });
  expect(parsed(callAnswerSchema, answer).meta.analysis).toMatchObject({
    ...{ outcome: "completed", messageCount: 7, avgResponseTime: 7.5 },
  });
  // Which language it is in is known once it is judged.
  await expect.poll(async () => (await judged(archived, id)).sentiment?.score, { timeout: 60_000 }).toBe(1);
  expect((await judged(archived, id)).seed.responseTime).toBe(7.5);
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/calls/${id}`);
  await expect(page.locator("[data-status=completed]").first()).toContainText("Completed");
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(7);
  const average = page.locator("dl > div", { has: page.getByText("Average response", { exact: true }) });
  await expect(average.locator("dd").first()).toHaveText("7.5 s");
  await expect(quality(page)).toContainText("positive (+1.00)");
});

test("this moment of a running call is noted, by a press or a key, and the note stands at its line", async ({
  archived,
  upstream,
  page,
}) => {
  test.slow();
  const call = { id: `call_moment_${Date.now()}`, status: "active", startedAt: secondsAgo(70), transcript: TALK() };
  await upstream.put(call);
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/calls/${call.id}`);
  await expect(quality(page)).toContainText("Not judged yet");
  await page.getByRole("button", { name: "Note this moment" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Listen here.");
  await page.getByRole("checkbox", { name: "Flag it" }).check();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByRole("log").locator("[data-note=flag]")).toContainText("Listen here.");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // By key alone, too.
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog", { name: "Note this moment" })).toBeVisible();
  await page.keyboard.type("And here.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("log").locator("[data-note=comment]")).toContainText("And here.");
  await upstream.end(call.id, { status: "completed", summary: "Over." });
});

test("a reviewer goes through a queue by keyboard alone", async ({ archived, page }) => {
  test.setTimeout(180_000);
  await emptyQueue(archived);
  const ids: string[] = [];
  for (const _ of [1, 2, 3]) ids.push(await keepTalk(archived));
  const reviews = await queueOf(archived, ids);
  await archived.signIn(page, "supervisor");
  await page.goto(`${archived.url}/quality`);
  await expect(page.locator("[data-review]").first()).toBeVisible();
  await page.keyboard.press("s");
  await page.waitForURL(/\/quality\/reviews\//, SOON);
  for (const place of reviews.keys()) {
    const here = new URL(page.url()).pathname.split("/").at(-1);
    expect(reviews).toContain(here);
    await expect(page.locator("[data-lock=own]")).toBeVisible();
    // Its checks come once it is judged.
    await expect(page.locator("aside [data-check]").first()).toBeVisible({ timeout: 60_000 });
    // Enter alone says what is missing.
    await page.keyboard.press("Enter");
    await expect(page.getByText("Give a score from 1 to 5.")).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.locator(".ring-2", { hasText: "thank you for calling" })).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.locator(".ring-2", { hasText: "very unhappy" })).toBeVisible();
    if (place === 0) {
      await page.keyboard.press("c");
      await page.keyboard.type("Said twice.");
      await page.keyboard.press("Control+Enter");
      await expect(page.getByRole("log").locator("[data-note=comment]")).toContainText("Said twice.");
    }
    await page.keyboard.press("k");
    await page.keyboard.press("4");
    await expect(page.locator('[data-given-score="4"]')).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => !url.pathname.endsWith(String(here)), SOON);
  }
  await expect(page.getByText("Nothing waits to be reviewed")).toBeVisible();
  const done = (await reviewsOf(archived, "done")).filter(({ callId }) => ids.includes(callId));
  expect(done.map(({ given }) => given?.score)).toEqual([4, 4, 4]);
  // What was left as the rubric has it counts as agreed.
  expect(done[0]?.given?.verdicts.length).toBeGreaterThan(3);
  expect(done[0]?.given?.verdicts.every(({ result, rubricResult }) => result === rubricResult)).toBe(true);
});

test("an override needs a reason, a lost lock loses nothing, a second opinion is another person's and sees no score", async ({
  archived,
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  // Whoever has given one is led to the next that waits for them: here none does.
  await emptyQueue(archived);
  const [review = ""] = await queueOf(archived, [await keepTalk(archived)]);
  await archived.signIn(page, "supervisor");
  const address = `${archived.url}/quality/reviews/${review}`;
  await page.goto(address);
  await expect(page.locator("[data-lock=own]")).toBeVisible();
  // Somebody else opens it meanwhile: they read who has it, and cannot give.
  const others = await browser.newContext();
  const theirs = await others.newPage();
  await archived.signIn(others, "admin");
  await theirs.goto(address);
  await expect(theirs.locator("[data-lock=lost]")).toContainText("is reviewing this call until");
  await expect(theirs.locator("[data-given-score]")).toHaveCount(0);

  await page.getByRole("combobox", { name: /^Your verdict on: Closes/ }).selectOption({ index: 1 });
  await page.locator("h1").click();
  await page.keyboard.press("3");
  // In forced colours, too, the chosen score is told from the others.
  await page.emulateMedia({ forcedColors: "active" });
  const ground = (score: number) =>
    page.locator(`[data-given-score="${score}"]`).evaluate((button) => getComputedStyle(button).backgroundColor);
  await expect.poll(async () => (await ground(3)) === (await ground(2))).toBe(false);
  await page.emulateMedia({ forcedColors: "none" });
  await page.keyboard.press("Enter");
  await expect(page.getByText("Say why: the rubric says otherwise.")).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).fill("It was said on another line.");
  // A reload loses nothing of it.
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Reason" })).toHaveValue("It was said on another line.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(`${archived.url}/quality`, SOON);
  const [given] = (await reviewsOf(archived, "done")).filter(({ id }) => id === review);
  expect(given?.given?.verdicts.find(({ reason }) => reason !== null)?.reason).toBe("It was said on another line.");

  await page.goto(address);
  await expect(page.getByRole("region", { name: "Review by a person" })).toContainText("It was said on another line.");
  await page.getByRole("button", { name: "Ask for a second opinion" }).click();
  await page.waitForURL((url) => url.pathname !== new URL(address).pathname, SOON);
  await expect(page.locator("[data-lock=lost]")).toContainText("another person's");
  await theirs.goto(page.url());
  await expect(theirs.locator("[data-lock=own]")).toBeVisible();
  await expect(theirs.getByText("this opinion is to be your own")).toBeVisible();
  await expect(theirs.locator("aside [data-result]")).toHaveCount(0);
  await theirs.keyboard.press("2");
  await theirs.keyboard.press("Enter");
  await theirs.waitForURL(`${archived.url}/quality`, SOON);
  await others.close();
});

test.describe("a rubric", () => {
  // A pattern that cannot be read is refused.
  test.use({ expectedErrors: [/400/] });

  test("a rubric is changed, tried, saved, and calls are judged by it", async ({ archived, page }) => {
    test.setTimeout(180_000);
    const id = await keepTalk(archived, "Boreas");
    await archived.signIn(page, "admin");
    await page.goto(`${archived.url}/quality/rubrics`);
    await page.getByRole("link", { name: "Change Every call" }).click();
    const cookie = await archived.asRole("admin");
    const before = parsed(
      rubricListSchema,
      await ask(archived.url, "/api/v1/quality/rubrics", { headers: { cookie } }),
    ).data.rubrics.find(({ isRetired }) => !isRetired);
    await page.getByRole("combobox", { name: "Another check" }).selectOption("pattern");
    await page.getByRole("button", { name: "Add the check" }).click();
    const added = page.locator('[data-check^="pattern"]');
    await page.getByRole("button", { name: "Try on the last 100 calls" }).click();
    await expect(added.getByText("A pattern is needed.")).toBeVisible();
    await added.getByRole("textbox", { name: "Pattern" }).fill("(a)\\1");
    await page.getByRole("button", { name: "Try on the last 100 calls" }).click();
    // What the server says of a pattern stands at its field, and nothing is lost.
    await expect(added.locator(".text-critical")).toBeVisible();
    await added.getByRole("textbox", { name: "Pattern" }).fill("zebra");
    await added.getByRole("textbox", { name: "Name" }).fill("Mentions the zebra");
    await added.getByRole("textbox", { name: /^Weight/ }).fill("100");
    await page.getByRole("button", { name: "Try on the last 100 calls" }).click();
    const tried = page.getByRole("region", { name: "Tried" });
    await expect(tried.getByRole("row", { name: /^Mentions the zebra 0/ })).toBeVisible();
    await expect(tried.getByText(/would come out otherwise/)).toBeVisible();
    expect((await judged(archived, id)).rubric?.version).toBe(before?.version);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(`Saved as version ${(before?.version ?? 0) + 1}.`)).toBeVisible();
    await expect
      .poll(
        async () => (await judged(archived, id)).checks.find(({ title }) => title === "Mentions the zebra")?.result,
        {
          timeout: 60_000,
        },
      )
      .toBe("fail");
  });
});

test("a viewer reads scores, masked, and may neither review nor note nor change a rubric", async ({
  archived,
  page,
}) => {
  test.slow();
  const id = await keepTalk(archived);
  await archived.signIn(page, "viewer");
  await page.goto(`${archived.url}/calls/${id}`);
  await expect(quality(page).locator("[data-arithmetic]")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Note/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Review this call" })).toHaveCount(0);
  await page.goto(`${archived.url}/quality/agreement`);
  await expect(page.getByRole("heading", { name: "Not for your role" })).toBeVisible();
  await page.goto(`${archived.url}/quality`);
  await expect(page).toHaveURL(`${archived.url}/quality/agents`);
  await page.goto(`${archived.url}/quality/rubrics`);
  await page.getByRole("link", { name: "Read Every call" }).click();
  await expect(page.getByText("An admin changes rubrics.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("pages of quality have no finding of axe, in both themes, on a desk and a phone, and scroll not sideways", async ({
  archived,
  page,
}) => {
  test.setTimeout(240_000);
  const id = await keepTalk(archived);
  const [review] = await queueOf(archived, [id]);
  await archived.signIn(page, "admin");
  const cookie = await archived.asRole("admin");
  const rubric = async () => {
    const answer = await ask(archived.url, "/api/v1/quality/rubrics", { headers: { cookie } });
    return parsed(rubricListSchema, answer).data.rubrics[0]?.id;
  };
  // The first one is made as the first call is judged.
  await expect.poll(rubric, { timeout: 60_000 }).toBeDefined();
  for (const [path, text] of [
    ["/quality", "Review queue"],
    [`/quality/reviews/${review}`, "How good was it?"],
    ["/quality/rubrics", "Rubrics"],
    [`/quality/rubrics/${await rubric()}`, "Another check"],
    ["/quality/agreement", "Agreement"],
    ["/quality/agents", "Agents"],
    [`/quality/agents?agent=${encodeURIComponent("Aurora")}`, "Coaching"],
  ] as const) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${archived.url}${path}`);
    await expect(page.getByText(text).first(), path).toBeVisible();
    await expectNoFindings(page);
    await expectNoSidewaysScroll(page);
    if (!path.includes("/reviews/")) continue;
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Done, and to the next review");
  }
});
