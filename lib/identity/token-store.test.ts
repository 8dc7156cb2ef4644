import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMemory } from "@/lib/access/memory";
import type { OpenDatabase } from "@/lib/database/database";
import { accessTokens, users } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createTokens, createUsers } from "./testing";
import { MOST_TOKENS_A_DAY, MOST_TOKENS_PER_PERSON } from "./token-store";

const DAY_MS = 86_400_000;
let open: OpenDatabase;
let nowMs = Date.parse("2026-11-22T12:00:00.000Z");
const clock = { nowMs: () => nowMs };

beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.database.delete(users);
});

async function setUp(status: "active" | "disabled" = "active") {
  const parts = { database: open.database, memory: createMemory(open.changes), ...clock };
  const people = createUsers(parts);
  const user = await people.create(
    { email: "sam@example.com", name: "Sam", role: "supervisor", scope: null },
    "a-hash-of-no-password",
  );
  if (user === null) throw new Error("The user was not made.");
  if (status === "disabled") await people.update(user.id, { status });
  return { people, user, tokens: createTokens(parts) };
}

test("a token is its person, with the role of the moment, until it ends to the millisecond", async () => {
  const { tokens, user, people } = await setUp();
  const made = await tokens.create({ userId: user.id, name: "Report", permission: "read", days: 1 });
  expect(made?.token).toMatch(/^ear_token_[\w-]{43}$/);
  const secret = made?.token ?? "";
  expect(await tokens.find(secret)).toMatchObject({ user: { id: user.id, role: "supervisor" } });
  await people.update(user.id, { role: "viewer" });
  expect(await tokens.find(secret)).toMatchObject({ user: { role: "viewer" } });
  nowMs += DAY_MS - 1;
  expect(await tokens.find(secret)).not.toBeNull();
  nowMs += 1;
  expect(await tokens.find(secret)).toBeNull();
});

test("the secret itself is nowhere in the database", async () => {
  const { tokens, user } = await setUp();
  const made = await tokens.create({ userId: user.id, name: "Report", permission: "read", days: 1 });
  const stored = JSON.stringify(await open.database.select().from(accessTokens));
  expect(stored).not.toContain(made?.token.slice("ear_token_".length + 4));
});

test.each(["disabled", "invited"] as const)(
  "a token is nobody's while its user is %s, even where it was left behind",
  async (status) => {
    const { tokens, user } = await setUp();
    const made = await tokens.create({ userId: user.id, name: "Report", permission: "act", days: 7 });
    await open.database.update(users).set({ status }).where(eq(users.id, user.id));
    expect(await tokens.find(made?.token ?? "")).toBeNull();
    await open.database.update(users).set({ status: "active" }).where(eq(users.id, user.id));
    expect(await tokens.find(made?.token ?? "")).not.toBeNull();
  },
);

test("a revoked token and a disabled person's are worth nothing from the next request on", async () => {
  const { tokens, user, people } = await setUp();
  const one = await tokens.create({ userId: user.id, name: "One", permission: "act", days: 7 });
  const two = await tokens.create({ userId: user.id, name: "Two", permission: "act", days: 7 });
  expect(await tokens.revoke(one?.id ?? "", user.id)).toBe(true);
  expect(await tokens.revoke(one?.id ?? "", user.id)).toBe(false);
  expect(await tokens.find(one?.token ?? "")).toBeNull();
  expect(await tokens.find(two?.token ?? "")).not.toBeNull();
  await people.update(user.id, { status: "disabled" });
  expect(await tokens.find(two?.token ?? "")).toBeNull();
});

test("nobody revokes another person's token but an admin", async () => {
  const { tokens, user } = await setUp();
  const made = await tokens.create({ userId: user.id, name: "Mine", permission: "read", days: 7 });
  expect(await tokens.revoke(made?.id ?? "", "somebody-else")).toBe(false);
  expect(await tokens.find(made?.token ?? "")).not.toBeNull();
  expect(await tokens.revoke(made?.id ?? "", null)).toBe(true);
});

test.each(["", "ear_token_", "ear_token_short", `ear_session_${"a".repeat(43)}`, `ear_token_${"a".repeat(43)}`, "\0"])(
  "%j opens nothing",
  async (secret) => {
    const { tokens } = await setUp();
    expect(await tokens.find(secret)).toBeNull();
  },
);

test("a list shows when each was used, at most a minute late, and never a secret", async () => {
  const { tokens, user } = await setUp();
  const made = await tokens.create({ userId: user.id, name: "Report", permission: "read", days: 7 });
  expect(await tokens.list(user.id)).toMatchObject([{ name: "Report", lastUsedAt: null, ownerName: "Sam" }]);
  await tokens.find(made?.token ?? "");
  const firstUse = nowMs;
  nowMs += 59_000;
  await tokens.find(made?.token ?? "");
  expect(await tokens.list(user.id)).toMatchObject([{ lastUsedAt: new Date(firstUse) }]);
  nowMs += 1_000;
  await tokens.find(made?.token ?? "");
  const listed = await tokens.list(null);
  expect(listed).toMatchObject([{ lastUsedAt: new Date(nowMs) }]);
  expect(JSON.stringify(listed)).not.toContain(made?.token);
});

test(`nobody has more than ${MOST_TOKENS_PER_PERSON} living tokens; ended ones do not count`, async () => {
  const { tokens, user } = await setUp();
  const ids: string[] = [];
  for (let count = 0; count < MOST_TOKENS_PER_PERSON; count += 1) {
    ids.push((await tokens.create({ userId: user.id, name: "N", permission: "read", days: 7 }))?.id ?? "");
  }
  expect(await tokens.create({ userId: user.id, name: "N", permission: "read", days: 7 })).toBeNull();
  await tokens.revoke(ids[0] ?? "", user.id);
  expect(await tokens.create({ userId: user.id, name: "N", permission: "read", days: 7 })).not.toBeNull();
});

test("many made at once find no more room than one after the other", async () => {
  const { tokens, user } = await setUp();
  const wanted = { userId: user.id, name: "N", permission: "read", days: 7 } as const;
  const made = await Promise.all(Array.from({ length: MOST_TOKENS_PER_PERSON + 10 }, () => tokens.create(wanted)));
  expect(made.filter((token) => token !== null)).toHaveLength(MOST_TOKENS_PER_PERSON);
});

test(`nobody makes more than ${MOST_TOKENS_A_DAY} tokens a day, revoked or not`, async () => {
  const { tokens, user } = await setUp();
  const wanted = { userId: user.id, name: "N", permission: "read", days: 7 } as const;
  const createdAt = new Date(nowMs);
  const plain = { ...wanted, hint: "ear_token_aaaa", createdAt, expiresAt: createdAt, revokedAt: createdAt };
  const rows = Array.from({ length: MOST_TOKENS_A_DAY - 1 }, (_, n) => ({ ...plain, id: `t${n}`, tokenHash: `h${n}` }));
  await open.database.insert(accessTokens).values(rows);
  const last = await tokens.create(wanted);
  await tokens.revoke(last?.id ?? "", user.id);
  expect(await tokens.create(wanted)).toBeNull();
  nowMs += DAY_MS;
  expect(await tokens.create(wanted)).not.toBeNull();
});
