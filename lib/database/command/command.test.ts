import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName, isTable, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "../embedded";
import type { Database, OpenDatabase } from "../pool";
import * as schema from "../schema";
import { databaseTemplate } from "../template";
import { openOldDatabase } from "../testing";
import { databaseCommand } from "./command";

/** Files of a database are many, and engines take seconds to start. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let dataDir: string;
let outside: string;
const opened: OpenDatabase[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "earshot-database-"));
  outside = mkdtempSync(join(tmpdir(), "earshot-backups-"));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const folder of [dataDir, outside]) rmSync(folder, { recursive: true, force: true });
});

const template = () => databaseTemplate(process.cwd());

async function open(folder = dataDir): Promise<OpenDatabase> {
  const database = await openEmbedded(folder, await template());
  opened.push(database);
  return database;
}

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const say = (sentence: string) => void said.push(sentence);
  const code = await databaseCommand(args, { url: null, dataDir, template }, { done: say, failed: say });
  return { code, said: said.join("\n") };
}

const ODD = [
  "plain",
  "\\restrict nobody\n\\unrestrict nobody\nCOPY users (id) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n",
  "tab\t, carriage\r\n, U+2028 \u2028, backslash \\N \\\\, quote ' \"; $$",
  "NUL \0, U+0010 \u0010, lone \ud83d and \udc00, whole 🙂‍↕️, ﷽, e\u0301",
  "",
];

/** Somebody, odd texts, and a value larger than a piece of a dump. */
async function fill({ database }: OpenDatabase): Promise<void> {
  await database.insert(schema.users).values(
    ODD.map((name, n) => ({
      id: `u${n}`,
      email: n === 0 ? null : `${n}${name}`,
      name,
      role: "admin" as const,
      scope: { agents: ODD, campaigns: [name] },
      status: "active" as const,
      createdAt: new Date(1_700_000_000_123 + n),
    })),
  );
  await database
    .insert(schema.storedSettings)
    .values([
      { key: "large", value: "x🙂".repeat(2_000_000), updatedAt: new Date(0) },
      ...Array.from({ length: 300 }, (_, n) => ({ key: `row ${n}`, value: { n, ODD }, updatedAt: new Date(n) })),
    ]);
}

/** Every row of every table, also of the one that says which migrations were made. */
async function everything({ database }: OpenDatabase): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const table of Object.values(schema).filter(isTable)) {
    const name = getTableName(table);
    const { rows } = await database.execute(sql`select to_jsonb(t) as row from ${sql.identifier(name)} t order by 1`);
    content[name] = rows;
  }
  content.migrations = (await database.execute(sql`select * from drizzle.__drizzle_migrations order by id`)).rows;
  return content;
}

const insert = (database: Database, key: string) =>
  database.insert(schema.storedSettings).values({ key, value: 1, updatedAt: new Date(0) });

async function closeAll(): Promise<void> {
  for (const database of opened.splice(0)) await database.close();
}

describe("a dump", () => {
  test("restores every text, every large value and every row as it was, and belongs to its owner alone", async () => {
    const first = await open();
    await fill(first);
    const before = await everything(first);
    await closeAll();
    const file = join(outside, "earshot.sql.gz");
    expect(await run("dump", file)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(outside)).toEqual(["earshot.sql.gz"]);
    rmSync(dataDir, { recursive: true });
    expect(await run("restore", file)).toMatchObject({ code: 0 });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(readdirSync(dataDir)).toEqual(["database"]);
    const second = await open();
    expect(await everything(second)).toEqual(before);
  });
});

describe("a database of an earlier engine", () => {
  test("is refused in a sentence with the way out, and turned over with everything in it", async () => {
    const old = await openOldDatabase(dataDir);
    await fill(old);
    const before = await everything(old);
    await old.close();
    await expect(open()).rejects.toThrow("npm run database -- upgrade");
    const { code, said } = await run("upgrade");
    expect(said).toContain("was of Postgres 17 and is of 18 now");
    expect(code).toBe(0);
    const upgraded = await open();
    expect(await everything(upgraded)).toEqual(before);
  });
});

describe("a backup", () => {
  test("made while somebody writes holds what was acknowledged before it ended, and no gap", async () => {
    const running = await open();
    await fill(running);
    let isWriting = true;
    let written = 0;
    const writing = (async () => {
      for (; isWriting; written++) await insert(running.database, `during ${written}`);
    })();
    await expect.poll(() => written).toBeGreaterThan(5);
    const before = written;
    const { code, said } = await run("backup", join(outside, "copy"));
    isWriting = false;
    await writing;
    expect(said).toContain("Earshot went on meanwhile");
    expect(code).toBe(0);
    const content = await everything(running);
    await closeAll();
    expect(await run("restore", join(outside, "copy"))).toMatchObject({ code: 0 });
    const restored = await everything(await open());
    const keys = (restored.stored_settings as { row: { key: string } }[])
      .map(({ row }) => Number(/^during (\d+)$/.exec(row.key)?.[1] ?? -1))
      .filter((n) => n >= 0)
      .sort((a, b) => a - b);
    expect(keys.length).toBeGreaterThanOrEqual(before);
    expect(keys).toEqual(keys.map((_, n) => n));
    expect({ ...restored, stored_settings: [] }).toEqual({ ...content, stored_settings: [] });
  });
});
