import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseUnavailableError } from "./errors";
import { migrateTables } from "./migrate";
import type { OpenDatabase } from "./pool";
import { openTestDatabase } from "./testing";

const FOLDER = join("lib", "database", "migrations");
let open: OpenDatabase;
let folder: string;

beforeEach(async () => {
  open = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "earshot-migrations-"));
  cpSync(FOLDER, folder, { recursive: true });
});
afterEach(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A later version's folder: ours and one more table. */
function addMigration(statement: string): void {
  const file = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  journal.entries.push({ idx: 99, version: "7", when: 4_000_000_000_000, tag: "9999_later", breakpoints: true });
  writeFileSync(file, JSON.stringify(journal));
  writeFileSync(join(folder, "9999_later.sql"), statement);
}

async function withClient(work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await open.database.$client.connect();
  await work(client).finally(() => client.release(true));
}

describe("bringing the tables up to date", () => {
  test("adds what is new, and nothing the second time", async () => {
    addMigration("create table later (id int primary key)");
    await withClient((client) => migrateTables(client, folder));
    await withClient((client) => migrateTables(client, folder));
    expect((await open.database.execute(sql`select * from later`)).rows).toEqual([]);
  });

  test("refuses the tables of a newer Earshot in a sentence", async () => {
    addMigration("create table later (id int primary key)");
    await withClient((client) => migrateTables(client, folder));
    await withClient(async (client) => {
      const refused = migrateTables(client);
      await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailableError);
      await expect(refused).rejects.toThrow("written by a newer Earshot");
    });
  });

  test("leaves everything as it was when a step fails", async () => {
    addMigration("create table half (id int primary key);\n--> statement-breakpoint\nselect nothing_of_the_kind");
    await withClient((client) => expect(migrateTables(client, folder)).rejects.toThrow());
    expect((await open.database.execute(sql`select to_regclass('half') as half`)).rows).toEqual([{ half: null }]);
  });
});
