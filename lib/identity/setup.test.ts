import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createPasswords } from "@/lib/access/passwords";
import { testChanges } from "@/lib/access/testing";
import { knownPerson } from "@/lib/access/turns";
import type { OpenDatabase } from "@/lib/database/database";
import { auditEvents, users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import type { Settings } from "@/lib/settings/settings";
import { createOneTimeLinkStore as oneTimeLinksOf } from "./one-time-link-store";
import { createSetup } from "./setup";
import { createOneTimeLinks, createUsers } from "./testing";
import { createUserStore as usersOf } from "./user-store";

type Given = Pick<Settings, "auth" | "admin" | "publicUrl">;
const EMAIL = "first@example.com";
const PASSWORD = "a phrase for the first";

const mocked = vi.hoisted(() => ({ settings: vi.fn() }));
vi.mock("@/lib/settings/settings", () => ({ settings: mocked.settings }));

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.database.delete(usersTable);
  await open.database.delete(auditEvents);
});
afterAll(() => open.close());

/** What a process that starts with these settings says, and the stores it has. */
async function start(given: Partial<Given> = {}) {
  const parts = { database: open.database, nowMs: () => Date.UTC(2026, 10, 22, 12) };
  const passwords = createPasswords({ logCost: 4 });
  const change = testChanges(parts);
  const { announce } = createSetup({
    stores: async () => ({ users: usersOf(parts), oneTimeLinks: oneTimeLinksOf(parts), passwords, change }),
  });
  const stores = { users: createUsers(parts), oneTimeLinks: createOneTimeLinks(parts), passwords };
  mocked.settings.mockReturnValue({ auth: "on", admin: null, publicUrl: "https://earshot.example", ...given });
  return { ...stores, said: await announce() };
}

const admin = { email: EMAIL, password: PASSWORD };

test("without anybody a link is handed back that makes the first admin", async () => {
  const { said, oneTimeLinks } = await start();
  const [, secret = ""] =
    /^Open https:\/\/earshot\.example\/setup#(ear_once_[\w-]{43}) to create the first admin/.exec(said ?? "") ?? [];
  expect(await oneTimeLinks.inspect(secret)).toMatchObject({ link: { kind: "setup" } });
});

test("a later start's link takes the place of the earlier one's", async () => {
  const [first, second] = [await start(), await start()];
  const secretOf = (said: string | null) => /#(\S+)/.exec(said ?? "")?.[1] ?? "";
  expect(await second.oneTimeLinks.inspect(secretOf(first.said))).toBe("link_expired");
  expect(await second.oneTimeLinks.inspect(secretOf(second.said))).toMatchObject({ user: null });
});

test("the environment's admin is made and can sign in; what is said has neither address nor password", async () => {
  const { said, users, passwords } = await start({ admin });
  const made = await users.byEmail(EMAIL);
  expect(made).toMatchObject({ role: "admin", status: "active", scope: null });
  expect((await passwords.verify(PASSWORD, made?.passwordHash ?? null, knownPerson("first"))).matches).toBe(true);
  expect(said).toContain("EARSHOT_ADMIN_EMAIL");
  expect(said).not.toMatch(/example\.com|phrase|ear_once/);
  const rows = await open.database.select().from(auditEvents);
  expect(rows).toMatchObject([{ actorKind: "system", action: "user.created", targetId: made?.id }]);
});

test("a password that was changed stays, and nobody is made once there is an admin", async () => {
  const first = await start({ admin });
  const made = await first.users.byEmail(EMAIL);
  const change = { judged: made?.passwordHash ?? "", next: "changed", keptSessionId: null };
  await first.users.changePassword(made?.id ?? "", change);
  const again = await start({ admin });
  expect((await again.users.byEmail(EMAIL))?.passwordHash).toBe("changed");
  const other = await start({ admin: { ...admin, email: "second@example.com" } });
  expect(await other.users.list(null)).toHaveLength(1);
  expect([again.said, other.said]).toEqual([
    expect.stringContaining("change nothing"),
    expect.stringContaining("change nothing"),
  ]);
  expect((await start()).said).toBeNull();
});

test("the first visitor by single sign-on does not end the set-up: the environment's admin is made, or the link works", async () => {
  const visitor = { email: "visitor@example.com", name: "V", role: "viewer" as const, scope: null };
  await (await start()).users.create(visitor, "hash");
  const { said, oneTimeLinks } = await start();
  const secret = /#(\S+)/.exec(said ?? "")?.[1] ?? "";
  expect(await oneTimeLinks.inspect(secret)).toMatchObject({ user: null });
  const { users } = await start({ admin });
  expect(await users.byEmail(EMAIL)).toMatchObject({ role: "admin", status: "active" });
  expect(await oneTimeLinks.inspect(secret)).toBe("link_used");
});

test("the environment's admin who signed in as something less becomes an admin and keeps their name", async () => {
  const given = { email: EMAIL, name: "Ada", role: "viewer" as const, scope: null };
  const before = await (await start()).users.create(given, "hash");
  const { said, users, passwords } = await start({ admin });
  const after = await users.byEmail(EMAIL);
  expect(said).toContain("Made the first admin");
  expect(after).toMatchObject({ id: before?.id, name: "Ada", role: "admin", status: "active" });
  expect((await passwords.verify(PASSWORD, after?.passwordHash ?? null, knownPerson("first"))).matches).toBe(true);
});

test("instances that start at once make one admin", async () => {
  const all = await Promise.all(Array.from({ length: 4 }, () => start({ admin })));
  expect(all.filter(({ said }) => said?.startsWith("Made the first admin"))).toHaveLength(1);
  expect(await all[0]?.users.list(null)).toHaveLength(1);
});

test("a password that anybody would guess makes no admin: the sentence says why and the link is there", async () => {
  for (const password of [EMAIL, "password1234", "aaaaaaaaaaaaaa"]) {
    const { said, users } = await start({ admin: { ...admin, password } });
    expect(await users.list(null)).toEqual([]);
    expect(said).toMatch(/^EARSHOT_ADMIN_PASSWORD is not usable: .+\nOpen .+#ear_once_/);
    expect(said).not.toContain(password);
  }
});

test.each(["off", "demo"] as const)(
  "where nobody signs in (%s) nothing is made or said, and no database opened",
  async (auth) => {
    mocked.settings.mockReturnValue({ auth, admin: null, publicUrl: "http://localhost:3000" });
    const stores = () => Promise.reject(new Error("opened"));
    expect(await createSetup({ stores }).announce()).toBeNull();
  },
);
