import type { Duplex } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createChanges } from "./changes";
import type { OpenDatabase } from "./pool";
import { accessTokens, reveals, sessions, shareLinks, shareVisits, storedSettings, users, wallPasses } from "./schema";
import { openTestDatabase } from "./testing";

let open: OpenDatabase;
let client: pg.PoolClient;
let database: NodePgDatabase;
let heard: (string | null)[] = [];
const at = new Date("2026-11-26T12:00:00Z");
const later = new Date("2026-11-27T12:00:00Z");
const grant = { transcript: true, summary: true, participants: true, metrics: true, live: true, masked: true };

beforeAll(async () => {
  open = await openTestDatabase();
  // On a connection of its own, which hears of a change once, and before it is done or not at all.
  client = await open.database.$client.connect();
  const changes = createChanges();
  await changes.listenOn(client);
  changes.subscribe((topic) => heard.push(topic));
  database = drizzle(client);
}, 60_000);
afterAll(() => open.close());

beforeEach(async () => {
  for (const table of [users, shareLinks, wallPasses, reveals, storedSettings]) await database.delete(table);
  const maker = { createdById: "u", createdByName: "U", createdAt: at };
  await database
    .insert(users)
    .values({ id: "u", email: "u@example.com", name: "U", role: "viewer", status: "active", createdAt: at });
  await database
    .insert(sessions)
    .values({ id: "s", tokenHash: "s", userId: "u", createdAt: at, lastSeenAt: at, endsAt: later, device: "" });
  await database.insert(accessTokens).values({
    ...{ id: "t", tokenHash: "t", hint: "", userId: "u", name: "", permission: "read" },
    ...{ createdAt: at, expiresAt: later },
  });
  await database.insert(wallPasses).values({ id: "w", name: "", tokenHash: "w", renewedAt: at, config: {}, ...maker });
  await database
    .insert(shareLinks)
    .values({ id: "l", secretHash: "", callId: "c", label: "", grant, expiresAt: later, ...maker });
  await database.insert(shareVisits).values({ id: "v", tokenHash: "v", linkId: "l", createdAt: at });
  await database.insert(storedSettings).values({ key: "k", value: 1, updatedAt: at });
  heard = [];
});

/** The last of a change's topics; what falls with it may tell others. */
describe("a change is heard before whoever makes it knows that it is done", () => {
  const set = (
    table: typeof users | typeof sessions | typeof accessTokens | typeof wallPasses | typeof shareLinks,
  ) => ({
    to: (values: object) => database.update(table).set(values),
  });
  test.each<[string, string, () => PromiseLike<unknown>]>([
    ["another role", "people", () => set(users).to({ role: "admin" })],
    ["another scope", "people", () => set(users).to({ scope: { agents: [], agentNames: ["A"], campaigns: [] } })],
    ["a disabled user", "people", () => set(users).to({ status: "disabled" })],
    ["another name", "people", () => set(users).to({ name: "V" })],
    ["another password", "people", () => set(users).to({ passwordHash: "x" })],
    ["a user who is gone", "people", () => database.delete(users)],
    ["a session that is over", "people", () => database.delete(sessions).where(eq(sessions.id, "s"))],
    ["a shorter session", "people", () => set(sessions).to({ endsAt: at })],
    ["a revoked token", "people", () => set(accessTokens).to({ revokedAt: at })],
    ["a deleted token", "people", () => database.delete(accessTokens)],
    ["a revoked pass", "walls", () => set(wallPasses).to({ revokedAt: at })],
    ["a pass that is set up anew", "walls", () => set(wallPasses).to({ config: { words: "shown" } })],
    ["a renewed pass", "walls", () => set(wallPasses).to({ tokenHash: "x" })],
    ["a revoked link", "shares", () => set(shareLinks).to({ revokedAt: at })],
    ["a browser put out of a link", "shares", () => database.delete(shareVisits)],
    [
      "a call that is shown",
      "reveals",
      () => database.insert(reveals).values({ id: "r", personId: "u", callId: "c", createdAt: at, endsAt: later }),
    ],
    ["a call that is hidden", "reveals", () => database.delete(reveals)],
    ["a setting made", "settings", () => database.insert(storedSettings).values({ key: "n", value: 1, updatedAt: at })],
    ["a setting changed", "settings", () => database.update(storedSettings).set({ value: 2 })],
    ["a table emptied by hand", "people", () => database.execute(sql`truncate sessions`)],
  ])("%s", async (_, topic, change) => {
    await change();
    expect(heard).toContain(topic);
  });

  test("and not before the transaction is committed, nor when it is undone", async () => {
    await database.transaction(async (transaction) => {
      await transaction.update(users).set({ role: "admin" });
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(["people"]);
    const failing = database.transaction(async (transaction) => {
      await transaction.delete(sessions);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow();
    expect(heard).toEqual(["people"]);
  });
});

test("what moves with every use tells nobody", async () => {
  await database.update(users).set({ lastSignInAt: at });
  await database.update(sessions).set({ lastSeenAt: later });
  await database.update(accessTokens).set({ lastUsedAt: later });
  await database.update(wallPasses).set({ lastSeenAt: later, build: "b" });
  await database.update(shareLinks).set({ openCount: 2, lastOpenedAt: later });
  await database
    .insert(sessions)
    .values({ id: "s2", tokenHash: "s2", userId: "u", createdAt: at, lastSeenAt: at, endsAt: later, device: "" });
  expect(heard).toEqual([]);
});

test("a server that refuses to be listened to is worked with; a connection that fails is not", async () => {
  const failing = (code: string) => {
    const asked: string[] = [];
    const refused = Object.assign(new Error("no"), { code });
    const query = (words: string) => {
      asked.push(words);
      return Promise.reject(refused);
    };
    return { asked, client: { on: () => undefined, query } as unknown as pg.ClientBase };
  };
  for (const code of ["25006", "0A000", "42501"]) {
    const { client: standby, asked } = failing(code);
    await expect(createChanges().listenOn(standby), code).resolves.toBeUndefined();
    expect(asked).toEqual(["listen earshot_changes"]);
  }
  await expect(createChanges().listenOn(failing("57P01").client)).rejects.toThrow();
});

/** The last one: it ends the connection that all of them use. */
test("a connection that is lost may have committed: everything may have changed", async () => {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.destroy(new Error("cut"));
  await expect.poll(() => heard).toContain(null);
  client.release(true);
  await open.database.delete(sessions);
});
