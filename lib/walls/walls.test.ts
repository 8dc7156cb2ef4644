import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor, Person } from "@/lib/access/actor";
import { WALL_COOKIE } from "@/lib/access/cookies";
import { NO_MEMORY } from "@/lib/access/memory";
import { createAccessStores } from "@/lib/access/stores";
import { testChanges } from "@/lib/access/testing";
import type { OpenDatabase } from "@/lib/database/database";
import { wallPairings, wallPasses } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createWallStores } from "./stores";
import { createWalls } from "./walls";

const nowMs = () => Date.UTC(2026, 0, 5, 9);
const ADMIN: Person = {
  ...{ kind: "person", id: "off", name: "Admin", email: null, role: "admin", scope: null },
  ...{ via: "off", credentialId: null, mayAct: true },
};

let open: OpenDatabase;
function world() {
  const parts = { database: open.database, nowMs, memory: NO_MEMORY, isDemo: false };
  const change = testChanges({ database: open.database, nowMs });
  const stores = { ...createAccessStores({ ...parts, change }), ...createWallStores(parts) };
  return { stores, walls: createWalls({ stores: async () => stores, authorize: async (_: Actor) => undefined }) };
}
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  await open.database.delete(wallPairings);
  await open.database.delete(wallPasses);
});

/** A screen with a pass whose settings stand in the database as an earlier version wrote them. */
async function screenWith(config: Record<string, string>) {
  const { stores, walls } = world();
  const { code, secret } = await stores.walls.startPairing(null);
  const { id } = await walls.claim(ADMIN, { code, name: "Reception", config: {} });
  await open.database.update(wallPasses).set({ config }).where(eq(wallPasses.id, id));
  const collected = await stores.walls.collect(secret);
  if (collected === null || collected === "waiting") throw new Error("The pass did not come.");
  const headers = new Headers({ cookie: `${WALL_COOKIE}=${collected.token}` });
  return { id, walls, stores, headers, token: collected.token };
}

test("a stored setting that is no more resets none of the others, on the screen and in the list", async () => {
  const { walls, headers } = await screenWith({ theme: "dark", agents: "Aurora", rotate: "20", sound: "on" });
  const config = { theme: "dark", agents: "Aurora", sound: "on" };
  expect(await walls.firstState(headers)).toMatchObject({ state: "paired", config });
  expect((await walls.list(ADMIN)).data.walls[0]?.config).toEqual(config);
});

test("a stored setting that cannot be read has its default, the others stand", async () => {
  const { walls, headers } = await screenWith({ theme: "pink", scale: "9", agents: "Aurora", words: "loud" });
  expect(await walls.firstState(headers)).toMatchObject({ config: { agents: "Aurora" } });
});

test("what is set up anew is written whole, without what is no more", async () => {
  const { walls, id } = await screenWith({ theme: "dark", rotate: "20" });
  await walls.change(ADMIN, id, { config: { theme: "light" } });
  const [stored] = await open.database.select({ config: wallPasses.config }).from(wallPasses);
  expect(stored?.config).toEqual({ theme: "light" });
});

test("who asks with a pass may show words of callers only where its settings say so", async () => {
  for (const [config, words] of [
    [{}, false],
    [{ words: "hidden" }, false],
    [{ words: "shown" }, true],
  ] as const) {
    const { stores, token } = await screenWith(config);
    expect(await stores.walls.find(token)).toMatchObject({ name: "Reception", words });
  }
});
