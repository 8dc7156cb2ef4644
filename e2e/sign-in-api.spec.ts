import { ENDPOINTS } from "@/lib/wire/api/registry";
import {
  doneAnswerSchema,
  invitedAnswerSchema,
  linkAnswerSchema,
  newLinkAnswerSchema,
  sessionAnswerSchema,
  sessionsAnswerSchema,
  userAnswerSchema,
  usersAnswerSchema,
} from "@/lib/wire/identity-contract";
import { ADMIN, change, cookiesOf, firstAdminIsThere, GUARDED, signInAs } from "./support/access";
import { ask, parsed, refusal, wordsOf } from "./support/http";
import { expect, test } from "./support/test";

const get = (url: string, path: string, cookie?: string) =>
  ask(url, path, cookie === undefined ? {} : { headers: { cookie } });
const session = async (url: string, cookie?: string) =>
  parsed(sessionAnswerSchema, await get(url, "/api/v1/session", cookie)).data;

test("nobody is told who they are and how to sign in", async ({ guarded }) => {
  expect(await session(guarded.url)).toEqual({
    actor: null,
    signIn: { password: true, oidc: null },
    mode: "on",
    setupNeeded: false,
  });
});

test("where nobody has to sign in everybody is an admin, and nobody can sign in", async ({ earshot }) => {
  const { actor, signIn, mode } = await session(earshot.url);
  expect({ actor, signIn, mode }).toMatchObject({
    actor: { kind: "person", role: "admin", via: "off" },
    signIn: { password: false },
    mode: "off",
  });
  const answer = await change(earshot.url, "POST", "/api/v1/session", { body: ADMIN });
  expect(refusal(answer)).toEqual({ status: 404, reason: "not_found" });
});

test("each role is told what it may do", async ({ guarded }) => {
  test.slow();
  for (const role of ["admin", "supervisor", "viewer"] as const) {
    const { actor } = await session(guarded.url, await guarded.asRole(role));
    expect(actor).toMatchObject({ kind: "person", role, via: "session" });
    const permissions = actor?.kind === "person" ? actor.permissions : [];
    expect(permissions.includes("board.read")).toBe(true);
    expect(permissions.includes("call.cancel")).toBe(role !== "viewer");
    expect(permissions.includes("users.manage")).toBe(role === "admin");
  }
});

test("signing in gives a new session each time and ends the one the browser had; signing out ends it", async ({
  guarded,
}) => {
  const { email, password } = await guarded.newPerson("viewer");
  const body = { email, password };
  const first = await change(guarded.url, "POST", "/api/v1/session", { body });
  expect(parsed(sessionAnswerSchema, first).data.actor).toMatchObject({ email });
  for (const line of first.headers["set-cookie"] ?? []) {
    expect(line).toMatch(
      /^__Host-earshot_(session|device)=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
    );
  }
  const before = cookiesOf(first);
  const second = await change(guarded.url, "POST", "/api/v1/session", { body, cookie: before });
  const now = cookiesOf(second);
  expect(now).not.toBe(before);
  expect((await session(guarded.url, before)).actor).toBeNull();
  expect((await session(guarded.url, now)).actor).toMatchObject({ email });
  const out = await change(guarded.url, "DELETE", "/api/v1/session", { cookie: now });
  expect(parsed(doneAnswerSchema, out)).toEqual({ data: { count: 1 } });
  expect(out.headers["set-cookie"]).toEqual([expect.stringMatching(/^__Host-earshot_session=; .*Max-Age=0/)]);
  expect((await session(guarded.url, now)).actor).toBeNull();
});

test("a browser keeps the session where no script can read it", async ({ guarded, page }) => {
  await page.goto(`${guarded.url}/sign-in`);
  const status = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/v1/session", { method: "POST", headers, body: JSON.stringify(body) });
    return answer.status;
  }, ADMIN);
  expect(status).toBe(200);
  expect(await page.evaluate(() => document.cookie)).not.toContain("earshot_session");
  const kept = (await page.context().cookies()).find(({ name }) => name === "__Host-earshot_session");
  expect(kept).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  await page.goto(guarded.url);
  await expect(page).toHaveURL(`${guarded.url}/`);
  await page.context().clearCookies();
  await page.goto(`${guarded.url}/settings/account`);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Faccount$/);
});

test("an unknown address, a wrong password and a disabled or invited person get the same answer", async ({
  guarded,
}) => {
  const admin = await guarded.asRole("admin");
  const disabled = await guarded.newPerson("viewer");
  await change(guarded.url, "PATCH", `/api/v1/users/${disabled.id}`, { body: { status: "disabled" }, cookie: admin });
  const invitation = { email: "invited.only@example.com", name: "I", role: "viewer" };
  await change(guarded.url, "POST", "/api/v1/users", { body: invitation, cookie: admin });
  const answers = [];
  for (const body of [
    { email: "nobody@example.com", password: "a guess at a password" },
    { email: (await guarded.account("viewer")).email, password: "a guess at a password" },
    { email: disabled.email, password: disabled.password },
    { email: invitation.email, password: "a guess at a password" },
  ]) {
    answers.push(await change(guarded.url, "POST", "/api/v1/session", { body }));
  }
  for (const answer of answers) {
    expect(refusal(answer)).toEqual({ status: 403, reason: "wrong_credentials" });
    expect(wordsOf(answer)).toBe(answers[0] && wordsOf(answers[0]));
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
});

test("changes of role, scope and status, and removal, bite at the next request", async ({ guarded }) => {
  const { url } = guarded;
  const admin = await guarded.asRole("admin");
  const person = await guarded.newPerson("supervisor");
  const patch = async (body: object) =>
    parsed(userAnswerSchema, await change(url, "PATCH", `/api/v1/users/${person.id}`, { body, cookie: admin })).data
      .user;
  const role = async () => {
    const { actor } = await session(url, person.cookies);
    return actor?.kind === "person" ? actor.role : null;
  };
  expect(await role()).toBe("supervisor");
  expect(
    await patch({ role: "viewer", scope: { agents: ["a1"], agentNames: ["Sales"], campaigns: [] } }),
  ).toMatchObject({
    role: "viewer",
    scope: { agents: ["a1"], agentNames: ["Sales"], campaigns: [] },
  });
  expect(await role()).toBe("viewer");
  expect(await patch({ role: "admin" })).toMatchObject({ role: "admin", scope: null });
  expect((await get(url, "/api/v1/users", person.cookies)).status).toBe(200);
  expect(await patch({ role: "viewer" })).toMatchObject({
    role: "viewer",
    scope: { agents: ["a1"], agentNames: ["Sales"], campaigns: [] },
  });
  expect(refusal(await get(url, "/api/v1/users", person.cookies))).toEqual({ status: 403, reason: "not_permitted" });
  expect(await patch({ status: "disabled" })).toMatchObject({ status: "disabled" });
  expect(await role()).toBeNull();
  expect(refusal(await get(url, "/api/v1/users", person.cookies))).toEqual({ status: 401, reason: "sign_in_required" });
  expect(await patch({ status: "active" })).toMatchObject({ status: "active" });
  expect(await role()).toBeNull();
  const again = await signInAs(url, person);
  expect((await change(url, "DELETE", `/api/v1/users/${person.id}`, { cookie: admin })).status).toBe(200);
  expect((await session(url, again)).actor).toBeNull();
  const gone = await change(url, "DELETE", `/api/v1/users/${person.id}`, { cookie: admin });
  expect(refusal(gone)).toEqual({ status: 404, reason: "not_found" });
});

test("an invitation is told once, says whose it is, works once; a reset ends sessions and the old password", async ({
  guarded,
}) => {
  const { url } = guarded;
  const cookie = await guarded.asRole("admin");
  const body = { email: "Invited.Person@Example.com", name: " Invited Person ", role: "viewer" };
  const { user, link } = parsed(invitedAnswerSchema, await change(url, "POST", "/api/v1/users", { body, cookie })).data;
  expect(user).toMatchObject({ email: "invited.person@example.com", name: "Invited Person", status: "invited" });
  expect(link).toMatchObject({ kind: "invitation", path: expect.stringMatching(/^\/welcome#ear_once_[\w-]{43}$/) });
  const token = link.path.split("#")[1] ?? "";
  const inspect = (secret: string) => change(url, "POST", "/api/v1/one-time-links", { body: { token: secret } });
  const use = (secret: string, password: string) =>
    change(url, "POST", "/api/v1/one-time-links/use", { body: { token: secret, password } });
  expect(parsed(linkAnswerSchema, await inspect(token)).data).toMatchObject({
    kind: "invitation",
    email: user.email,
    name: user.name,
  });
  for (const password of ["short", "password1234", "invited.person@example.com", "x".repeat(300)]) {
    expect(refusal(await use(token, password))).toEqual({ status: 400, reason: "invalid_request" });
  }
  const used = await use(token, "the first phrase of mine");
  expect(parsed(sessionAnswerSchema, used).data.actor).toMatchObject({ email: user.email, role: "viewer" });
  for (const answer of [await inspect(token), await use(token, "another phrase of mine")]) {
    expect(refusal(answer)).toEqual({ status: 410, reason: "link_used" });
  }
  for (const unknown of [`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, "x", ""]) {
    expect(refusal(await inspect(unknown))).toEqual({ status: 404, reason: "link_unknown" });
  }

  const newLink = async () => {
    const answer = await change(url, "POST", `/api/v1/users/${user.id}/link`, { cookie });
    return parsed(newLinkAnswerSchema, answer).data.link;
  };
  const [first, second] = [await newLink(), await newLink()];
  expect(second.kind).toBe("reset");
  expect(refusal(await inspect(first.path.split("#")[1] ?? ""))).toEqual({ status: 410, reason: "link_expired" });
  expect((await use(second.path.split("#")[1] ?? "", "the second phrase of mine")).status).toBe(200);
  expect((await session(url, cookiesOf(used))).actor).toBeNull();
  const old = { email: "invited.person@example.com", password: "the first phrase of mine" };
  expect((await change(url, "POST", "/api/v1/session", { body: old })).status).toBe(403);
  await signInAs(url, { ...old, password: "the second phrase of mine" });
});

test("users are listed for admins, searched, field by field, without hashes; an address is taken once", async ({
  guarded,
}) => {
  const cookie = await guarded.asRole("admin");
  const viewer = await guarded.account("viewer");
  const answer = await get(
    guarded.url,
    `/api/v1/users?search=${encodeURIComponent(viewer.email.toUpperCase())}`,
    cookie,
  );
  const { users } = parsed(usersAnswerSchema, answer).data;
  expect(users).toEqual([
    expect.objectContaining({ id: viewer.id, hasPassword: true, hasSingleSignOn: false, link: null }),
  ]);
  expect(answer.text()).not.toMatch(/scrypt|hash"/i);
  expect(parsed(usersAnswerSchema, await get(guarded.url, "/api/v1/users?search=%25", cookie)).data.users).toEqual([]);
  const body = { email: viewer.email.toUpperCase(), name: "Again", role: "admin" };
  expect(refusal(await change(guarded.url, "POST", "/api/v1/users", { body, cookie }))).toEqual({
    status: 409,
    reason: "user_exists",
  });
});

test("what is not valid is refused naming the field and never its value", async ({ guarded }) => {
  const cookie = await guarded.asRole("admin");
  const good = { email: "valid@example.com", name: "Valid", role: "viewer" };
  for (const [wrong, field] of [
    [{ email: "canary-without-at" }, "email"],
    [{ email: "canary @example.com" }, "email"],
    [{ email: "canary\u0000@example.com" }, "email"],
    [{ name: "" }, "name"],
    [{ name: "canary".repeat(50) }, "name"],
    [{ name: "canary\nname" }, "name"],
    [{ role: "canary" }, "role"],
    [{ scope: { agents: [], campaigns: [], agentNames: [] } }, "scope"],
    [{ scope: { agents: ["canary"], campaigns: [] } }, "scope.agentNames"],
    [{ scope: { agents: ["canary"] } }, "scope.campaigns"],
    [{ passwordHash: "canary" }, "The body"],
  ] as const) {
    const answer = await change(guarded.url, "POST", "/api/v1/users", { body: { ...good, ...wrong }, cookie });
    expect(refusal(answer), JSON.stringify(wrong)).toEqual({ status: 400, reason: "invalid_request" });
    expect(answer.text()).toContain(field);
    expect(answer.text()).not.toContain("canary");
  }
});

test("one's own account: the name, the password, the places where one is signed in", async ({ guarded }) => {
  test.slow();
  const { url } = guarded;
  const person = await guarded.newPerson("viewer");
  const here = person.cookies;
  const [there, elsewhere] = [await signInAs(url, person), await signInAs(url, person)];
  const renamed = await change(url, "PATCH", "/api/v1/account", { body: { name: "Renamed" }, cookie: here });
  expect(parsed(sessionAnswerSchema, renamed).data.actor).toMatchObject({ name: "Renamed" });

  const list = async () => parsed(sessionsAnswerSchema, await get(url, "/api/v1/account/sessions", here)).data.sessions;
  const sessions = await list();
  expect(sessions).toHaveLength(3);
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
  const [other] = sessions.filter(({ current }) => !current);
  await change(url, "DELETE", `/api/v1/account/sessions/${other?.id}`, { cookie: here });
  const left = await Promise.all([there, elsewhere].map(async (cookie) => (await session(url, cookie)).actor !== null));
  expect(left.filter(Boolean)).toHaveLength(1);
  for (const id of [other?.id, "nothing", (await list()).find(({ current }) => current)?.id.replace(/./g, "0")]) {
    const answer = await change(url, "DELETE", `/api/v1/account/sessions/${id}`, { cookie: here });
    expect(refusal(answer)).toEqual({ status: 404, reason: "not_found" });
  }
  const ended = await change(url, "DELETE", "/api/v1/account/sessions/others", { cookie: here });
  expect(parsed(doneAnswerSchema, ended).data).toEqual({ count: 1 });
  expect(await list()).toHaveLength(1);

  const again = await signInAs(url, person);
  const next = "an entirely new phrase";
  const set = (current: string, wanted: string) =>
    change(url, "POST", "/api/v1/account/password", { body: { current, next: wanted }, cookie: here });
  expect(refusal(await set("not my phrase", next))).toEqual({ status: 403, reason: "wrong_credentials" });
  expect(refusal(await set(person.password, "short"))).toEqual({ status: 400, reason: "invalid_request" });
  expect(parsed(doneAnswerSchema, await set(person.password, next)).data).toEqual({ count: 1 });
  expect((await session(url, again)).actor).toBeNull();
  expect((await session(url, here)).actor).not.toBeNull();
  await signInAs(url, { email: person.email, password: next });
});

test("nobody ends somebody else's session", async ({ guarded }) => {
  const viewer = await guarded.asRole("viewer");
  const admin = await guarded.asRole("admin");
  const own = parsed(sessionsAnswerSchema, await get(guarded.url, "/api/v1/account/sessions", viewer)).data.sessions;
  const answer = await change(guarded.url, "DELETE", `/api/v1/account/sessions/${own[0]?.id}`, { cookie: admin });
  expect(refusal(answer)).toEqual({ status: 404, reason: "not_found" });
});

/** Every method by which a route of ours changes something, as it says of itself, with an id in place of parameters. */
function changingRoutes(): { method: "POST" | "PUT" | "PATCH" | "DELETE"; path: string }[] {
  return Object.values(ENDPOINTS).flatMap(({ path, methods }) =>
    (["POST", "PUT", "PATCH", "DELETE"] as const)
      .filter((method) => methods[method] !== undefined)
      .map((method) => ({ method, path: path.replace(/\{\w+\}/g, "0123456789abcdef01234567") })),
  );
}

const FOREIGN: [string, Record<string, string>][] = [
  ["another site", { "content-type": "application/json", "sec-fetch-site": "cross-site" }],
  ["a sibling host", { "content-type": "application/json", "sec-fetch-site": "same-site" }],
  ["the address bar", { "content-type": "application/json", "sec-fetch-site": "none" }],
  ["an old browser elsewhere", { "content-type": "application/json", origin: "https://evil.example" }],
  ["a sandboxed frame", { "content-type": "application/json", origin: "null" }],
  ["no browser, with a cookie", { "content-type": "application/json" }],
  ["a form as text", { "content-type": "text/plain", "sec-fetch-site": "same-origin" }],
  ["a form", { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }],
  ["a body without a type", { "sec-fetch-site": "same-origin" }],
];

test("no changing route takes a change from anywhere but our own pages, whoever's cookies come along", async ({
  guarded,
}) => {
  test.slow();
  const cookie = await guarded.asRole("admin");
  const routes = changingRoutes();
  expect(routes.length).toBeGreaterThan(15);
  for (const { method, path } of routes) {
    for (const [who, headers] of FOREIGN) {
      const answer = await ask(guarded.url, path, { method, headers: { ...headers, cookie } });
      // Where the data is real the demo's switch is not there for anybody.
      const wanted = path.endsWith("/demo-role") ? "not_found" : "cross_site";
      expect(refusal(answer).reason, `${method} ${path} from ${who}`).toBe(wanted);
    }
  }
  expect((await session(guarded.url, cookie)).actor).not.toBeNull();
});

test.describe("a server that nobody has signed in to", () => {
  test.use({ freshSettings: { EARSHOT_AUTH: "on" } });

  test("prints a link; of two browsers that open it at once one makes the admin, and then it is over", async ({
    fresh,
  }) => {
    test.slow();
    await expect.poll(() => fresh.output(), { timeout: 60_000 }).toMatch(/\/setup#ear_once_[\w-]{43} /);
    const token = /#(ear_once_[\w-]+)/.exec(fresh.output())?.[1] ?? "";
    expect(await session(fresh.url)).toMatchObject({ actor: null, setupNeeded: true });
    const body = { token, password: "the phrase of the first", name: "First" };
    const use = (email?: string) =>
      change(fresh.url, "POST", "/api/v1/one-time-links/use", { body: { ...body, email } });
    expect(refusal(await use())).toEqual({ status: 400, reason: "invalid_request" });
    const answers = await Promise.all(["one@example.com", "two@example.com"].map(use));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    const winner = answers.find(({ status }) => status === 200);
    expect(winner && parsed(sessionAnswerSchema, winner).data).toMatchObject({
      actor: { role: "admin", name: "First" },
      setupNeeded: false,
    });
    const answer = await get(fresh.url, "/api/v1/users", winner && cookiesOf(winner));
    expect(parsed(usersAnswerSchema, answer).data.users).toHaveLength(1);
    expect(refusal(await use("three@example.com"))).toEqual({ status: 410, reason: "link_used" });
    expect(fresh.output()).not.toMatch(/@example\.com|the phrase of/);
  });
});

test.describe("a server with a single admin", () => {
  test.use({ freshSettings: GUARDED });

  test("keeps its last admin, slows guessing down, and writes neither address nor password into its log", async ({
    fresh,
  }) => {
    test.slow();
    const { url } = fresh;
    await firstAdminIsThere(fresh);
    const cookie = await signInAs(url, ADMIN);
    const { actor } = await session(url, cookie);
    const id = actor?.kind === "person" ? actor.id : "";
    for (const [method, body] of [
      ["PATCH", { role: "viewer" }],
      ["PATCH", { status: "disabled" }],
      ["DELETE", {}],
    ] as const) {
      const answer = await change(url, method, `/api/v1/users/${id}`, { body, cookie });
      expect(refusal(answer)).toEqual({ status: 409, reason: "last_admin" });
    }

    const guess = (headers: Record<string, string>) =>
      change(url, "POST", "/api/v1/session", { body: { ...ADMIN, password: "a wrong guess" }, headers });
    const spoofs: Record<string, string>[] = [
      {},
      { "x-forwarded-for": "198.51.100.1" },
      { "x-earshot-address": "198.51.100.2" },
      { "x-real-ip": "198.51.100.3" },
      { forwarded: "for=198.51.100.4" },
    ];
    for (const headers of spoofs) expect((await guess(headers)).status).toBe(403);
    const refused = await guess({ "x-forwarded-for": "198.51.100.9", "x-earshot-address": "198.51.100.9" });
    expect(refusal(refused)).toEqual({ status: 429, reason: "too_many_attempts" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    // Elsewhere: the session goes on, and the browser that has signed in before is not kept out.
    expect((await session(url, cookie)).actor).not.toBeNull();
    const known = await change(url, "POST", "/api/v1/session", { body: ADMIN, cookie });
    expect(known.status).toBe(200);

    expect(fresh.output()).toContain("EARSHOT_ADMIN_EMAIL");
    for (const secret of [ADMIN.email, ADMIN.password, "a wrong guess", "ear_session_", "ear_once_"]) {
      expect(fresh.output()).not.toContain(secret);
    }
  });
});

test.describe("with a database that is away", () => {
  const DATABASE_PASSWORD = "canary-database-password";
  const databaseUrl = `postgres://earshot:${DATABASE_PASSWORD}@127.0.0.1:9/earshot`;
  test.use({ freshSettings: { ...GUARDED, DATABASE_URL: databaseUrl } });

  test("nobody is signed out: who cannot be known is told to wait, and only who shows nothing has to sign in", async ({
    fresh,
  }) => {
    const shown = { "__Host-earshot_session": "ear_session_", "__Host-earshot_wall": "ear_wall_" };
    const away = { status: 503, reason: "database_unavailable" };
    for (const [name, prefix] of Object.entries(shown)) {
      const cookie = `${name}=${prefix}${"A".repeat(43)}`;
      for (const path of ["/api/v1/session", "/api/v1/live", "/api/v1/calls/call_1", "/api/v1/users"]) {
        expect(refusal(await get(fresh.url, path, cookie)), path).toEqual(away);
      }
    }
    const headers = { "x-api-key": `ear_token_${"A".repeat(43)}` };
    expect(refusal(await ask(fresh.url, "/api/v1/live", { headers }))).toEqual(away);
    expect(refusal(await change(fresh.url, "POST", "/api/v1/session", { body: ADMIN }))).toEqual(away);
    expect(refusal(await get(fresh.url, "/api/v1/live"))).toEqual({ status: 401, reason: "sign_in_required" });
    expect(fresh.output()).not.toContain(DATABASE_PASSWORD);
  });
});
