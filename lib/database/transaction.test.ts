import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askApart, askWithin } from "./plain-sql";
import type { OpenDatabase } from "./pool";
import { storedSettings } from "./schema";
import { cutAt, openTestDatabase } from "./testing";
import { transact } from "./transaction";

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.database.delete(storedSettings);
});
afterAll(() => open.close());

const row = (key: string) => ({ key, value: 1, updatedAt: new Date(0) });
const keys = async () => (await open.database.select().from(storedSettings)).map(({ key }) => key);
/** More than there are connections: none of them is lost. */
const TIMES = 12;

describe("a transaction", () => {
  test("is there as a whole, and hands back what its work does", async () => {
    const done = await transact(open.database, async (tx) => {
      await tx.insert(storedSettings).values([row("a"), row("b")]);
      await tx.delete(storedSettings).where(eq(storedSettings.key, "a"));
      return "done";
    });
    expect(done).toBe("done");
    expect(await keys()).toEqual(["b"]);
  });

  test("is undone by whatever its work throws, and its connection serves the next", async () => {
    for (let n = 0; n < TIMES; n++) {
      const failing = transact(open.database, async (tx) => {
        await tx.insert(storedSettings).values(row("a"));
        throw new Error("changed my mind");
      });
      await expect(failing).rejects.toThrow("changed my mind");
    }
    expect(await keys()).toEqual([]);
  });

  test("says that nothing was done when a statement had failed and the work went on", async () => {
    const careless = transact(open.database, async (tx) => {
      await tx.insert(storedSettings).values(row("a"));
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ name: "QueryError", code: "25P02" });
    expect(await keys()).toEqual([]);
  });

  test("is not asked past it: on the embedded engine that would wait for itself", async () => {
    await transact(open.database, async (tx) => {
      await tx.insert(storedSettings).values(row("a"));
      await expect(open.database.select().from(storedSettings)).rejects.toThrow("asked past the transaction");
      await expect(transact(open.database, async () => undefined)).rejects.toThrow("asked past the transaction");
    });
    expect(await keys()).toEqual(["a"]);
  });

  test("leaves what it started, and was not waited for, free to ask once it is over", async () => {
    let later: Promise<unknown> = Promise.resolve();
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    await transact(open.database, async () => {
      later = over.then(() => keys());
    });
    end();
    expect(await later).toEqual([]);
  });

  test.each([
    ["before it begins", 1],
    ["in the middle", 2],
    ["before it is committed", 3],
  ])("cut off %s, leaves nothing and loses no connection", async (_, at) => {
    for (let n = 0; n < TIMES; n++) {
      const cut = cutAt(open.database, at);
      const work = transact(open.database, (tx) => tx.insert(storedSettings).values(row("a")));
      await expect(work).rejects.toMatchObject({ name: "DatabaseUnavailableError" });
      expect(cut.end()).toBe(true);
    }
    await expect.poll(() => keys().catch(() => null)).toEqual([]);
  });
});

describe("another program's SQL", () => {
  test("within a transaction goes and comes back with it", async () => {
    const failing = transact(open.database, async (tx) => {
      const text = "insert into stored_settings (key, value, updated_at) values ($1, $2, now()) returning key";
      expect((await askWithin(tx, text, ["a", { n: 1 }])).rows).toEqual([{ key: "a" }]);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await keys()).toEqual([]);
  });

  test("that fails in a transaction of its own leaves no connection in it", async () => {
    const broken = "begin; insert into stored_settings values ('a', '1', now()); select 1 / 0; commit";
    for (let n = 0; n < TIMES; n++) {
      await expect(askApart(open.database, broken)).rejects.toMatchObject({ name: "QueryError", code: "22012" });
    }
    await open.database.insert(storedSettings).values(row("b"));
    expect(await keys()).toEqual(["b"]);
  });
});
