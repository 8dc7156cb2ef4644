import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "./embedded";
import { storedSettings } from "./schema";
import { killDuringWrites } from "./testing";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "earshot-database-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("a process killed two hundred times while it writes loses nothing it acknowledged", async () => {
  const acknowledged = await killDuringWrites(dataDir, 200);
  expect(acknowledged.length).toBeGreaterThan(4_000);
  const { database, close } = await openEmbedded(dataDir);
  const rows = await database.select({ key: storedSettings.key }).from(storedSettings);
  await close();
  const kept = new Set(rows.map(({ key }) => key));
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
}, 2_400_000);
