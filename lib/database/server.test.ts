import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { openDatabase } from "./database";
import { DatabaseUnavailableError } from "./errors";
import type { OpenDatabase } from "./pool";
import { openOnServer } from "./server";
import { killedIn } from "./testing";

const server = process.env.EARSHOT_TEST_DATABASE_URL ?? "";

describe("without a server", () => {
  test("a server that is not there is a sentence without its address or password", async () => {
    const error = await openOnServer("postgres://me:hush@127.0.0.1:1/db").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect((error as Error).message).toBe("The database does not answer (ECONNREFUSED).");
    expect((error as Error).stack).not.toMatch(/hush|127\.0\.0\.1/);
  });

  test("a server that takes connections and says nothing is given up", async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const opening = openDatabase({ url: `postgres://me:hush@127.0.0.1:${port}/db`, dataDir: "/nowhere" });
    await expect(opening).rejects.toThrow("The database does not answer in time.");
    silent.close();
  });
});

/** `npm test` runs these in the step that starts a server. */
if (server !== "")
  describe("on a server", () => {
    const names: string[] = [];
    const opened: OpenDatabase[] = [];

    async function asMaster(command: string): Promise<pg.QueryResult> {
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      return client.query(command).finally(() => client.end());
    }

    async function newDatabase(): Promise<string> {
      const name = `earshot_test_${randomBytes(6).toString("hex")}`;
      await asMaster(`create database ${name}`);
      names.push(name);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    }

    async function open(url: string): Promise<OpenDatabase> {
      const database = await openOnServer(url);
      opened.push(database);
      return database;
    }

    afterEach(async () => {
      for (const database of opened.splice(0)) await database.close();
      for (const name of names.splice(0)) await asMaster(`drop database ${name} with (force)`);
    });

    test("four instances that start at once make the tables once", async () => {
      const url = await newDatabase();
      const instances = await Promise.all([1, 2, 3, 4].map(() => open(url)));
      for (const { ping } of instances) await ping();
      const { rows } = await (instances[0] as OpenDatabase).database.execute(
        sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
      );
      expect(rows).toEqual([{ n: readMigrationFiles({ migrationsFolder: "lib/database/migrations" }).length }]);
    });

    test("closing goes on to its end in a process that nothing else keeps alive", async () => {
      expect(await killedIn("database-closer.ts", [await newDatabase()])).toEqual(["closed"]);
    });

    test("lost connections are nobody's crash, and the next query has a new one", async () => {
      const url = await newDatabase();
      const { database, ping } = await open(url);
      await Promise.all([1, 2, 3].map(() => database.execute(sql`select pg_sleep(0.05)`)));
      const ended = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(url).pathname.slice(1)}'`;
      const asking = database.execute(sql`select pg_sleep(10)`).catch((thrown: unknown) => thrown);
      await expect.poll(async () => (await asMaster(ended)).rowCount, { timeout: 10_000 }).toBeGreaterThan(0);
      expect(await asking).toBeInstanceOf(DatabaseUnavailableError);
      await expect.poll(() => ping().then(() => true), { timeout: 10_000 }).toBe(true);
    });

    test("a database or a user that the server does not know is a sentence", async () => {
      const url = new URL(server);
      url.pathname = "/earshot_is_not_here";
      await expect(open(url.href)).rejects.toThrow("no database of the name in DATABASE_URL");
    });
  });
