import type { Page } from "@playwright/test";
import { calmCall, said } from "./support/calls";
import { expectNoSidewaysScroll, open } from "./support/screen";
import { expect, test } from "./support/test";

/** Would set a mark on the page if anything ran; each names the way it tries. */
const run = (how: string) => `window.ran='${how}'`;
const HOSTILE = {
  image: `<img src=x onerror="${run("image")}">`,
  script: `</script><script>${run("script")}</script>`,
  svg: `<svg/onload=${run("svg")}>`,
  attribute: `" onmouseover="${run("attribute")}" autofocus onfocus="${run("focus")}" x="`,
  template: `\${${run("template")}} {{constructor.constructor("${run("template")}")()}}`,
  link: `javascript:${run("link")}`,
  data: `data:text/html,<script>${run("data")}</script>`,
  style: "</style><style>*{display:none!important}</style>",
  frame: '<iframe src="https://evil.example/"></iframe><base href="https://evil.example/">',
  bidi: "\u202Egnp.exe\u2066 \u2067hidden\u2069 \u200F‮",
  controls: "a\u0000b\u0001c\u001B[31md\u007F\uFEFF",
  surrogates: "half \uD83D and other half \uDE00 and \uDFFF\uD800",
  marks: `Z${"\u0301\u0489\u0335".repeat(3_334)}`,
  word: "x".repeat(5_000),
  wide: "﷽".repeat(400),
  breaks: "\n\r\u2028\u2029".repeat(300),
  keys: "__proto__",
};
const ALL = Object.values(HOSTILE);
const TEXT = ALL.join(" ");

/** Refuses every sign that something ran or was asked of another place. */
async function watch(page: Page, origin: string) {
  const signs: string[] = [];
  page.on("dialog", (dialog) => {
    signs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data:image\/png|blob:)/.test(url)) signs.push(`asked ${url}`);
  });
  page.on("popup", (popup) => signs.push(`opened ${popup.url()}`));
  return async () => {
    const ran = await page.evaluate(() => (window as unknown as { ran?: string }).ran ?? null);
    const inserted = await page.evaluate(
      () => document.querySelectorAll("img, iframe, base, object, embed, [onerror], [onload], [onmouseover]").length,
    );
    const links = await page
      .locator("a[href]")
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).protocol));
    expect(ran).toBeNull();
    expect(inserted).toBe(0);
    expect(links.filter((protocol) => protocol !== "http:")).toEqual([]);
    expect(signs).toEqual([]);
    await expectNoSidewaysScroll(page);
  };
}

function hostileCall(status = "active") {
  const metadata = Object.fromEntries(
    ALL.map((text, index) => [`${text} ${index}`, { [text]: [text, { [text]: TEXT }] }]),
  );
  const people = ALL.map((text, index) => ({ identity: `${text}${index}`, name: text }));
  const ended = status === "completed";
  return calmCall({
    status,
    direction: HOSTILE.image,
    phoneNumber: TEXT,
    agent: { id: HOSTILE.attribute, name: TEXT, type: HOSTILE.script },
    contact: { phone: TEXT, name: TEXT, email: TEXT },
    transcript: [
      ...ALL.map((text, index) => said(index % 2 === 0 ? "user" : "assistant", text, 50 - index)),
      said(HOSTILE.image, HOSTILE.script, 4),
      said("tool", TEXT, 3),
      said("agent", TEXT, 2),
    ],
    summary: ended ? TEXT : null,
    endedAt: ended ? new Date().toISOString() : null,
    failureReason: ended ? TEXT : null,
    metadata: { ...metadata, campaignId: TEXT },
    roomId: TEXT,
    jobId: TEXT,
    sipParticipantId: TEXT,
    liveRoomStatus: ended ? null : { roomExists: true, numParticipants: people.length, participants: people },
  });
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport });

    test("hostile text on the board is text: cards, table, peek, palette, filters and search", async ({
      page,
      upstream,
      earshot,
    }) => {
      const call = hostileCall();
      await upstream.put(call);
      await upstream.put(calmCall());
      const inert = await watch(page, earshot.url);
      await open(page, "/");
      const card = page.locator(`[data-call-id="${call.id}"]`);
      await expect(card).toContainText("<img src=x onerror=");
      await expect(card).toContainText("xxxxx");
      await inert();
      const { height = 0 } = (await card.boundingBox()) ?? {};
      expect(height).toBeLessThan(200);

      await card.getByRole("button", { name: /^Peek at/ }).click();
      await expect(page.getByRole("complementary", { name: /^Call with/ })).toContainText("</script><script>");
      await inert();
      await page.getByRole("button", { name: "Close" }).click();
      await page.getByRole("button", { name: "Table" }).click();
      await expect(page.getByRole("table")).toContainText("<img src=x onerror=");
      await inert();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill("onerror");
      await expect(page.getByRole("option").filter({ hasText: "<svg/onload" }).first()).toBeVisible();
      await inert();
      await page.keyboard.press("Escape");

      await open(page, `/?q=${encodeURIComponent(HOSTILE.script)}&agent=${encodeURIComponent(HOSTILE.attribute)}`);
      await expect(page.getByLabel("Search calls")).toHaveValue(HOSTILE.script);
      await expect(card).toBeVisible();
      await inert();
      await open(page, `/?status=${encodeURIComponent(HOSTILE.image)}&sort=${encodeURIComponent(HOSTILE.script)}`);
      await expect(page.getByText("No call matches the filter")).toBeVisible();
      await inert();
    });

    test("hostile text on a running call is text: transcript, people, facts, metadata, find, ribbon and the question before its end", async ({
      page,
      upstream,
      earshot,
    }) => {
      const call = hostileCall();
      await upstream.put(call);
      const inert = await watch(page, earshot.url);
      await open(page, `/calls/${call.id}`);
      const log = page.getByRole("log");
      await expect(log.getByRole("listitem").last()).toContainText("<img src=x onerror=");
      const about = page.getByRole("button", { name: "About the call" });
      if (await about.isVisible()) await about.click();
      await expect(page.getByRole("list", { name: "In the room" })).toContainText("<svg/onload");
      await inert();
      for (const summary of await page.locator("details:not([open]) > summary").all()) {
        if (await summary.isVisible()) await summary.click();
      }
      await inert();
      const talk = page.getByRole("button", { name: "Transcript", exact: true });
      if (await talk.isVisible()) await talk.click();
      await page.getByLabel("Find in transcript").fill("<script>");
      await expect(page.getByRole("search").locator("output")).toHaveText(/^\d+ of \d+$/);
      await expect(log.locator("mark[data-current]")).toHaveText("<script>");
      await page.keyboard.press("Enter");
      await inert();
      const slider = page.getByRole("slider", { name: "Line of the call" });
      await slider.hover();
      await slider.focus();
      for (const key of ["Home", "PageUp", "ArrowRight", "End"]) await page.keyboard.press(key);
      await inert();
      await page.getByRole("button", { name: "End call" }).click();
      await expect(page.getByRole("dialog")).toContainText("<img src=x onerror=");
      await inert();
    });

    test("hostile text of an ended call is text: outcome, reason and summary", async ({ page, upstream, earshot }) => {
      const call = hostileCall("completed");
      await upstream.put(call);
      const inert = await watch(page, earshot.url);
      await page.goto(`/calls/${call.id}`);
      const outcome = page.getByRole("region", { name: "Outcome" });
      await expect(outcome).toContainText("<img src=x onerror=");
      await expect(
        page.getByRole("log").locator("[data-index]").filter({ hasText: "<svg/onload" }).first(),
      ).toBeVisible();
      await inert();
    });
  });
}

test.describe("on a wall", () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test("hostile text is text, with names shown and hidden, and in the address", async ({ page, upstream, earshot }) => {
    const call = hostileCall();
    await upstream.put(call);
    const inert = await watch(page, earshot.url);
    for (const names of ["masked", "shown"]) {
      await open(page, `/wall?names=${names}&agents=${encodeURIComponent(HOSTILE.attribute)}`);
      await expect(page.getByRole("list", { name: "Agents" })).toContainText("<img src=x");
      await inert();
    }
    await open(page, `/wall?theme=${encodeURIComponent(HOSTILE.script)}&agents=${encodeURIComponent(HOSTILE.image)}`);
    await expect(page.locator(".wall")).toContainText("is not a setting");
    await inert();
  });
});

test.describe("the first page, before any program runs", () => {
  test.use({ javaScriptEnabled: false });

  test("holds hostile text as text, a script's end included", async ({ page, upstream }) => {
    const call = hostileCall("completed");
    await upstream.put(call);
    await page.goto(`/calls/${call.id}`);
    await expect(page.getByRole("region", { name: "Outcome" })).toContainText("</script><script>");
    await expect(page.getByRole("log").getByRole("listitem").last()).toContainText("<img src=x onerror=");
    await expect(page.locator("img, iframe, base, [onerror]")).toHaveCount(0);
  });
});

test("one very long line is cut, can be shown whole, and is found beyond the cut", async ({ page, upstream }) => {
  const call = calmCall({ transcript: [said("agent", `${"blah ".repeat(3_900)}the needle at the end`, 3)] });
  await upstream.put(call);
  await open(page, `/calls/${call.id}`);
  const log = page.getByRole("log");
  const button = log.getByRole("button", { name: "Show all 19,521 characters" });
  await expect(button).toBeVisible();
  await page.getByLabel("Find in transcript").fill("needle");
  await expect(page.getByRole("search").locator("output")).toHaveText("1 of 1");
  await expect(log.locator("mark[data-current]")).toHaveText("needle");
  await button.click();
  await expect(log).toContainText("blah the needle at the end");
  await expectNoSidewaysScroll(page);
});
