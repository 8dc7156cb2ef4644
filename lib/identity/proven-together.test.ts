import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemory } from "@/lib/access/memory";
import type { OpenDatabase } from "@/lib/database/database";
import { onDatabaseOutcome } from "@/lib/database/outcomes";
import { users as usersTable } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createSessions, createTokens } from "./testing";

let open: OpenDatabase;
let queries = 0;
beforeAll(async () => {
  open = await openTestDatabase();
  onDatabaseOutcome(() => {
    queries += 1;
  });
}, 60_000);
afterAll(() => open.close());

/** People with a way in each, remembered by somebody who hears of no change, and the renewal of what is remembered. */
async function remembered(way: "session" | "token") {
  await open.database.delete(usersTable);
  let [clockMs, renew] = [1_000_000, () => {}];
  const memory = createMemory(
    { areHeard: () => true, subscribe: () => undefined },
    { nowMs: () => clockMs, after: (_, task) => (renew = task) },
  );
  const nowMs = () => 1_800_000_000_000;
  const store = { database: open.database, nowMs, memory };
  const [sessions, tokens] = [createSessions(store), createTokens(store)];
  const people = ["a", "b", "c", "d"];
  const secrets = new Map<string, string>();
  for (const id of people) {
    const user = { id, email: `${id}@example.com`, name: id, role: "viewer", status: "active" } as const;
    await open.database.insert(usersTable).values({ ...user, createdAt: new Date(nowMs()) });
    const made =
      way === "session"
        ? await sessions.start({ id, judged: null }, "Firefox")
        : await tokens.create({ userId: id, name: "Bot", permission: "read", days: 1 });
    secrets.set(id, made?.token ?? "");
  }
  const find = async (id: string) =>
    (await (way === "session" ? sessions : tokens).find(secrets.get(id) ?? ""))?.user.role ?? null;
  for (const id of people) await find(id);
  return {
    find,
    async pass(ms: number) {
      clockMs += ms;
      const before = queries;
      renew();
      await expect.poll(() => queries).toBe(before + 1);
      // The answer is taken up after the question has ended.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test.each(["session", "token"] as const)(
  "people who come by %s are proven anew in one question, as they are by then",
  async (way) => {
    const { find, pass } = await remembered(way);
    await open.database.update(usersTable).set({ status: "disabled" }).where(eq(usersTable.id, "b"));
    await open.database.update(usersTable).set({ role: "supervisor" }).where(eq(usersTable.id, "c"));
    await open.database.delete(usersTable).where(eq(usersTable.id, "d"));
    await pass(1_500);
    const before = queries;
    expect([await find("a"), await find("c")]).toEqual(["viewer", "supervisor"]);
    expect(queries).toBe(before);
    // Who is not proven any more is asked for.
    expect([await find("b"), await find("d")]).toEqual([null, null]);
    expect(queries).toBe(before + 2);
  },
);
