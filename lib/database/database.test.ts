import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QueryError } from "./errors";
import type { OpenDatabase } from "./pool";
import { storedSettings, users } from "./schema";
import { openTestDatabase } from "./testing";
import { transact } from "./transaction";

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
}, 60_000);
afterAll(() => open.close());

const at = new Date(1_700_000_000_123);
const row = (key: string) => ({ key, value: { n: 1 }, updatedAt: at });

describe("either engine", () => {
  test("hands back what was stored, to the millisecond", async () => {
    await open.database.insert(storedSettings).values(row("stored"));
    const [read] = await open.database.select().from(storedSettings).where(sql`key = 'stored'`);
    expect(read).toEqual(row("stored"));
  });

  test("undoes a transaction that throws, and goes on", async () => {
    const failing = transact(open.database, async (tx) => {
      await tx.insert(storedSettings).values(row("undone"));
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await open.database.select().from(storedSettings).where(sql`key = 'undone'`)).toEqual([]);
  });

  test("refuses what breaks a rule, naming the rule and none of the values", async () => {
    const person = {
      id: "1",
      email: "secret@example.com",
      name: "n",
      role: "admin",
      status: "active",
      createdAt: at,
    } as const;
    await open.database.insert(users).values(person);
    const error = await open.database
      .insert(users)
      .values({ ...person, id: "2" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ code: "23505", constraint: "users_email_unique" });
    expect((error as Error).stack).not.toContain("secret");
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  test("keeps queries that come at once apart from a transaction under way", async () => {
    const writes = Array.from({ length: 20 }, (_, n) =>
      n % 4 === 0
        ? transact(open.database, (tx) => tx.insert(storedSettings).values(row(`many ${n}`)))
        : open.database.insert(storedSettings).values(row(`many ${n}`)),
    );
    await Promise.all(writes);
    expect(await open.database.$count(storedSettings, sql`key like 'many %'`)).toBe(20);
  });

  test("answers a ping", async () => {
    await expect(open.ping()).resolves.toBeUndefined();
  });
});
