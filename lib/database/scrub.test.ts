import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "./embedded";
import { storedSettings } from "./schema";
import { databaseTemplate } from "./template";
import { filesHolding } from "./testing";

const CANARY = "zanzibarcanary";
let dataDir: string;
let open: EmbeddedDatabase;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "earshot-scrub-"));
  open = await openEmbedded(dataDir, await databaseTemplate(process.cwd()));
});
afterEach(async () => {
  await open.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const filesWithCanary = () => filesHolding(CANARY, dataDir);

test("what was deleted lies in no file of the data folder once its table is written anew", async () => {
  const { database } = open;
  for (let n = 0; n < 60; n += 1) {
    await database
      .insert(storedSettings)
      .values({ key: `${CANARY} ${n}`, value: { text: `${CANARY} ${"word ".repeat(n)}` }, updatedAt: new Date(n) });
  }
  await database.execute(sql`analyze stored_settings`);
  await database.insert(storedSettings).values({ key: "kept", value: 1, updatedAt: new Date(0) });
  await open.upkeep();
  expect(filesWithCanary()).not.toEqual([]);
  await database.delete(storedSettings).where(sql`${storedSettings.key} <> 'kept'`);
  await open.upkeep();
  expect(filesWithCanary()).not.toEqual([]);
  expect(await open.scrub(["stored_settings"], { isQuiet: false })).toBe(true);
  expect(filesWithCanary()).toEqual([]);
  expect(await database.$count(storedSettings, eq(storedSettings.key, "kept"))).toBe(1);
});
