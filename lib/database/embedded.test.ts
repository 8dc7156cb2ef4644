import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "./embedded";
import { DatabaseUnavailableError } from "./errors";
import { storedSettings } from "./schema";
import { databaseTemplate } from "./template";
import { killDuringWrites } from "./testing";
import { transact } from "./transaction";

const LIMITS = { exchangeMs: 120_000, lowDiskBytes: 0 };
/** Files of a database are many, and this is about what they hold, not how soon. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let prepared: string;
let dataDir: string;
const opened: EmbeddedDatabase[] = [];

beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), "earshot-database-"));
  // As a first start that was cut short leaves it.
  mkdirSync(join(prepared, "database.part", "base"), { recursive: true });
  await (await openEmbedded(prepared, await databaseTemplate(process.cwd()), LIMITS)).close();
});
afterAll(() => rmSync(prepared, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "earshot-database-"));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(limits = LIMITS): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(dataDir, await databaseTemplate(process.cwd()), limits);
  opened.push(database);
  return database;
}

/** One whose tables are there. */
function openPrepared(limits = LIMITS): Promise<EmbeddedDatabase> {
  cpSync(prepared, dataDir, { recursive: true });
  return open(limits);
}

const insert = ({ database }: EmbeddedDatabase, key: string) =>
  database.insert(storedSettings).values({ key, value: 1, updatedAt: new Date(0) });

const keys = async ({ database }: EmbeddedDatabase) =>
  (await database.select({ key: storedSettings.key }).from(storedSettings)).map(({ key }) => key);

describe("the database in a directory", () => {
  test("is told to the disk with every commit, belongs to its owner alone, and is there again after a close; nearly full, it is only read", async () => {
    chmodSync(dataDir, 0o755);
    const first = await openPrepared();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (let n = 0; n < 5; n++) {
      const before = first.engine.syncs();
      await insert(first, `row ${n}`);
      expect(first.engine.syncs()).toBeGreaterThan(before);
    }
    expect(statSync(join(dataDir, "database")).mode & 0o777).toBe(0o700);
    await first.close();
    // The disk is nearly full now: it is read on, and nothing is written.
    const full = await open({ ...LIMITS, lowDiskBytes: Number.MAX_SAFE_INTEGER });
    expect(await keys(full)).toHaveLength(5);
    await expect(insert(full, "refused")).rejects.toThrow("takes no writes: its disk is full");
    await expect(transact(full.database, (tx) => tx.delete(storedSettings))).rejects.toThrow("takes no writes");
    expect(await keys(full)).toHaveLength(5);
  });

  test("loses nothing acknowledged when its process is killed, and is refused to a second process", async () => {
    cpSync(prepared, dataDir, { recursive: true });
    const acknowledged = await killDuringWrites(dataDir, 3);
    expect(acknowledged.length).toBeGreaterThan(60);
    const kept = new Set(await keys(await open()));
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  });

  test("starts again after a statement that takes too long, with everything acknowledged", async () => {
    const limits = { ...LIMITS };
    const database = await openPrepared(limits);
    await insert(database, "before");
    limits.exchangeMs = 500;
    const endless = database.database.execute(sql`select count(*) from generate_series(1, 100000000000)`);
    await expect(endless).rejects.toThrow("took too long and was stopped");
    limits.exchangeMs = LIMITS.exchangeMs;
    await expect.poll(() => keys(database).catch(() => []), { timeout: 120_000 }).toEqual(["before"]);
    await insert(database, "after");
  });
});

describe("a directory that is no database", () => {
  const refusal = async () => {
    const error = await open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    return (error as Error).message;
  };

  test("is left alone and named in a sentence", async () => {
    mkdirSync(join(dataDir, "database"));
    writeFileSync(join(dataDir, "database", "holiday.txt"), "photos");
    expect(await refusal()).toContain("is not empty and not a database");
    expect(statSync(join(dataDir, "database", "holiday.txt")).size).toBe(6);
  });

  test("of another version is left alone", async () => {
    mkdirSync(join(dataDir, "database"));
    writeFileSync(join(dataDir, "database", "PG_VERSION"), "15\n");
    expect(await refusal()).toContain("was written by Postgres 15");
  });

  test("that is a file, or damaged, is a sentence each", async () => {
    mkdirSync(join(dataDir, "database"));
    writeFileSync(join(dataDir, "database", "PG_VERSION"), "18\n");
    expect(await refusal()).toContain("it may be damaged");
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, "");
    expect(await refusal()).toContain("cannot be written (EEXIST)");
  });

  test("that a first start left half made is made again", () => {
    expect(readdirSync(prepared)).toEqual(["database"]);
  });
});
