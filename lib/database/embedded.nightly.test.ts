import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openEmbedded } from "./embedded";
import { storedSettings } from "./schema";
import { killDuringWrites } from "./testing";

const ROUNDS = 200;
/** Side by side, each on a folder of its own: more than there are processors would only wait for each other. */
const LANES = Math.min(4, availableParallelism());
const ROUNDS_A_LANE = Math.ceil(ROUNDS / LANES);
const SAY_EVERY = 20;
/** Two seconds of a processor a round, on a busy machine. */
const LIMIT_MS = 900_000;

/** What was acknowledged in one lane, and is not there. */
async function lost(onRound: () => void): Promise<{ acknowledged: number; lost: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-database-"));
  try {
    const acknowledged = await killDuringWrites(dataDir, ROUNDS_A_LANE, onRound);
    const { database, close } = await openEmbedded(dataDir);
    const rows = await database.select({ key: storedSettings.key }).from(storedSettings);
    await close();
    const kept = new Set(rows.map(({ key }) => key));
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((key) => !kept.has(key)) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

test(
  "a process killed two hundred times while it writes and is kept up loses nothing it acknowledged",
  async () => {
    let done = 0;
    const startedMs = performance.now();
    const onRound = () => {
      if (++done % SAY_EVERY !== 0) return;
      process.stdout.write(`${done} kills in ${Math.round((performance.now() - startedMs) / 1000)} s\n`);
    };
    const lanes = await Promise.all(Array.from({ length: LANES }, () => lost(onRound)));
    expect(done).toBeGreaterThanOrEqual(ROUNDS);
    for (const lane of lanes) {
      expect(lane.acknowledged).toBeGreaterThan(20 * ROUNDS_A_LANE);
      expect(lane.lost).toEqual([]);
    }
  },
  LIMIT_MS,
);
