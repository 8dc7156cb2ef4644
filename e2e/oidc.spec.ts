import type { Page } from "@playwright/test";
import { usersAnswerSchema } from "@/lib/wire/identity-contract";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { ADMIN, change, signInAs } from "./support/access";
import { ask, parsed } from "./support/http";
import { expect, OF_OTHERS, test } from "./support/test";

// One server and one provider for all of them.
test.describe.configure({ mode: "default" });
// The test provider's own pages ask for a font and an icon that are not there.
test.use({ ...OF_OTHERS, expectedErrors: [/ERR_NAME_NOT_RESOLVED|404/] });

/** Signs in at the provider as this person. */
async function comeFromProvider(page: Page, url: string, login: string, next = "/sign-in"): Promise<void> {
  await page.goto(`${url}${next}`);
  await page.getByRole("link", { name: "Continue with Example Login" }).click();
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("single sign-on: a person of the right group comes in with its role, to the page they asked for", async ({
  page,
  single,
}) => {
  await comeFromProvider(page, single.running.url, "sue", "/settings/account");
  await expect(page).toHaveURL(`${single.running.url}/settings/account`);
  await expect(page.getByRole("main")).toContainText("sue@example.com · Supervisor");
});

test("a person of no known group is told so and has no account", async ({ page, single }) => {
  await comeFromProvider(page, single.running.url, "nobody");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("nobody has given you access");
});

test("an address that nobody has verified keeps nobody out, and what the provider makes is in the audit trail", async ({
  browser,
  single,
}) => {
  test.slow();
  const { url } = single.running;
  for (const login of ["mallory", "owner"]) {
    const page = await browser.newPage();
    await comeFromProvider(page, url, login, "/settings/account");
    await expect(page).toHaveURL(`${url}/settings/account`);
    await expect(page.getByRole("main")).toContainText("Supervisor");
    await page.close();
  }
  const cookie = await signInAs(url, ADMIN);
  const users = parsed(usersAnswerSchema, await ask(url, "/api/v1/users", { headers: { cookie } })).data.users;
  expect(users.find(({ name }) => name === "Mal lory")).toMatchObject({ email: null, role: "supervisor" });
  expect(users.find(({ name }) => name === "The Owner")).toMatchObject({ email: "owner@example.com" });
  const audit = await ask(url, "/api/v1/audit?action=user.created", { headers: { cookie } });
  const made = parsed(auditAnswerSchema, audit).data.entries.filter(({ actor }) => actor.kind === "system");
  expect(made.map(({ target }) => target?.id)).toEqual(
    expect.arrayContaining(users.filter(({ hasSingleSignOn }) => hasSingleSignOn).map(({ id }) => id)),
  );
});

test("an invited person whose provider says nothing of verification is told so, one without an address in other words", async ({
  browser,
  single,
}) => {
  test.slow();
  const { url } = single.running;
  const cookie = await signInAs(url, ADMIN);
  const body = { email: "silent@example.com", name: "Si Lent", role: "viewer" };
  expect((await change(url, "POST", "/api/v1/users", { body, cookie })).status).toBe(201);
  for (const [login, words] of [
    ["silent", "has not verified your e-mail address"],
    ["addressless", "gave no e-mail address"],
  ] as const) {
    const page = await browser.newPage();
    await comeFromProvider(page, url, login);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words);
    await page.close();
  }
});

test("an answer that no attempt of this browser belongs to signs nobody in, and HEAD begins nothing", async ({
  single,
}) => {
  const { url } = single.running;
  const forged = await ask(url, "/api/v1/sign-in/oidc/callback?code=x&state=y");
  expect(forged.status).toBe(303);
  expect(forged.headers.location).toBe(`${url}/sign-in?problem=expired`);
  expect(forged.headers["set-cookie"]?.join() ?? "").not.toContain("ear_session_");
  for (const path of ["/api/v1/sign-in/oidc?next=/", "/api/v1/sign-in/oidc/callback?code=x&state=y"]) {
    const head = await ask(url, path, { method: "HEAD" });
    expect(head.status).toBe(405);
    expect(head.headers["set-cookie"]).toBeUndefined();
  }
});

test("after signing in there nobody is sent to another site", async ({ single }) => {
  const begun = await ask(single.running.url, "/api/v1/sign-in/oidc?next=https://evil.example/");
  expect(begun.status).toBe(303);
  expect(begun.headers.location).toContain(`${single.provider.issuer}/`);
  expect(begun.headers.location).not.toContain("evil");
});
