import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { shareLinks, users, wallPasses } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { namedTargets } from "./audit-names";

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
  const at = new Date(0);
  const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
  await open.database
    .insert(users)
    .values({ id: "u1", email: "bo@example.com", name: "Bo", role: "viewer", status: "active", createdAt: at });
  await open.database.insert(shareLinks).values(
    ["For Maria", "  "].map((label, n) => ({
      ...{ id: `s${n}`, secretHash: `h${n}`, callId: "call_1", label, grant, createdById: "u1", createdByName: "Bo" },
      ...{ createdAt: at, expiresAt: at },
    })),
  );
  await open.database.insert(wallPasses).values({
    ...{ id: "w1", name: "Lobby", tokenHash: "h", renewedAt: at, config: {}, createdById: "u1", createdByName: "Bo" },
    createdAt: at,
  });
});
afterAll(() => open.close());

const told = async (kind: string, id: string) => {
  const target = { kind, id };
  return (await namedTargets(open.database, [{ target }, { target }, { target: null }]))(target);
};

test.each([
  ["user", "u1", "Bo", null],
  ["share", "s0", "For Maria", "call_1"],
  ["share", "s1", null, "call_1"],
  ["wall", "w1", "Lobby", null],
  ["user", "gone", null, null],
  ["call", "call_1", null, null],
  ["constructor", "x", null, null],
])("the %s %s is told by its name of now, %j, and its call, %j", async (kind, id, name, callId) => {
  expect(await told(kind, id)).toEqual({ kind, id, name, callId });
});

test("an entry about nothing stays so", async () => {
  expect((await namedTargets(open.database, []))(null)).toBeNull();
});
