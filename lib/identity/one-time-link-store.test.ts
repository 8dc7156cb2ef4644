import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMemory } from "@/lib/access/memory";
import { newSecret } from "@/lib/access/secrets";
import type { OpenDatabase } from "@/lib/database/database";
import { oneTimeLinks as linksTable, users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createOneTimeLinks, createSessions, createTokens, createUsers } from "./testing";
import type { User } from "./user-store";

const HOUR_MS = 3_600_000;
let open: OpenDatabase;
let clockMs = 0;
let links: ReturnType<typeof createOneTimeLinks>;
let users: ReturnType<typeof createUsers>;
let sessions: ReturnType<typeof createSessions>;
let tokens: ReturnType<typeof createTokens>;

beforeAll(async () => {
  open = await openTestDatabase();
  const parts = { database: open.database, memory: createMemory(open.changes), nowMs: () => clockMs };
  links = createOneTimeLinks(parts);
  users = createUsers(parts);
  sessions = createSessions(parts);
  tokens = createTokens(parts);
});
beforeEach(async () => {
  clockMs = Date.UTC(2026, 10, 22, 12);
  await open.database.delete(usersTable);
  await open.database.delete(linksTable);
});
afterAll(() => open.close());

const ADMIN = { email: "admin@example.com", name: "Admin", passwordHash: "hash" };

async function invited(): Promise<User> {
  await users.create({ email: "keep@example.com", name: "Keep", role: "admin", scope: null }, "hash");
  const user = await users.create({ email: "a@example.com", name: "A", role: "viewer", scope: null });
  if (user === null) throw new Error("There is such a user.");
  return user;
}

describe("the set-up", () => {
  test("makes the first admin, once", async () => {
    const { secret } = await links.makeSetup();
    expect(await links.inspect(secret)).toMatchObject({ link: { kind: "setup" }, user: null });
    expect(await links.makeAdmin(secret, ADMIN)).toMatchObject({
      ...ADMIN,
      role: "admin",
      status: "active",
      scope: null,
    });
    expect(await links.makeAdmin(secret, { ...ADMIN, email: "other@example.com" })).toBe("link_used");
    expect(await links.inspect(secret)).toBe("link_used");
    expect(await users.list(null)).toHaveLength(1);
  });

  test("of ten browsers that use it at once, one makes an admin", async () => {
    const { secret } = await links.makeSetup();
    // On a server: connections that are open already, so that the ten do meet.
    await Promise.all(Array.from({ length: 10 }, () => open.database.execute("select pg_sleep(0.05)")));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) => links.makeAdmin(secret, { ...ADMIN, email: `admin-${n}@example.com` })),
    );
    expect(results.filter((result) => result === "link_used")).toHaveLength(9);
    expect(await users.list(null)).toHaveLength(1);
  });

  test("of two links from two starts the later one works, and one admin is made however they are used", async () => {
    const [first, second] = [await links.makeSetup(), await links.makeSetup()];
    expect(await links.inspect(first.secret)).toBe("link_expired");
    expect(await links.makeAdmin(first.secret, ADMIN)).toBe("link_expired");
    expect(await links.makeAdmin(second.secret, ADMIN)).toMatchObject({ role: "admin" });
  });

  test("is over as soon as there is an active admin", async () => {
    const { secret } = await links.makeSetup();
    await users.create({ email: "a@example.com", name: "A", role: "admin", scope: null }, "hash");
    expect(await links.inspect(secret)).toBe("link_used");
    expect(await links.makeAdmin(secret, ADMIN)).toBe("link_used");
  });

  test("is not over because others are there: somebody from single sign-on, an admin without a password or disabled", async () => {
    const { secret } = await links.makeSetup();
    await users.create({ email: "visitor@example.com", name: "V", role: "viewer", scope: null }, "hash");
    await users.create({ email: "invited@example.com", name: "I", role: "admin", scope: null });
    expect(await links.inspect(secret)).toMatchObject({ user: null });
    expect(await links.makeAdmin(secret, ADMIN)).toMatchObject({ ...ADMIN, role: "admin" });
    expect(await links.inspect(secret)).toBe("link_used");
  });

  test("makes an admin of whoever has the address, and only the new password lets them in", async () => {
    const values = { oidcIssuer: "https://idp.example", oidcSubject: "unverified", roleFrom: "provider" as const };
    const given = {
      email: ADMIN.email,
      name: "V",
      role: "viewer" as const,
      scope: { agents: [], agentNames: ["A"], campaigns: [] },
    };
    const before = await users.create(given, "hash");
    await open.database.update(usersTable).set(values);
    const session = await sessions.start({ id: before?.id ?? "", judged: null }, "Firefox");
    const { secret } = await links.makeSetup();
    expect(await links.makeAdmin(secret, ADMIN)).toMatchObject({
      ...{ ...ADMIN, id: before?.id, role: "admin", roleFrom: "admin", status: "active" },
      ...{ scope: given.scope, oidcIssuer: null, oidcSubject: null },
    });
    expect(await sessions.find(session?.token ?? "")).toBeNull();
  });

  test("works for a day, to the millisecond", async () => {
    const { secret, expiresAt } = await links.makeSetup();
    expect(expiresAt.getTime()).toBe(clockMs + 24 * HOUR_MS);
    clockMs = expiresAt.getTime() - 1;
    expect(await links.inspect(secret)).toMatchObject({ user: null });
    clockMs += 1;
    expect(await links.inspect(secret)).toBe("link_expired");
    expect(await links.makeAdmin(secret, ADMIN)).toBe("link_expired");
    expect(await users.hasAdmin()).toBe(false);
  });
});

describe("an invitation", () => {
  test("sets the password, may change the name, makes active, works once and for seven days", async () => {
    const user = await invited();
    const link = await links.makeFor(user);
    expect(link).toMatchObject({ kind: "invitation", expiresAt: new Date(clockMs + 7 * 24 * HOUR_MS) });
    expect(await links.inspect(link.secret)).toMatchObject({ user: { id: user.id } });
    const after = { id: user.id, status: "active", passwordHash: "new", name: "Abel" };
    expect(await links.setPassword(link.secret, { name: "Abel", passwordHash: "new" })).toMatchObject(after);
    expect(await links.setPassword(link.secret, { name: null, passwordHash: "other" })).toBe("link_used");
    expect(await users.byId(user.id)).toMatchObject(after);
  });

  test("does not make an admin, nor does a set-up link set somebody's password", async () => {
    const user = await invited();
    const { secret } = await links.makeFor(user);
    expect(await links.makeAdmin(secret, ADMIN)).toBe("link_unknown");
    const setup = await links.makeSetup();
    expect(await links.setPassword(setup.secret, { name: null, passwordHash: "x" })).toBe("link_unknown");
  });

  test("of ten browsers that use it at once, one sets the password", async () => {
    const { secret } = await links.makeFor(await invited());
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) => links.setPassword(secret, { name: null, passwordHash: `hash-${n}` })),
    );
    expect(results.filter((result) => typeof result !== "string")).toHaveLength(1);
  });

  test("ends when there is a newer one", async () => {
    const user = await invited();
    const [first, second] = [await links.makeFor(user), await links.makeFor(user)];
    expect(await links.inspect(first.secret)).toBe("link_expired");
    expect(await links.inspect(second.secret)).toMatchObject({ user: { id: user.id } });
    expect(await links.open()).toEqual(new Map([[user.id, { kind: "invitation", expiresAt: second.expiresAt }]]));
  });
});

describe("a reset", () => {
  test("is for somebody who has signed in before, keeps their name and ends their sessions and tokens", async () => {
    const user = await invited();
    await links.setPassword((await links.makeFor(user)).secret, { name: null, passwordHash: "first" });
    const { token = "" } = (await sessions.start({ id: user.id, judged: "first" }, "Firefox")) ?? {};
    const made = await tokens.create({ userId: user.id, name: "Report", permission: "act", days: 7 });
    const active = await users.byId(user.id);
    const link = await links.makeFor(active ?? user);
    expect(link).toMatchObject({ kind: "reset", expiresAt: new Date(clockMs + 24 * HOUR_MS) });
    expect(await sessions.find(token)).not.toBeNull();
    await links.setPassword(link.secret, { name: null, passwordHash: "second" });
    expect(await users.byId(user.id)).toMatchObject({ name: "A", passwordHash: "second" });
    expect(await sessions.find(token)).toBeNull();
    expect(await tokens.find(made?.token ?? "")).toBeNull();
  });

  test("lets nobody in who has been disabled or deleted", async () => {
    const user = await invited();
    const before = await links.makeFor(user);
    await users.update(user.id, { status: "disabled" });
    expect(await links.inspect(before.secret)).toBe("link_unknown");
    const disabled = await users.byId(user.id);
    const after = await links.makeFor(disabled ?? user);
    expect(await links.inspect(after.secret)).toBe("link_expired");
    expect(await links.setPassword(after.secret, { name: null, passwordHash: "x" })).toBe("link_expired");
    expect(await users.byId(user.id)).toMatchObject({ status: "disabled", passwordHash: null });
    await users.remove(user.id);
    expect(await links.inspect(after.secret)).toBe("link_unknown");
  });
});

test.each(["", "x", "ear_once_", "\0", newSecret("ear_once"), newSecret("ear_session"), `ear_once_${"%".repeat(43)}`])(
  "the secret %j opens nothing",
  async (secret) => {
    await links.makeSetup();
    expect(await links.inspect(secret)).toBe("link_unknown");
    expect(await links.makeAdmin(secret, ADMIN)).toBe("link_unknown");
    expect(await links.setPassword(secret, { name: null, passwordHash: "x" })).toBe("link_unknown");
  },
);

test("only hashes of secrets are stored", async () => {
  const { secret } = await links.makeSetup();
  expect(JSON.stringify(await open.database.select().from(linksTable))).not.toContain(secret.slice("ear_once_".length));
});
