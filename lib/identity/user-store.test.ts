import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "@/lib/access/actor";
import type { OpenDatabase } from "@/lib/database/database";
import { oneTimeLinks, sessions, users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createOneTimeLinks, createSessions, createTokens, createUsers } from "./testing";
import { personOf, type User } from "./user-store";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
let open: OpenDatabase;
let users: ReturnType<typeof createUsers>;

beforeAll(async () => {
  open = await openTestDatabase();
  users = createUsers({ database: open.database, nowMs: () => NOW_MS });
});
beforeEach(async () => {
  await open.database.delete(usersTable);
});
afterAll(() => open.close());

async function make(email: string, role: Role = "viewer", passwordHash: string | null = "hash"): Promise<User> {
  const user = await users.create({ email, name: email.split("@")[0] ?? "", role, scope: null }, passwordHash);
  if (user === null) throw new Error("There is such a user.");
  return user;
}

describe("making users", () => {
  test("addresses compare without case and blanks around them, and are taken once", async () => {
    const ada = await make(" Ada@Example.com ");
    expect(ada).toMatchObject({ email: "ada@example.com", status: "active", createdAt: new Date(NOW_MS) });
    expect(await users.create({ email: "ADA@example.COM", name: "Other", role: "admin", scope: null })).toBeNull();
    expect((await users.byEmail("aDA@example.com"))?.id).toBe(ada.id);
  });

  test("of many who take one address at once, one gets it", async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, () =>
        users.create({ email: "one@example.com", name: "One", role: "viewer", scope: null }),
      ),
    );
    expect(made.filter((user) => user !== null)).toHaveLength(1);
  });

  test("without a password somebody is invited", async () => {
    expect(await make("a@example.com", "viewer", null)).toMatchObject({ status: "invited", passwordHash: null });
  });

  test("there is an admin once an active one is there, and nobody else counts", async () => {
    expect(await users.hasAdmin()).toBe(false);
    await make("viewer@example.com");
    await make("invited@example.com", "admin", null);
    expect(await users.hasAdmin()).toBe(false);
    await make("admin@example.com", "admin");
    expect(await users.hasAdmin()).toBe(true);
  });

  test("any text is a name, and comes back", async () => {
    const name = "R\u00f3sa \u{1f399} \0 \ud800 '); drop table users; --";
    const user = await users.create({ email: "rosa@example.com", name, role: "viewer", scope: null });
    expect((await users.byId(user?.id ?? ""))?.name).toBe(name);
  });

  test.each(["", "x", "\0", "a".repeat(10_000), "' or '1'='1"])("the id %j is nobody's", async (id) => {
    expect(await users.byId(id)).toBeNull();
    expect(await users.update(id, { name: "x" })).toEqual({ kind: "unknown" });
    expect(await users.remove(id)).toEqual({ kind: "unknown" });
  });
});

describe("searching", () => {
  test.each([
    [null, ["abel@example.com", "berta@example.com", "per_cent%@example.com"]],
    ["BERT", ["berta@example.com"]],
    ["example", ["abel@example.com", "berta@example.com", "per_cent%@example.com"]],
    ["%", ["per_cent%@example.com"]],
    ["_", ["per_cent%@example.com"]],
    ["\\", []],
    ["\0berta", ["berta@example.com"]],
    ["nobody", []],
  ])("%j finds, in the order of names, %j", async (search, emails) => {
    for (const email of ["per_cent%@example.com", "berta@example.com", "abel@example.com"]) await make(email);
    expect((await users.list(search)).map(({ email }) => email)).toEqual(emails);
  });
});

describe("changing users", () => {
  test("what is not named stays", async () => {
    const user = await make("a@example.com", "viewer");
    const scope = { agents: [], agentNames: ["Sales"], campaigns: [] };
    expect(await users.update(user.id, { scope })).toMatchObject({ kind: "done", value: { ...user, scope } });
    expect(await users.update(user.id, { name: "B" })).toMatchObject({ value: { ...user, scope, name: "B" } });
    expect(await users.update(user.id, { role: "supervisor" })).toMatchObject({ value: { role: "supervisor", scope } });
    expect(await users.update(user.id, { scope: null })).toMatchObject({ value: { scope: null } });
  });

  test("an admin sees all, and the scope they had comes back when they are an admin no more", async () => {
    const scope = { agents: [], agentNames: ["Sales"], campaigns: [] };
    const user = await make("a@example.com", "viewer");
    await users.update(user.id, { scope });
    const promoted = await users.update(user.id, { role: "admin" });
    expect(promoted).toMatchObject({ value: { role: "admin", scope } });
    const how = { via: "session", credentialId: "session", mayAct: true } as const;
    const personNow = async () => personOf((await users.byId(user.id)) ?? user, how);
    expect(await personNow()).toMatchObject({ role: "admin", scope: null });
    await make("b@example.com", "admin");
    for (const by of ["admin", "provider"] as const) {
      await users.update(user.id, { role: "admin" }, by);
      await users.update(user.id, { role: "supervisor" }, by);
      expect(await personNow()).toMatchObject({ role: "supervisor", scope });
    }
    await users.update(user.id, { role: "admin", scope: null });
    await users.update(user.id, { role: "viewer" });
    expect(await personNow()).toMatchObject({ role: "viewer", scope: null });
  });

  test("disabling ends sessions, tokens and links; enabling makes active again, or invited without a way to sign in", async () => {
    const parts = { database: open.database, nowMs: () => NOW_MS };
    for (const [email, hash, status] of [
      ["a@example.com", "hash", "active"],
      ["b@example.com", null, "invited"],
    ] as const) {
      const user = await make(email, "viewer", hash);
      await createSessions(parts).start({ id: user.id, judged: null }, "Firefox");
      await createOneTimeLinks(parts).makeFor(user);
      const token = await createTokens(parts).create({ userId: user.id, name: "T", permission: "act", days: 7 });
      expect(await users.update(user.id, { status: "disabled" })).toMatchObject({ value: { status: "disabled" } });
      expect(await open.database.select().from(sessions)).toEqual([]);
      expect(await open.database.select().from(oneTimeLinks)).toEqual([]);
      expect(await users.update(user.id, { name: "Still disabled" })).toMatchObject({ value: { status: "disabled" } });
      expect(await users.update(user.id, { status: "active" })).toMatchObject({ value: { status } });
      expect(await createTokens(parts).find(token?.token ?? "")).toBeNull();
    }
  });

  test("a link that was given out for one role opens nothing with another", async () => {
    const links = createOneTimeLinks({ database: open.database, nowMs: () => NOW_MS });
    const user = await make("a@example.com", "viewer", null);
    const { secret } = await links.makeFor(user);
    await users.update(user.id, { name: "Other", scope: { agents: [], agentNames: ["A"], campaigns: [] } });
    expect(await links.inspect(secret)).toMatchObject({ user: { id: user.id } });
    await users.update(user.id, { role: "admin" });
    expect(await links.inspect(secret)).toBe("link_unknown");
  });

  test("another password ends every other session, every token and link, once it was judged by the present one", async () => {
    const parts = { database: open.database, nowMs: () => NOW_MS };
    const user = await make("a@example.com");
    const theirs = { id: user.id, judged: "hash" };
    const [kept] = [await createSessions(parts).start(theirs, "One"), await createSessions(parts).start(theirs, "Two")];
    const { secret } = await createOneTimeLinks(parts).makeFor(user);
    const token = await createTokens(parts).create({ userId: user.id, name: "T", permission: "act", days: 7 });
    const change = { judged: "stale", next: "new", keptSessionId: kept?.id ?? null };
    expect(await users.changePassword(user.id, change)).toBeNull();
    expect(await users.byId(user.id)).toEqual(user);
    const ended = await users.changePassword(user.id, { ...change, judged: "hash" });
    expect(ended).toEqual({ sessionsEnded: 1, tokensEnded: 1 });
    expect(await users.byId(user.id)).toMatchObject({ passwordHash: "new" });
    expect((await open.database.select().from(sessions)).map(({ id }) => id)).toEqual([kept?.id]);
    expect(await createTokens(parts).find(token?.token ?? "")).toBeNull();
    expect(await createOneTimeLinks(parts).inspect(secret)).toBe("link_unknown");
  });

  test("enabling somebody invited does not make them active", async () => {
    const user = await make("a@example.com", "viewer", null);
    expect(await users.update(user.id, { status: "active" })).toMatchObject({ value: { status: "invited" } });
  });

  test("deleting takes sessions and links along", async () => {
    const parts = { database: open.database, nowMs: () => NOW_MS };
    const user = await make("a@example.com");
    await createSessions(parts).start({ id: user.id, judged: null }, "Firefox");
    await createOneTimeLinks(parts).makeFor(user);
    expect(await users.remove(user.id)).toMatchObject({ kind: "done", value: { id: user.id } });
    expect(await open.database.select().from(sessions)).toEqual([]);
    expect(await open.database.select().from(oneTimeLinks)).toEqual([]);
  });
});

describe("the last active admin", () => {
  test.each([
    ["demoted", (id: string) => users.update(id, { role: "viewer" })],
    ["disabled", (id: string) => users.update(id, { status: "disabled" })],
    ["deleted", (id: string) => users.remove(id)],
  ])("cannot be %s while the others are disabled, invited or no admins", async (_, change) => {
    const last = await make("last@example.com", "admin");
    const disabled = await make("disabled@example.com", "admin");
    await make("invited@example.com", "admin", null);
    await make("supervisor@example.com", "supervisor");
    await users.update(disabled.id, { status: "disabled" });
    expect(await change(last.id)).toEqual({ kind: "last_admin" });
    expect(await users.byId(last.id)).toEqual(last);
    await users.update(disabled.id, { status: "active" });
    expect(await change(last.id)).toMatchObject({ kind: "done" });
  });

  test("can be renamed, and an admin who is none of the active ones can go", async () => {
    const last = await make("last@example.com", "admin");
    const invited = await make("invited@example.com", "admin", null);
    expect(await users.update(last.id, { name: "New" })).toMatchObject({ kind: "done" });
    expect(await users.remove(invited.id)).toMatchObject({ kind: "done" });
  });

  test("of several who demote, disable and delete each other at once, one stays", async () => {
    for (let round = 0; round < 5; round += 1) {
      await open.database.delete(usersTable);
      const [a, b, c] = await Promise.all(["a", "b", "c"].map((name) => make(`${name}@example.com`, "admin")));
      const results = await Promise.all([
        users.update(a?.id ?? "", { role: "viewer" }),
        users.update(b?.id ?? "", { status: "disabled" }),
        users.remove(c?.id ?? ""),
      ]);
      expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "done", "last_admin"]);
      const left = (await users.list(null)).filter(({ role, status }) => role === "admin" && status === "active");
      expect(left).toHaveLength(1);
    }
  });
});
