import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DatabaseUnavailableError } from "./errors";
import { migrateTables } from "./migrate";
import type { OpenDatabase } from "./pool";
import { leases, outbox, savedViews, sessions, users } from "./schema";
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

/** An earlier version's folder: the first so many of our steps. */
function keepMigrations(count: number): void {
  const file = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
}

const STEPS = readMigrationFiles({ migrationsFolder: FOLDER }).length;
const EARLIER = Array.from({ length: STEPS - 1 }, (_, n) => n + 1);

/** With so many steps agents are known by id. */
const AGENTS_BY_ID = 8;

/** The database as an earlier version with so many steps left it, with somebody in it. */
async function asOfVersion(steps: number, client: pg.PoolClient): Promise<void> {
  for (const schema of ["public", "drizzle"]) await client.query(`drop schema ${schema} cascade`);
  await client.query("create schema public");
  keepMigrations(steps);
  await migrateTables(client, folder);
  await client.query(
    `insert into users (id, email, name, role, scope, status, password_hash, created_at)
     values ('u1', 'sue@example.com', 'Sue', 'supervisor', $1, 'active', 'h', now())`,
    [steps < AGENTS_BY_ID ? '{"agents":["A"],"campaigns":[]}' : '{"agents":[],"agentNames":["A"],"campaigns":[]}'],
  );
  await client.query(
    `insert into sessions (id, token_hash, user_id, created_at, last_seen_at, ends_at, device)
     values ('s1', 't', 'u1', now(), now(), now() + interval '1 day', 'Firefox')`,
  );
}

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

  test.each(EARLIER)("keeps who is in a database of version %i, and gives it what came since", async (steps) => {
    await withClient(async (client) => {
      await asOfVersion(steps, client);
      if (steps === 1) await expect(client.query("update users set email = null")).rejects.toThrow(/null/);
      await migrateTables(client);
    });
    const [user] = await open.database.select().from(users);
    expect(user).toMatchObject({
      email: "sue@example.com",
      // Agents were known by name then, and are kept by it.
      scope: { agents: [], agentNames: ["A"], campaigns: [] },
      passwordHash: "h",
    });
    expect(await open.database.select().from(sessions)).toMatchObject([{ id: "s1", userId: "u1" }]);
    if (user === undefined) return;
    await open.database.insert(users).values(["u2", "u3"].map((id) => ({ ...user, id, email: null })));
    expect(await open.database.$count(users)).toBe(3);
    await open.database.insert(leases).values({ name: "l", expiresAt: new Date(0), dueAt: new Date(0) });
    expect(await open.database.$count(outbox)).toBe(0);
    const view = {
      page: "live",
      name: "Night",
      nameKey: "night",
      query: "",
      madeById: "u1",
      madeByName: "Sue",
    } as const;
    const save = (id: string, shared: boolean) =>
      open.database.insert(savedViews).values({ ...view, id, shared, createdAt: new Date(0), changedAt: new Date(0) });
    await save("v1", false);
    await save("v2", true);
    for (const shared of [false, true]) await expect(save("v3", shared)).rejects.toThrow();
    expect(await open.database.$count(savedViews)).toBe(2);
  });

  test("is done once by instances of a new version that start together on a database of the first", async () => {
    await withClient((client) => asOfVersion(1, client));
    await Promise.all([1, 2, 3].map(() => withClient((client) => migrateTables(client))));
    const applied = await open.database.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`);
    expect(applied.rows).toEqual([{ count: STEPS }]);
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
