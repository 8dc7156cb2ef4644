import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { committed, openTestDatabase } from "@/lib/database/testing";
import { createTokens, createUsers } from "@/lib/identity/testing";
import type { UserChanges } from "@/lib/identity/user-store";
import { createMemory } from "./memory";
import { createReveals, REVEAL_MS } from "./reveals";
import { newId } from "./secrets";

const START_MS = Date.UTC(2025, 11, 1, 12);
let open: OpenDatabase;
let clockMs: number;
const storeOf = () =>
  committed(
    open.database,
    createReveals({ database: open.database, memory: createMemory(open.changes), nowMs: () => clockMs }),
    "reveal",
    "hide",
  );
let reveals: ReturnType<typeof storeOf>;

/** One database for all; every test has a call of its own. */
beforeAll(async () => {
  open = await openTestDatabase();
  reveals = storeOf();
}, 60_000);
afterAll(() => open.close());
beforeEach(() => {
  clockMs = START_MS;
});

describe("a revealed call", () => {
  test("is shown for fifteen minutes to the millisecond, to this person, and no other call is", async () => {
    expect(await reveals.untilMs("sam", "call_a")).toBeNull();
    expect(await reveals.reveal("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    expect(await reveals.untilMs("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    expect(await reveals.untilMs("kim", "call_a")).toBeNull();
    expect(await reveals.untilMs("sam", "call_2")).toBeNull();
    clockMs = START_MS + REVEAL_MS - 1;
    expect(await reveals.untilMs("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    clockMs = START_MS + REVEAL_MS;
    expect(await reveals.untilMs("sam", "call_a")).toBeNull();
  });

  test("asked for again begins its time anew, also when two browsers ask at once", async () => {
    await reveals.reveal("sam", "call_b");
    clockMs += 60_000;
    const ends = await Promise.all([reveals.reveal("sam", "call_b"), reveals.reveal("sam", "call_b")]);
    expect(ends).toEqual([clockMs + REVEAL_MS, clockMs + REVEAL_MS]);
    expect(await reveals.untilMs("sam", "call_b")).toBe(clockMs + REVEAL_MS);
  });

  test("is hidden at once when its person says so, and only for them", async () => {
    await reveals.reveal("sam", "call_c");
    await reveals.reveal("kim", "call_c");
    expect(await reveals.hide("sam", "call_c")).toBe(true);
    expect(await reveals.untilMs("sam", "call_c")).toBeNull();
    expect(await reveals.untilMs("kim", "call_c")).not.toBeNull();
    expect(await reveals.hide("sam", "call_c")).toBe(false);
  });

  test("whose time is over is not hidden twice", async () => {
    await reveals.reveal("sam", "call_d");
    clockMs += REVEAL_MS;
    expect(await reveals.hide("sam", "call_d")).toBe(false);
  });
});

describe("a revealed call is masked again for good", () => {
  async function revealed() {
    const parts = { database: open.database, nowMs: () => clockMs };
    const [users, tokens] = [createUsers(parts), createTokens(parts)];
    const email = `${newId()}@example.com`;
    const user = await users.create({ email, name: "Sam", role: "supervisor", scope: null }, "hash");
    if (user === null) throw new Error("There is such a user.");
    await reveals.reveal(user.id, "call_a");
    await reveals.reveal(user.id, "call_b");
    await reveals.reveal("somebody else", "call_a");
    return { users, tokens, user };
  }

  test.each<[string, UserChanges[]]>([
    ["made a viewer and a supervisor again", [{ role: "viewer" }, { role: "supervisor" }]],
    ["made an admin and a supervisor again", [{ role: "admin" }, { role: "supervisor" }]],
    ["disabled and enabled", [{ status: "disabled" }, { status: "active" }]],
    [
      "given a scope that is taken away again",
      [{ scope: { agents: [], agentNames: ["Sales"], campaigns: [] } }, { scope: null }],
    ],
  ])("when its person is %s", async (_what, steps) => {
    const { users, user } = await revealed();
    for (const step of steps) await users.update(user.id, step);
    expect(await reveals.untilMs(user.id, "call_a")).toBeNull();
    expect(await reveals.untilMs(user.id, "call_b")).toBeNull();
    expect(await reveals.untilMs("somebody else", "call_a")).not.toBeNull();
  });

  test("when the provider takes the role away, a token is revoked, the password changes, or the user is deleted", async () => {
    const ways: ((parts: Awaited<ReturnType<typeof revealed>>) => Promise<unknown>)[] = [
      ({ users, user }) => users.update(user.id, { role: "viewer" }, "provider"),
      async ({ tokens, user }) => {
        const made = await tokens.create({ userId: user.id, name: "Bot", permission: "act", days: 1 });
        await reveals.reveal(user.id, "call_a");
        expect(await tokens.revoke(made?.id ?? "", user.id)).toBe(true);
      },
      ({ users, user }) => users.changePassword(user.id, { judged: "hash", next: "new", keptSessionId: null }),
      ({ users, user }) => users.remove(user.id),
    ];
    for (const way of ways) {
      const parts = await revealed();
      await way(parts);
      expect(await reveals.untilMs(parts.user.id, "call_a")).toBeNull();
    }
  });

  test("but not when they are called otherwise, or nothing changes", async () => {
    const { users, tokens, user } = await revealed();
    await users.update(user.id, { name: "Samuel" });
    await users.update(user.id, { role: "supervisor" });
    expect(await tokens.revoke("0123456789abcdef01234567", user.id)).toBe(false);
    expect(await reveals.untilMs(user.id, "call_a")).not.toBeNull();
  });
});
