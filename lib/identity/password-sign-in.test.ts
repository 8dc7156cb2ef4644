import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createAudit } from "@/lib/access/audit";
import { createPasswords, type Derive } from "@/lib/access/passwords";
import { createThrottle } from "@/lib/access/throttle";
import { knownPerson, PasswordsBusyError } from "@/lib/access/turns";
import type { OpenDatabase } from "@/lib/database/database";
import { auditEvents, users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createDeviceStore } from "./device-store";
import { createPasswordSignIn } from "./password-sign-in";
import { createOneTimeLinks, createUsers } from "./testing";
import type { User } from "./user-store";

const nowMs = () => Date.UTC(2026, 10, 22, 12);
const PASSWORD = "a phrase that is right";
let open: OpenDatabase;
let costs: number[] = [];
const derive: Derive = (password, salt, bytes, options) => {
  costs.push(options.cost ?? 0);
  return (promisify(scrypt) as Derive)(password, salt, bytes, options);
};

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.database.delete(usersTable);
  await open.database.delete(auditEvents);
});
afterAll(() => open.close());

function compose(passwords = createPasswords({ logCost: 4, derive })) {
  const parts = { database: open.database, nowMs };
  const users = createUsers(parts);
  const devices = createDeviceStore(parts);
  const signIn = createPasswordSignIn({
    users,
    devices,
    passwords,
    throttle: createThrottle(),
    audit: createAudit(parts),
  });
  const attempt = (given: Partial<Parameters<typeof signIn>[0]> = {}) =>
    signIn({ email: "ada@example.com", password: PASSWORD, address: "192.0.2.1", deviceNote: null, ...given });
  return { users, devices, passwords, attempt };
}

type Composed = ReturnType<typeof compose>;

async function makeAda({ users, passwords }: Composed): Promise<User> {
  const ada = { email: "ada@example.com", name: "Ada", role: "viewer" as const, scope: null };
  const user = await users.create(ada, await passwords.hash(PASSWORD, knownPerson("ada")));
  if (user === null) throw new Error("There is such a user.");
  costs = [];
  return user;
}

test("the right password lets its person in, however the address is written", async () => {
  const parts = compose();
  const ada = await makeAda(parts);
  expect(await parts.attempt({ email: " ADA@example.com " })).toEqual({ kind: "in", user: ada });
});

describe("refused like a wrong password, after the same work", () => {
  test.each<[string, (parts: Composed, ada: User) => Promise<unknown>, Partial<{ email: string; password: string }>]>([
    ["a wrong password", async () => undefined, { password: "a phrase that is wrong" }],
    ["an empty password", async () => undefined, { password: "" }],
    ["an unknown address", async () => undefined, { email: "nobody@example.com" }],
    ["no address", async () => undefined, { email: "" }],
    ["a disabled person", ({ users }, ada) => users.update(ada.id, { status: "disabled" }), {}],
    [
      "a deleted person",
      async ({ users }, ada) => {
        await users.create({ email: "x@example.com", name: "X", role: "admin", scope: null }, "hash");
        await users.remove(ada.id);
      },
      {},
    ],
    [
      "an invited person",
      ({ users }) => users.create({ email: "invited@example.com", name: "I", role: "viewer", scope: null }),
      { email: "invited@example.com" },
    ],
  ])("%s", async (_, prepare, given) => {
    const parts = compose();
    await prepare(parts, await makeAda(parts));
    costs = [];
    expect(await parts.attempt(given)).toEqual({ kind: "wrong" });
    expect(costs).toEqual([16]);
  });
});

test("the audit trail has the failure, whose account it was, and neither address nor password", async () => {
  const parts = compose();
  const ada = await makeAda(parts);
  await parts.attempt({ password: "a guess" });
  await parts.attempt({ email: "nobody@example.com", password: "a guess" });
  const rows = await open.database.select().from(auditEvents);
  expect(rows.map(({ action, result, actorKind, targetId }) => ({ action, result, actorKind, targetId }))).toEqual([
    { action: "session.started", result: "failed", actorKind: "anonymous", targetId: ada.id },
    { action: "session.started", result: "failed", actorKind: "anonymous", targetId: null },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/example\.com|guess/);
});

describe("guessing", () => {
  test("stops after five tries, even with the right password, before any work is done", async () => {
    const parts = compose();
    await makeAda(parts);
    for (let n = 0; n < 5; n += 1) expect(await parts.attempt({ password: "a guess" })).toEqual({ kind: "wrong" });
    expect(costs).toHaveLength(5);
    expect(await parts.attempt()).toEqual({ kind: "wait", waitMs: expect.any(Number) });
    expect(costs).toHaveLength(5);
  });

  test("says the same of an account that does not exist", async () => {
    const parts = compose();
    for (let n = 0; n < 5; n += 1) await parts.attempt({ email: "nobody@example.com" });
    expect(await parts.attempt({ email: "NOBODY@example.com" })).toMatchObject({ kind: "wait" });
  });

  test("from everywhere does not keep the person out of a browser they have used before", async () => {
    const parts = compose();
    const ada = await makeAda(parts);
    for (let n = 0; n < 100; n += 1) await parts.attempt({ password: "a guess", address: `192.0.2.${n}` });
    expect(await parts.attempt({ address: "203.0.113.9" })).toMatchObject({ kind: "wait" });
    const deviceNote = (await parts.devices.issuer())(ada.id);
    expect(await parts.attempt({ address: "203.0.113.9", deviceNote })).toMatchObject({ kind: "in" });
  });

  test("is not made easier by somebody else's device, or by one that is made up", async () => {
    const parts = compose();
    await makeAda(parts);
    const others = (await parts.devices.issuer())("somebody");
    for (let n = 0; n < 100; n += 1) {
      await parts.attempt({ password: "a guess", address: `192.0.2.${n}`, deviceNote: n % 2 ? others : `${others}x` });
    }
    expect(await parts.attempt({ address: "203.0.113.9", deviceNote: others })).toMatchObject({ kind: "wait" });
  });
});

test("a hash with older parameters is made anew when its person signs in, and only then", async () => {
  const old = compose(createPasswords({ logCost: 3, derive }));
  const ada = await makeAda(old);
  const today = compose();
  await today.attempt({ password: "a guess" });
  expect((await today.users.byId(ada.id))?.passwordHash).toBe(ada.passwordHash);
  expect(await today.attempt()).toMatchObject({ kind: "in" });
  expect((await today.users.byId(ada.id))?.passwordHash).toMatch(/^scrypt\$4\$/);
  expect(await today.attempt()).toMatchObject({ kind: "in" });
});

test("an attempt that finds no room to be judged is no failure", async () => {
  const passwords = createPasswords({ logCost: 4 });
  const parts = compose(passwords);
  await makeAda(parts);
  const busy = vi.spyOn(passwords, "verify").mockRejectedValue(new PasswordsBusyError());
  for (let n = 0; n < 40; n += 1) await expect(parts.attempt()).rejects.toThrow(PasswordsBusyError);
  busy.mockRestore();
  expect(await parts.attempt()).toMatchObject({ kind: "in" });
});

test("a sign-in with the old password does not undo a reset that comes while it is judged", async () => {
  const old = compose(createPasswords({ logCost: 3, derive }));
  const ada = await makeAda(old);
  const links = createOneTimeLinks({ database: open.database, nowMs });
  const { secret } = await links.makeFor(ada);
  const passwords = createPasswords({ logCost: 4 });
  const parts = compose(passwords);
  vi.spyOn(passwords, "hash").mockImplementation(async () => {
    await links.setPassword(secret, { name: null, passwordHash: "the reset's" });
    return "the old one's, anew";
  });
  expect(await parts.attempt()).toEqual({ kind: "wrong" });
  expect((await parts.users.byId(ada.id))?.passwordHash).toBe("the reset's");
});
