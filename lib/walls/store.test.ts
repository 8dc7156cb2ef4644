import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMemory } from "@/lib/access/memory";
import type { OpenDatabase } from "@/lib/database/database";
import { users, wallPairings, wallPasses } from "@/lib/database/schema";
import { committed, openTestDatabase } from "@/lib/database/testing";
import { createWallStore, PAIRING_LIFE_MS } from "./store";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const by = { id: "off", name: "Admin" };

let open: OpenDatabase;
let nowMs: number;
const storeOf = (isDemo: boolean) => {
  const parts = { database: open.database, memory: createMemory(open.changes), nowMs: () => nowMs, isDemo };
  return committed(open.database, createWallStore(parts), "claim", "change", "revoke");
};
let walls: ReturnType<typeof storeOf>;
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 5, 9);
  await open.database.delete(wallPairings);
  await open.database.delete(wallPasses);
  await open.database.delete(users);
  walls = storeOf(false);
});

/** A screen that has been let in and has its pass. */
async function pairedScreen(name = "Reception", maker = by) {
  const { code, secret } = await walls.startPairing(null);
  await walls.claim(code, { name, config: {}, by: maker });
  const collected = await walls.collect(secret);
  if (collected === null || collected === "waiting") throw new Error("The pass did not come.");
  return { ...collected, secret };
}

/** The token the check-in brought, which must have brought one. */
async function renewed(token: string): Promise<string> {
  const checked = await walls.checkIn(token, "build");
  if (checked === null || checked.token === null) throw new Error("The token was not renewed.");
  return checked.token;
}

describe("pairing", () => {
  test("a screen whose code somebody enters gets a pass of its own", async () => {
    const { code, secret } = await walls.startPairing(null);
    expect(await walls.collect(secret)).toBe("waiting");
    const made = await walls.claim(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(), {
      name: "Reception",
      config: { theme: "dark" },
      by,
    });
    expect(made).toMatchObject({ name: "Reception", config: { theme: "dark" }, createdByName: "Admin" });
    const collected = await walls.collect(secret);
    if (collected === null || collected === "waiting") throw new Error("The pass did not come.");
    expect(collected.token).toMatch(/^ear_wall_[\w-]{43}$/);
    expect(await walls.find(collected.token)).toEqual({ id: made?.id, name: "Reception", words: false });
  });

  test("neither the code nor any secret is stored", async () => {
    const { code, secret } = await walls.startPairing(null);
    await walls.claim(code, { name: "Wall", config: {}, by });
    const collected = await walls.collect(secret);
    const token = collected !== null && collected !== "waiting" ? collected.token : "";
    const rows = [await open.database.select().from(wallPairings), await open.database.select().from(wallPasses)];
    const stored = JSON.stringify(rows);
    for (const text of [code, secret, token]) {
      expect(text).not.toBe("");
      expect(stored).not.toContain(text);
    }
  });

  test("another browser's secret brings nothing of this code", async () => {
    const mine = await walls.startPairing(null);
    const other = await walls.startPairing(null);
    await walls.claim(mine.code, { name: "Wall", config: {}, by });
    expect(await walls.collect(other.secret)).toBe("waiting");
    expect(await walls.collect(`ear_pair_${"A".repeat(43)}`)).toBeNull();
    expect(await walls.collect(mine.code)).toBeNull();
    expect(await walls.collect(mine.secret)).toMatchObject({ pass: { name: "Wall" } });
  });

  test("a code works until its end and not a millisecond longer", async () => {
    const first = await walls.startPairing(null);
    nowMs += PAIRING_LIFE_MS - 1;
    expect(await walls.claim(first.code, { name: "In time", config: {}, by })).not.toBeNull();
    const second = await walls.startPairing(null);
    nowMs += PAIRING_LIFE_MS;
    expect(await walls.claim(second.code, { name: "Late", config: {}, by })).toBeNull();
    expect(await walls.collect(second.secret)).toBeNull();
  });

  test("a code works once, and of two who enter it at once one lets the screen in", async () => {
    const { code } = await walls.startPairing(null);
    const enter = (name: string) => walls.claim(code, { name, config: {}, by });
    const entered = await Promise.all([enter("One"), enter("Other")]);
    expect(entered.filter((pass) => pass !== null)).toHaveLength(1);
    expect(await enter("Third")).toBeNull();
    expect(await walls.list()).toHaveLength(1);
  });

  test("a screen that asks for a new code gives up the one it showed; codes that are over are deleted", async () => {
    const first = await walls.startPairing(null);
    const second = await walls.startPairing(first.secret);
    expect(await walls.claim(first.code, { name: "Wall", config: {}, by })).toBeNull();
    nowMs += PAIRING_LIFE_MS;
    await walls.startPairing(null);
    expect(await walls.claim(second.code, { name: "Wall", config: {}, by })).toBeNull();
    expect(await open.database.select().from(wallPairings)).toHaveLength(1);
  });

  test("an answer that brought the pass and was lost comes again, and then only the newer token works", async () => {
    const { token, secret } = await pairedScreen();
    expect(await walls.collect(secret)).toBe("waiting");
    nowMs += 30_000;
    const again = await walls.collect(secret);
    if (again === null || again === "waiting") throw new Error("The pass did not come again.");
    expect(await walls.checkIn(again.token, "build")).toMatchObject({ token: null });
    expect(await walls.find(token)).toBeNull();
    expect(await walls.find(again.token)).not.toBeNull();
  });

  test("once the screen has been seen with its pass, the pairing brings no other", async () => {
    const { token, secret } = await pairedScreen();
    await walls.checkIn(token, "build");
    nowMs += 30_000;
    expect(await walls.collect(secret)).toBeNull();
    expect(await walls.find(token)).not.toBeNull();
  });
});

describe("a pass", () => {
  test("renews itself once a day, and is never over by itself", async () => {
    let { token } = await pairedScreen();
    await walls.checkIn(token, "build");
    nowMs += DAY_MS - 1;
    expect(await walls.checkIn(token, "build")).toMatchObject({ token: null });
    nowMs += 1;
    const tokens = new Set([token]);
    for (let day = 0; day < 5; day += 1) {
      token = await renewed(token);
      tokens.add(token);
      nowMs += 300 * DAY_MS;
    }
    expect(tokens.size).toBe(6);
    expect(await walls.find(token)).not.toBeNull();
  });

  test("a lost answer never logs the wall out: the old token works until the new one has been seen", async () => {
    const { token } = await pairedScreen();
    await walls.checkIn(token, "build");
    nowMs += DAY_MS;
    const lost = await renewed(token);
    // At once nothing is sent again: the answer may still be on its way to another tab.
    expect(await walls.checkIn(token, "build")).toMatchObject({ token: null });
    expect(await walls.find(token)).not.toBeNull();
    nowMs += 20_000;
    const arrived = await renewed(token);
    expect(await walls.find(token)).not.toBeNull();
    expect(await walls.find(lost)).toBeNull();
    expect(await walls.checkIn(arrived, "build")).toMatchObject({ token: null });
    expect(await walls.find(token)).toBeNull();
  });

  test("a copy of an old cookie opens nothing", async () => {
    const { token: copied } = await pairedScreen();
    await walls.checkIn(copied, "build");
    nowMs += DAY_MS;
    const next = await renewed(copied);
    await walls.checkIn(next, "build");
    expect(await walls.find(copied)).toBeNull();
    expect(await walls.checkIn(copied, "build")).toBeNull();
    expect(await walls.find(next)).not.toBeNull();
  });

  test("two tabs of one screen that renew at once get one new token between them", async () => {
    const { token } = await pairedScreen();
    await walls.checkIn(token, "build");
    nowMs += DAY_MS;
    const both = await Promise.all([walls.checkIn(token, "build"), walls.checkIn(token, "build")]);
    const tokens = both.flatMap((checked) => checked?.token ?? []);
    expect(both).not.toContain(null);
    expect(tokens).toHaveLength(1);
    expect(await walls.find(tokens[0] ?? "")).not.toBeNull();
  });

  test("revoked, it opens nothing at once: not its token, not the one before, not its pairing", async () => {
    const { token, secret, pass } = await pairedScreen();
    await walls.checkIn(token, "build");
    nowMs += DAY_MS;
    const next = await renewed(token);
    expect(await walls.revoke(pass.id)).toMatchObject({ id: pass.id });
    for (const held of [token, next]) {
      expect(await walls.find(held)).toBeNull();
      expect(await walls.checkIn(held, "build")).toBeNull();
    }
    expect(await walls.collect(secret)).toBeNull();
    expect(await walls.list()).toEqual([]);
    expect(await walls.revoke(pass.id)).toBeNull();
    expect(await walls.change(pass.id, { name: "Back" })).toBeNull();
  });

  test("revoked before the screen fetched it, it never comes", async () => {
    const { code, secret } = await walls.startPairing(null);
    const pass = await walls.claim(code, { name: "Wall", config: {}, by });
    await walls.revoke(pass?.id ?? "");
    expect(await walls.collect(secret)).toBeNull();
  });

  test.each([
    "",
    "ear_wall_",
    "ear_wall_short",
    `ear_session_${"A".repeat(43)}`,
    `ear_wall_${"A".repeat(43)}`,
    "x\u0000",
  ])("“%s” opens nothing", async (token) => {
    await pairedScreen();
    expect(await walls.find(token)).toBeNull();
    expect(await walls.checkIn(token, "build")).toBeNull();
  });

  test("looking at a pass changes nothing", async () => {
    const { token } = await pairedScreen();
    const before = await open.database.select().from(wallPasses);
    nowMs += DAY_MS;
    await walls.find(token);
    expect(await open.database.select().from(wallPasses)).toEqual(before);
  });

  test("its last visibility is written once a minute, a new build at once", async () => {
    const { token } = await pairedScreen();
    const seen = async () => {
      const [pass] = await walls.list();
      return { atMs: pass?.lastSeenAt?.getTime(), build: pass?.build };
    };
    expect(await seen()).toEqual({ atMs: undefined, build: null });
    const startMs = nowMs;
    await walls.checkIn(token, "one");
    nowMs += 59_000;
    await walls.checkIn(token, "one");
    expect(await seen()).toEqual({ atMs: startMs, build: "one" });
    await walls.checkIn(token, "two");
    expect(await seen()).toEqual({ atMs: nowMs, build: "two" });
    nowMs += 60_000;
    await walls.checkIn(token, "two");
    expect(await seen()).toEqual({ atMs: nowMs, build: "two" });
  });

  test("is renamed, set up anew and asked to reload, each without touching the rest", async () => {
    const { pass, token } = await pairedScreen();
    await walls.change(pass.id, { name: "Kitchen" });
    await walls.change(pass.id, { config: { scale: "2" } });
    expect(await walls.checkIn(token, "b")).toMatchObject({
      pass: { name: "Kitchen", config: { scale: "2" }, reloadAskedAt: null },
    });
    nowMs += 5_000;
    await walls.change(pass.id, { reload: true });
    expect(await walls.checkIn(token, "b")).toMatchObject({
      pass: { name: "Kitchen", config: { scale: "2" }, reloadAskedAt: new Date(nowMs) },
    });
  });

  test("the list is by name", async () => {
    await pairedScreen("Reception");
    await pairedScreen("Floor");
    expect((await walls.list()).map(({ name }) => name)).toEqual(["Floor", "Reception"]);
  });
});

describe("the maker's rights", () => {
  const maker = { id: "maker", name: "Maker" };
  beforeEach(async () => {
    const plain = { scope: null, passwordHash: null, oidcIssuer: null, oidcSubject: null, lastSignInAt: null };
    const person = { ...maker, email: "maker@example.test", role: "supervisor" as const, status: "active" as const };
    await open.database.insert(users).values({ ...plain, ...person, createdAt: new Date(nowMs) });
  });
  const setMaker = (fields: Partial<typeof users.$inferInsert>) =>
    open.database.update(users).set(fields).where(eq(users.id, maker.id));

  test.each([
    ["is disabled", { status: "disabled" }],
    ["is made a viewer", { role: "viewer" }],
    ["may see a part of the calls only", { scope: { agents: [], agentNames: ["Aurora"], campaigns: [] } }],
  ] as const)(
    "a pass stops when its maker %s, is listed as stopped, and goes on when that is undone",
    async (_, taken) => {
      const { token, secret, pass } = await pairedScreen("Hall", maker);
      await pairedScreen("Other");
      await setMaker(taken as Partial<typeof users.$inferInsert>);
      expect(await walls.find(token)).toBeNull();
      expect(await walls.checkIn(token, "build")).toBeNull();
      expect(await walls.collect(secret)).toBeNull();
      expect(await walls.change(pass.id, { name: "Mine" })).toBeNull();
      expect(await walls.list()).toMatchObject([
        { name: "Hall", stopped: true },
        { name: "Other", stopped: false },
      ]);
      await setMaker({ status: "active", role: "supervisor", scope: null });
      expect(await walls.find(token)).not.toBeNull();
      expect(await walls.list()).toMatchObject([{ stopped: false }, { stopped: false }]);
    },
  );

  test("a pass stops for good when its maker is deleted, and can be revoked to be rid of it", async () => {
    const { token, pass } = await pairedScreen("Hall", maker);
    await open.database.delete(users).where(eq(users.id, maker.id));
    expect(await walls.find(token)).toBeNull();
    expect(await walls.revoke(pass.id)).toMatchObject({ id: pass.id });
    expect(await walls.list()).toEqual([]);
  });

  test("a pass of somebody who may see a part of the calls goes on while they are an admin", async () => {
    const { token } = await pairedScreen("Hall", maker);
    await setMaker({ role: "admin", scope: { agents: [], agentNames: ["Aurora"], campaigns: [] } });
    expect(await walls.find(token)).not.toBeNull();
    await setMaker({ role: "supervisor" });
    expect(await walls.find(token)).toBeNull();
  });

  test("a pass of somebody who is made an admin goes on", async () => {
    const { token } = await pairedScreen("Hall", maker);
    await setMaker({ role: "admin" });
    expect(await walls.find(token)).not.toBeNull();
  });
});

test("a pass made in the demo opens nothing where the data is real, whatever database it lies in", async () => {
  const inDemo = storeOf(true);
  const { code, secret } = await inDemo.startPairing(null);
  const pass = await inDemo.claim(code, { name: "Hall", config: {}, by: { id: "demo", name: "Demo" } });
  expect(await walls.collect(secret)).toBeNull();
  const collected = await inDemo.collect(secret);
  if (collected === null || collected === "waiting") throw new Error("The pass did not come.");
  expect(await inDemo.find(collected.token)).toMatchObject({ name: "Hall" });
  expect(await walls.find(collected.token)).toBeNull();
  expect(await walls.checkIn(collected.token, "build")).toBeNull();
  expect(await walls.list()).toEqual([]);
  expect(await walls.change(pass?.id ?? "", { name: "x" })).toBeNull();
});
