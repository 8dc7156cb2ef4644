import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { invitedAnswerSchema } from "@/lib/wire/identity-contract";
import { type Answered, ask, OWN_PAGE, parsed } from "./http";
import type { Running } from "./servers";

/** Roles somebody who signs in can have. */
type SignedInRole = "admin" | "supervisor" | "viewer";
/** Somebody with an account on a guarded server. */
type Account = { id: string; email: string; password: string; cookies: string };
/** An Earshot on which people sign in, and accounts on it. */
export type Guarded = Running & {
  /** the first admin, as the environment made them */
  admin: { email: string; password: string };
  /** the Cookie header of somebody of this role, the same person for all tests of a worker */
  asRole: (role: SignedInRole) => Promise<string>;
  /** the account behind it */
  account: (role: SignedInRole) => Promise<Account>;
  /** a new person, for tests that change or remove them */
  newPerson: (
    role: SignedInRole,
    scope?: { agents: string[]; agentNames: string[]; campaigns: string[] },
  ) => Promise<Account>;
  /** signs a browser in */
  signIn: (browser: Page | BrowserContext, role: SignedInRole) => Promise<void>;
};

export const ADMIN = { email: "first.admin@example.com", password: "a long enough phrase 1" };

/** The Cookie header a browser would send after this answer. */
export function cookiesOf(answer: Answered): string {
  return (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
}

/** A change by one of our own pages. */
export function change(
  url: string,
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  options: { body?: unknown; cookie?: string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const { body = {}, cookie, headers = {} } = options;
  const text = JSON.stringify(body);
  // Said outright: Node sends no length with a DELETE by itself.
  const length = { "content-length": String(Buffer.byteLength(text)) };
  const own = { ...OWN_PAGE, ...length, ...(cookie === undefined ? {} : { cookie }), ...headers };
  return ask(url, path, { method, headers: own, body: text });
}

/** Signs in over HTTP. @returns the Cookie header */
export async function signInAs(url: string, account: { email: string; password: string }): Promise<string> {
  const { email, password } = account;
  const answer = await change(url, "POST", "/api/v1/session", { body: { email, password } });
  if (answer.status !== 200) throw new Error(`Signing in was answered with ${answer.status}: ${answer.text()}`);
  return cookiesOf(answer);
}

/** Invites somebody and sets their password, as they would. Each costs a second of hashing. */
export async function makePerson(
  url: string,
  adminCookies: string,
  role: SignedInRole,
  scope: { agents: string[]; agentNames: string[]; campaigns: string[] } | null,
): Promise<Account> {
  const name = randomUUID().slice(0, 8);
  const [email, password] = [`${role}.${name}@example.com`, `the phrase of ${name}`];
  const body = { email, name: `Test ${role}`, role, scope };
  const invited = await change(url, "POST", "/api/v1/users", { body, cookie: adminCookies });
  const { user, link } = parsed(invitedAnswerSchema, invited).data;
  const token = link.path.split("#")[1];
  const used = await change(url, "POST", "/api/v1/one-time-links/use", { body: { token, password } });
  if (used.status !== 200) throw new Error(`The invitation was answered with ${used.status}: ${used.text()}`);
  return { id: user.id, email, password, cookies: cookiesOf(used) };
}

/** Adds the session to the browser, as if the person had signed in there. */
export async function addCookies(browser: Page | BrowserContext, url: string, header: string): Promise<void> {
  const context = "context" in browser ? browser.context() : browser;
  // Chromium takes a __Host- cookie from a page on localhost, but from here only under https.
  const secureUrl = url.replace(/^http:/, "https:");
  const cookies = header.split("; ").map((pair) => {
    const equals = pair.indexOf("=");
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
    return { name, value, url: secureUrl, secure: true, httpOnly: true, sameSite: "Lax" as const };
  });
  await context.addCookies(cookies);
}

/** `running` with accounts that are made when first asked for. */
export function withAccounts(running: Running): Guarded {
  let admin: Promise<string> | null = null;
  const accounts = new Map<SignedInRole, Promise<Account>>();
  const adminCookies = () => {
    admin ??= signInAs(running.url, ADMIN);
    return admin;
  };
  const newPerson: Guarded["newPerson"] = async (role, scope) =>
    makePerson(running.url, await adminCookies(), role, scope ?? null);
  const account = (role: SignedInRole) => {
    const known = accounts.get(role) ?? newPerson(role);
    accounts.set(role, known);
    return known;
  };
  const asRole = async (role: SignedInRole) => (await account(role)).cookies;
  return {
    ...running,
    admin: ADMIN,
    asRole,
    account,
    newPerson,
    signIn: async (browser, role) => addCookies(browser, running.url, await asRole(role)),
  };
}

/** Settings of a server on which people sign in. */
export const GUARDED = {
  EARSHOT_AUTH: "on",
  EARSHOT_ADMIN_EMAIL: ADMIN.email,
  EARSHOT_ADMIN_PASSWORD: ADMIN.password,
};

/** The first admin is made after the server has begun to answer. */
export async function firstAdminIsThere({ url, output }: Running): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const answer = await ask(url, "/api/v1/session");
    if (answer.status === 200 && (answer.json() as { data: { setupNeeded: boolean } }).data.setupNeeded === false)
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`There is no first admin.\n${output()}`);
}
