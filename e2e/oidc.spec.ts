import type { Page } from "@playwright/test";
import { usersAnswerSchema } from "@/lib/wire/identity-contract";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { ADMIN, change, firstAdminIsThere, signInAs } from "./support/access";
import { ask, parsed } from "./support/http";
import { startProvider, type TestProvider } from "./support/oidc-provider";
import { freePort, type Running, startEarshot } from "./support/servers";
import { test as base, expect, settingsFor } from "./support/test";

const PEOPLE = [
  { sub: "sue", email: "sue@example.com", email_verified: true, name: "Sue Pervisor", groups: ["cc-supervisors"] },
  {
    sub: "mallory",
    email: "owner@example.com",
    email_verified: false,
    name: "Mal\u202e\nlory",
    groups: ["cc-supervisors"],
  },
  { sub: "owner", email: "owner@example.com", email_verified: true, name: "The Owner", groups: ["cc-supervisors"] },
  { sub: "silent", email: "silent@example.com", name: "Si Lent", groups: ["cc-supervisors"] },
  { sub: "addressless", name: "No Address", groups: ["cc-supervisors"] },
  { sub: "nobody", email: "nobody@example.com", email_verified: true, name: "No Body", groups: ["others"] },
];

/** An Earshot whose people sign in at a real provider on this machine. */
const test = base.extend<object, { single: { running: Running; provider: TestProvider } }>({
  single: [
    async ({ upstream }, use) => {
      const port = await freePort();
      const provider = await startProvider(`http://localhost:${port}/api/v1/sign-in/oidc/callback`, PEOPLE);
      const running = await startEarshot({
        ...settingsFor(upstream),
        PORT: String(port),
        EARSHOT_AUTH: "on",
        EARSHOT_OIDC_ISSUER: provider.issuer,
        EARSHOT_OIDC_CLIENT_ID: provider.clientId,
        EARSHOT_OIDC_CLIENT_SECRET: provider.clientSecret,
        EARSHOT_OIDC_NAME: "Example Login",
        EARSHOT_OIDC_SUPERVISOR_VALUES: "cc-supervisors",
        EARSHOT_ADMIN_EMAIL: ADMIN.email,
        EARSHOT_ADMIN_PASSWORD: ADMIN.password,
      });
      await firstAdminIsThere(running);
      await use({ running, provider });
      await running.stop();
      await provider.close();
    },
    { scope: "worker" },
  ],
});

// The test provider's own pages ask for a font and an icon that are not there.
test.use({ expectedErrors: [/ERR_NAME_NOT_RESOLVED|404/] });

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
