import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "../embedded";
import type { Database, OpenDatabase } from "../pool";
import * as schema from "../schema";
import { databaseTemplate } from "../template";
import { openOldDatabase, readyDatabase } from "../testing";
import { databaseCommand } from "./command";
import { everythingIn, fillDatabase } from "./testing";

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
  if (readdirSync(folder).length === 0) cpSync(await readyDatabase(), folder, { recursive: true });
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

const insert = (database: Database, key: string) =>
  database.insert(schema.storedSettings).values({ key, value: 1, updatedAt: new Date(0) });

async function closeAll(): Promise<void> {
  for (const database of opened.splice(0)) await database.close();
}

describe("a dump", () => {
  test("of a running Earshot restores every text, every large value and every row, and keeps what it replaces", async () => {
    const running = await open();
    await fillDatabase(running);
    const before = await everythingIn(running);
    const file = join(outside, "earshot.sql.gz");
    expect(await run("dump", file)).toEqual({ code: 0, said: `The dump is in ${file}.` });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(outside)).toEqual(["earshot.sql.gz"]);
    expect(await run("dump", file)).toMatchObject({ code: 1, said: expect.stringContaining("is there already") });

    await insert(running.database, "later");
    const refused = await run("restore", file);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining(`in use by process ${process.pid}:`) });
    await closeAll();

    expect(await run("restore", file)).toMatchObject({ code: 0, said: expect.stringContaining("is kept in") });
    expect(readdirSync(dataDir)).toEqual(["database", expect.stringMatching(/^database\.before-/)]);
    expect(statSync(join(dataDir, "database")).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "database", "PG_VERSION")).mode & 0o777).toBe(0o600);
    expect(await everythingIn(await open())).toEqual(before);
  });

  test("that is cut short, or none, or of a newer Earshot changes nothing", async () => {
    const database = await open();
    await insert(database.database, "kept");
    await closeAll();
    const whole = join(outside, "whole.sql");
    expect(await run("dump", whole)).toMatchObject({ code: 0 });
    const text = readFileSync(whole, "utf8");
    const files = {
      "cut.sql": [text.slice(0, text.length * 0.6), "cut short"],
      "broken.sql": [text.replace("CREATE TABLE public.users", "CREATE TABLE public.people"), "42P01"],
      "newer.sql": [
        text.replace(/(COPY drizzle[^\n]+\n(?:[^\n]+\n)*)\\\.\n/, "$199\tx\t4000000000000\n\\.\n"),
        "newer Earshot",
      ],
    } as const;
    for (const [name, [content, words]] of Object.entries(files)) {
      writeFileSync(join(outside, name), content);
      const { code, said } = await run("restore", join(outside, name));
      expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`^Nothing was changed: .*${words}`))]);
      expect(readdirSync(dataDir)).toEqual(["database"]);
    }
    expect(await (await open()).database.$count(schema.storedSettings)).toBe(1);
  });
});

describe("a database of an earlier engine", () => {
  test("is refused in a sentence with the way out, and turned over with everything in it", async () => {
    const old = await openOldDatabase(dataDir);
    await fillDatabase(old);
    const before = await everythingIn(old);
    await old.close();
    await expect(open()).rejects.toThrow("npm run database -- upgrade");
    expect(await run("upgrade")).toMatchObject({
      code: 0,
      said: expect.stringMatching(/was of Postgres 17 and is of 18 now\. The one that was there is kept in .*before-/),
    });
    expect(readdirSync(dataDir)).toEqual(["database", expect.stringMatching(/^database\.before-/)]);
    const upgraded = await open();
    expect(await everythingIn(upgraded)).toEqual(before);
    // What counts on by itself counts on.
    const [next] = await upgraded.database
      .insert(schema.auditEvents)
      .values({ at: new Date(0), actorKind: "system", actorName: "", action: "user.created", result: "done" })
      .returning();
    expect(next?.id).toBe(before.audit_events?.length ? before.audit_events.length + 1 : 0);
    await closeAll();
    expect(await run("upgrade")).toMatchObject({ code: 0, said: expect.stringContaining("nothing to do") });
  });
});

describe("a backup", () => {
  test("made while somebody writes holds what was acknowledged before it ended, and no gap", async () => {
    const running = await open();
    await fillDatabase(running);
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
    const content = await everythingIn(running);
    await closeAll();
    expect(await run("restore", join(outside, "copy"))).toMatchObject({ code: 0 });
    const restored = await everythingIn(await open());
    const keys = (restored.stored_settings as string[])
      .map((row) => Number(/"key":"during (\d+)"/.exec(row)?.[1] ?? -1))
      .filter((n) => n >= 0)
      .sort((a, b) => a - b);
    expect(keys.length).toBeGreaterThanOrEqual(before);
    expect(keys).toEqual(keys.map((_, n) => n));
    expect({ ...restored, stored_settings: [] }).toEqual({ ...content, stored_settings: [] });
  });
});

describe("what cannot be done is a sentence and an exit code", () => {
  test.each([[[]], [["help"]], [["dump"]], [["upgrade", "now"]], [["backup", "a", "b"]]])(
    "%j is not understood",
    async (args) => {
      expect(await run(...args)).toMatchObject({ code: 2, said: expect.stringContaining("backup FOLDER") });
    },
  );

  test("with a database on a server it is the server's own programs that do it", async () => {
    const said = vi.fn();
    const place = { url: "postgres://me:hush@db/earshot", dataDir, template };
    expect(await databaseCommand(["dump", "x"], place, { done: said, failed: said })).toBe(1);
    expect(said.mock.calls).toEqual([[expect.stringContaining("use pg_dump")]]);
    expect(said.mock.calls.join()).not.toContain("hush");
  });

  test.each(["backup", "dump", "upgrade"])("%s says that there is no database, and makes nothing", async (command) => {
    const args = command === "upgrade" ? [] : [join(outside, "made")];
    expect(await run(command, ...args)).toMatchObject({
      code: 1,
      said: expect.stringContaining("There is no database"),
    });
    rmSync(dataDir, { recursive: true });
    expect(await run(command, ...args)).toMatchObject({
      code: 1,
      said: expect.stringContaining("There is no database"),
    });
    expect(readdirSync(outside)).toEqual([]);
  });

  test("a restore from nothing, or from a folder that holds none, leaves everything as it is", async () => {
    expect(await run("restore", join(outside, "nothing"))).toMatchObject({ code: 1 });
    expect(await run("restore", outside)).toMatchObject({ code: 1, said: expect.stringContaining("no database in") });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test("a backup is written over nothing", async () => {
    expect(await run("backup", outside)).toMatchObject({ code: 1, said: expect.stringContaining("is there already") });
  });
});
