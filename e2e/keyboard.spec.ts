import type { Page } from "@playwright/test";
import { anAgent, calmCall, said, secondsAgo, waitingCall } from "./support/calls";
import { expectFocus, press, tabTo } from "./support/focus";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

/** Keeps every event that only a pointer makes, over all pages of this tab. */
async function watchPointers(page: Page) {
  await page.addInitScript(() => {
    // Chromium makes movements of its own where what lies under a resting pointer moves.
    for (const kind of ["pointerdown", "mousedown", "wheel", "touchstart"]) {
      const note = () => sessionStorage.setItem("pointers", `${sessionStorage.getItem("pointers") ?? ""} ${kind}`);
      window.addEventListener(kind, note, { capture: true });
    }
  });
  return () => page.evaluate(() => sessionStorage.getItem("pointers"));
}

// Signing out ends a page that may ask once more.
test.use({ expectedErrors: [/401/] });

test("a supervisor's whole day by keyboard alone: the focus can be seen at every step and is never lost", async ({
  page,
  guarded,
  upstream,
}) => {
  test.slow();
  const agent = anAgent("Aurora");
  const lines = Array.from({ length: 40 }, (_, at) =>
    said(
      at % 2 === 0 ? "agent" : "caller",
      at % 15 === 4 ? `The zither, time ${at}.` : `Sentence ${at}.`,
      200 - at * 4,
    ),
  );
  const told = calmCall({ agent, startedAt: secondsAgo(210), contact: aContact("Zoe Zither", 2), transcript: lines });
  const alone = waitingCall(40, { agent, contact: aContact("Una Upset", 3) });
  const calm = calmCall({ agent, contact: aContact("Carl Calm", 4) });
  for (const call of [told, alone, calm]) await upstream.put(call);
  const card = (id: string) => page.locator(`[data-call-id="${id}"]`);
  const pointers = await watchPointers(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: guarded.url });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await test.step("sign in", async () => {
    const { email, password } = await guarded.account("admin");
    await page.goto(`${guarded.url}/`);
    await tabTo(page, page.getByLabel("E-mail"));
    await page.keyboard.type(email);
    await tabTo(page, page.getByLabel("Password"));
    await page.keyboard.type(password);
    // From its first poll on the page hears keys.
    const polled = page.waitForResponse((answer) => answer.url().includes("/api/v1/live"));
    await page.keyboard.press("Enter");
    await polled;
    await expect(card(told.id)).toContainText("Zoe Zither");
  });

  await test.step("read the board, and filter it by a tile", async () => {
    await page.keyboard.press("ArrowDown");
    await expectFocus(page, "choosing the first call");
    await page.keyboard.press("ArrowRight");
    await expectFocus(page, "choosing the next call");
    const tile = page.getByRole("button", { name: /^Needs attention/ });
    await tabTo(page, tile, "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/attention=/);
    await expect(card(calm.id)).toHaveCount(0);
    await expectFocus(page, "filtering by a tile");
    await page.keyboard.press("Enter");
    await expect(card(calm.id)).toBeVisible();
  });

  await test.step("search in what is said, peek, and open the call", async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search calls" })).toBeFocused();
    await page.keyboard.type("zither");
    await expect(card(told.id).locator("mark").first()).toBeVisible();
    await expect(card(calm.id)).toHaveCount(0);
    await expectFocus(page, "searching");
    await press(page, card(told.id).getByRole("link"), " ");
    const peek = page.getByRole("complementary", { name: "Call with Zoe Zither" });
    await expect(peek).toContainText("Sentence 39.");
    await expectFocus(page, "opening the peek");
    await page.keyboard.press("Escape");
    await expect(peek).toHaveCount(0);
    await expectFocus(page, "closing the peek");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/calls/${told.id}`));
    await expect(page.getByRole("log")).toContainText("Sentence 39.");
    await expectFocus(page, "opening the call");
  });

  await test.step("find in the call, go on to the next hit, copy the link to a line", async () => {
    await page.keyboard.press("f");
    await expect(page.getByRole("textbox", { name: "Find in transcript" })).toBeFocused();
    await page.keyboard.type("zither");
    const count = page.getByText(/^\d of 3$/);
    const here = await count.innerText();
    await page.keyboard.press("Enter");
    await expect(count).not.toHaveText(here);
    await expectFocus(page, "going on to the next hit");
    await page.keyboard.press("Escape");
    await expectFocus(page, "leaving the search");
    await page.keyboard.press("l");
    await expect(page).toHaveURL(/#line-/);
    await press(page, page.getByRole("button", { name: "Copy link to line" }));
    await expect.poll(copied).toBe(page.url());
    await expectFocus(page, "copying a link");
  });

  await test.step("make a share link with a passcode", async () => {
    await press(page, page.getByRole("button", { name: "Share", exact: true }));
    const dialog = page.getByRole("dialog", { name: "Share this call" });
    await tabTo(page, dialog.getByLabel("Passcode"));
    await expect(dialog.getByLabel("Passcode")).not.toHaveValue("");
    await press(page, dialog.getByRole("button", { name: "Make the link" }));
    const ready = page.getByRole("dialog", { name: "The link is ready" });
    await expect(ready).toBeVisible();
    await expectFocus(page, "making a link");
    await press(page, ready.getByRole("button", { name: "Copy the link" }));
    await expect.poll(copied).toMatch(/\/s\/[0-9a-f]{24}#/);
    await press(page, ready.getByRole("button", { name: "Done" }));
    await expect(ready).toHaveCount(0);
    await expectFocus(page, "closing the dialog");
  });

  await test.step("end the call with a reason, and see it ended", async () => {
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "End this call?" });
    await expect(dialog).toBeVisible();
    await expectFocus(page, "asking to end the call");
    await press(page, dialog.getByRole("button", { name: "Wrong number" }), " ");
    await press(page, dialog.getByRole("button", { name: "End call" }));
    await expect(page.getByText(/Ended by .* · Wrong number/).first()).toBeVisible();
    await expectFocus(page, "ending the call");
  });

  const name = `Una ${Date.now() % 100_000}`;
  await test.step("save a view of the board and apply it", async () => {
    await page.keyboard.press("b");
    await expect(card(calm.id)).toBeVisible();
    await expectFocus(page, "going back to the board");
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search calls" })).toBeFocused();
    await page.keyboard.type("una");
    await expect(card(calm.id)).toHaveCount(0);
    await press(page, page.getByRole("button", { name: "Views" }));
    const dialog = page.getByRole("dialog", { name: "Views" });
    await tabTo(page, dialog.getByRole("textbox", { name: "Name" }));
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(dialog.getByText(`“${name}” is saved.`)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expectFocus(page, "saving a view");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await expect(card(calm.id)).toBeVisible();
    await press(page, page.getByRole("button", { name: "Views" }));
    await press(page, dialog.getByRole("button", { name, exact: true }));
    await expect(page).toHaveURL(/[?&]q=una/);
    await expect(card(calm.id)).toHaveCount(0);
    await expect(card(alone.id)).toBeVisible();
    await expectFocus(page, "applying a view");
  });

  await test.step("find the end of the call in the audit trail, by way of palette and settings", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
    await page.keyboard.type("settings");
    await expect(page.getByRole("option", { selected: true })).toContainText(/settings/i);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/settings/);
    await expectFocus(page, "opening the settings");
    await press(page, page.getByRole("link", { name: "Audit trail" }));
    await expect(page).toHaveURL(/\/settings\/audit/);
    await expect(page.getByRole("main").getByText(/ended/i).first()).toBeVisible();
    await expectFocus(page, "opening the audit trail");
    const entry = page.locator("details", { hasText: "Wrong number" }).first();
    await press(page, entry.getByText("Details"));
    await expect(entry.getByText(/Wrong number/)).toBeVisible();
  });

  await test.step("sign out", async () => {
    // Back, over what stands above: below are the entries of whatever else was done on this server.
    await tabTo(page, page.getByRole("button", { name: /account and settings/ }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await press(page, page.getByRole("button", { name: "Sign out" }));
    await expect(page).toHaveURL(`${guarded.url}/sign-in`);
  });

  expect(await pointers()).toBeNull();
});

function aContact(name: string, number: number) {
  return { phone: `+1415555010${number}`, name, email: null };
}
