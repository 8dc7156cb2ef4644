import type { Page } from "@playwright/test";
import { change, GUARDED, signInAs } from "./support/access";
import { expectNoFindings } from "./support/axe";
import { calmCall } from "./support/calls";
import { ask } from "./support/http";
import { alive, expectNoSidewaysScroll, visit } from "./support/screen";
import { startEarshot } from "./support/servers";
import { expect, OF_OTHERS, settingsFor, test } from "./support/test";

test.use(OF_OTHERS);

const main = (page: Page) => page.getByRole("main");
/** Nothing here shows twice what was typed; a phrase long enough for any rule. */
const PHRASE = "quiet rivers run deep 42";

test.describe("the first admin", () => {
  // A used link is answered with 410, which the browser writes down.
  test.use({ expectedErrors: [/410/] });

  test("first run: the link in the terminal makes the first admin, once, and is gone from the address bar", async ({
    page,
    upstream,
  }) => {
    test.setTimeout(240_000);
    const call = calmCall();
    await upstream.put(call);
    const running = await startEarshot({ ...settingsFor(upstream), EARSHOT_AUTH: "on" });
    try {
      // The first opening of a database takes a while on a busy machine.
      await expect.poll(() => running.output(), { timeout: 60_000 }).toContain("to create the first admin");
      const link = /Open (\S+\/setup#ear_once_\S+) to create/.exec(running.output())?.[1] ?? "";
      await page.goto(`${running.url}/sign-in`);
      await expect(main(page)).toContainText("Nobody can sign in yet");

      await page.goto(link);
      await expect(page.getByRole("heading", { name: "Create the first admin" })).toBeVisible();
      expect(page.url()).toBe(`${running.url}/setup`);
      await page.getByLabel("E-mail").fill("Boss@Example.com");
      await page.getByLabel("Name").fill("The Boss");
      await page.getByLabel("Password", { exact: true }).fill(PHRASE);
      await page.getByLabel("The same again").fill(PHRASE);
      await page.getByRole("button", { name: "Create the account" }).click();
      await expect(page.locator(`[data-call-id="${call.id}"]`)).toBeVisible();

      await page.goto(`${running.url}/settings/audit`);
      await expect(main(page).getByRole("listitem").filter({ hasText: "used a one-time link" })).toBeVisible();
      // Signed in already, it is still used up.
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "This link has been used" })).toBeVisible();
    } finally {
      await page.close();
      await running.kill();
    }
  });
});

test.describe("when somebody is shut out or leaves", () => {
  // Their page may ask once more and is told so.
  test.use({ expectedErrors: [/401/] });

  test("signing in by password leads back to the page that was asked for, signing out ends it", async ({
    page,
    guarded,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    const { email, password } = await guarded.account("supervisor");
    await page.goto(`${guarded.url}/calls/${call.id}`);
    await expect(page).toHaveURL(`${guarded.url}/sign-in?next=%2Fcalls%2F${call.id}`);
    await page.getByLabel("E-mail").fill(email.toUpperCase());
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${guarded.url}/calls/${call.id}`);
    await alive(page);
    await page.getByRole("button", { name: /account and settings/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(`${guarded.url}/sign-in`);
    await page.goto(`${guarded.url}/`);
    await expect(page).toHaveURL(`${guarded.url}/sign-in`);
  });

  test("an invited viewer signs in by the link, sees the floor masked, and is out as soon as they are disabled", async ({
    browser,
    context,
    page,
    guarded,
    upstream,
  }) => {
    const call = calmCall({ phoneNumber: "+14155550199" });
    await upstream.put(call);
    await guarded.signIn(context, "admin");
    await visit(page, `${guarded.url}/settings/users`);
    await page.getByRole("button", { name: "Invite" }).click();
    const dialog = page.getByRole("dialog");
    const email = `v${Date.now()}@example.com`;
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Name").fill("Vera Viewer");
    await dialog.getByRole("button", { name: "Make the invitation" }).click();
    const link = await page.getByRole("dialog").locator("code").innerText();
    expect(link).toContain(`${guarded.url}/welcome#ear_once_`);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText("State: Invited");

    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(link);
    await theirs.getByLabel("Password", { exact: true }).fill(PHRASE);
    await theirs.getByLabel("The same again").fill(PHRASE);
    await theirs.getByRole("button", { name: "Save and sign in" }).click();
    await expect(theirs.locator(`[data-call-id="${call.id}"]`)).toBeVisible();
    expect(await theirs.content()).not.toContain("0199555");
    expect(await theirs.content()).not.toContain("4155550199");
    await theirs.goto(`${guarded.url}/settings/users`);
    await expect(theirs.getByRole("heading", { name: "Not for your role" })).toBeVisible();
    await theirs.goto(`${guarded.url}/`);
    await expect(theirs.locator(`[data-call-id="${call.id}"]`)).toBeVisible();

    await page.reload();
    await alive(page);
    const row = page.getByRole("listitem").filter({ hasText: email });
    await row.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
    await expect(row).toContainText("State: Disabled");
    await expect(theirs).toHaveURL(/\/sign-in/);
    await alive(theirs);
    await theirs.getByLabel("E-mail").fill(email);
    await theirs.getByLabel("Password").fill(PHRASE);
    await theirs.getByRole("button", { name: "Sign in" }).click();
    await expect(main(theirs).getByRole("alert")).toContainText("do not belong together");
    await theirs.context().close();
  });
});

test("a password sent before the page's programs have come signs in all the same, and never stands in an address", async ({
  page,
  guarded,
}) => {
  const { email, password } = await guarded.account("supervisor");
  let release = () => {};
  const sent = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await sent;
    await route.continue();
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${guarded.url}/sign-in`, { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  release();
  await expect(page).toHaveURL(`${guarded.url}/`);
  expect(asked.filter((url) => /password=|email=/.test(url))).toEqual([]);
});

test("a token made on its page reads for its person, and nothing from the moment it is revoked", async ({
  context,
  page,
  guarded,
  upstream,
}) => {
  const call = calmCall();
  await upstream.put(call);
  await guarded.signIn(context, "supervisor");
  await visit(page, `${guarded.url}/settings/tokens`);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("What is it for?").fill("Nightly report");
  await page.getByRole("button", { name: "Create the token" }).click();
  const token = await page.getByRole("dialog").locator("code").innerText();
  const read = () => ask(guarded.url, `/api/v1/calls/${call.id}`, { headers: { "x-api-key": token } });
  expect((await read()).status).toBe(200);
  await page.getByRole("button", { name: "I have copied it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Nightly report" });
  await expect(row).not.toContainText(token);
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(row).toContainText("Revoked");
  expect((await read()).status).toBe(401);
});

test("settings that an admin saves hold after a reload, and stand in the audit trail and its export", async ({
  context,
  page,
  guarded,
}) => {
  await guarded.signIn(context, "admin");
  await visit(page, `${guarded.url}/settings/data`);
  await page.getByLabel("Ended links, tokens and passes, days").fill("45");
  await page.getByRole("button", { name: "Save" }).click();
  const question = page.getByRole("dialog", { name: "Keep records for a shorter time?" });
  await expect(question).toContainText("go from 90 to 45 days: nothing that is there now is lost");
  await question.getByRole("button", { name: "Shorten it" }).click();
  await expect(page.getByText("Saved. It holds in 24 hours.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Ended links, tokens and passes, days")).toHaveValue("45");
  await expect(page.getByText(/^90 days until .*, then 45\.$/)).toBeVisible();

  await visit(page, `${guarded.url}/settings/audit`);
  await page.getByLabel("Action").selectOption("settings.changed");
  await expect(main(page).getByRole("listitem").first()).toContainText("changed settings: ");
  await expect(main(page).getByRole("listitem").first()).toContainText("days of ended links, tokens and passes 45");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const file = await (await saving).createReadStream();
  let text = "";
  for await (const chunk of file) text += chunk;
  expect(text.split("\r\n")[0]).toBe("at,actor_kind,actor_id,actor_name,action,target_kind,target_id,result,detail");
  expect(text).toContain("settings.changed");
  expect(text).not.toContain("session.started");

  await visit(page, `${guarded.url}/settings/data`);
  await page.getByRole("button", { name: "Keep 90 days" }).click();
  await expect(page.getByText(/days until/)).toHaveCount(0);
  await expect(page.getByLabel("Ended links, tokens and passes, days")).toHaveValue("90");
});

test("the pages of sign-in and settings have no finding of axe, in both themes, on a desk and a phone", async ({
  context,
  page,
  guarded,
}) => {
  test.setTimeout(240_000);
  await page.goto(`${guarded.url}/sign-in`);
  await expectNoFindings(page);
  await page.goto(`${guarded.url}/welcome`);
  await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
  await expectNoFindings(page);
  await guarded.signIn(context, "admin");
  for (const [path, ready] of [
    ["account", "this one"],
    ["users", "you"],
    ["sign-in", "Address people open"],
    ["tokens", "New token"],
    ["audit", "signed in"],
    ["data", "Retention"],
  ]) {
    await page.goto(`${guarded.url}/settings/${path}`);
    await expect(
      main(page)
        .getByText(ready ?? "")
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await expectNoFindings(page);
    await expectNoSidewaysScroll(page);
  }
});

test("a forgotten password is set anew by an admin's link, which ends the sessions of before", async ({ guarded }) => {
  const person = await guarded.newPerson("viewer");
  const admin = await signInAs(guarded.url, guarded.admin);
  const made = await change(guarded.url, "POST", `/api/v1/users/${person.id}/link`, { cookie: admin });
  const { link } = (made.json() as { data: { link: { path: string } } }).data;
  const token = link.path.split("#")[1];
  const used = await change(guarded.url, "POST", "/api/v1/one-time-links/use", { body: { token, password: PHRASE } });
  expect(used.status).toBe(200);
  const before = await ask(guarded.url, "/api/v1/live", { headers: { cookie: person.cookies } });
  expect(before.status).toBe(401);
  expect(await signInAs(guarded.url, { email: person.email, password: PHRASE })).toContain("ear_session_");
});

test("with EARSHOT_ADMIN_EMAIL and EARSHOT_ADMIN_PASSWORD no set-up link is printed", async ({ guarded }) => {
  expect(GUARDED.EARSHOT_ADMIN_EMAIL).toBe(guarded.admin.email);
  expect(guarded.output()).not.toContain("ear_once_");
  expect(guarded.output()).not.toContain(guarded.admin.email);
});
