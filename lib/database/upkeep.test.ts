import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "./embedded";
import { storedSettings } from "./schema";
import { readyDatabase } from "./testing";
import { createUpkeep, type UpkeepOptions } from "./upkeep";

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

/** A connection that answers at once, and notes what it was asked. */
function fakes() {
  const asked: string[] = [];
  const state = {
    syncs: 1,
    walMegabytes: 100,
    waiting: 0,
    fault: null as Error | null,
    refused: "none",
    rows: [] as unknown[],
  };
  const client = {
    async query(words: string) {
      if (state.fault !== null) throw state.fault;
      if (words.includes(state.refused)) throw new Error("refused");
      if (words.includes("pg_current_wal_insert_lsn")) return { rows: [{ bytes: state.walMegabytes * MEGABYTE }] };
      if (words.includes("pg_stat_all_tables")) return { rows: state.rows };
      asked.push(words);
      return { rows: [] };
    },
    release: () => undefined,
  };
  const pool = {
    connect: async () => client as unknown as pg.PoolClient,
    get waitingCount() {
      return state.waiting;
    },
    totalCount: 1,
    idleCount: 1,
  };
  const report = vi.fn();
  const options: UpkeepOptions = { pool: pool as UpkeepOptions["pool"], syncs: () => state.syncs, report };
  return { asked, state, report, upkeep: createUpkeep(options) };
}

describe("when the embedded database is kept up", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("never while nothing is written", async () => {
    const { asked } = fakes();
    const { asked: quiet, state } = fakes();
    state.syncs = 0;
    await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
    expect(quiet).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  test("five minutes after something was written, and not again while nothing more is", async () => {
    const { asked, upkeep } = fakes();
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS - 2_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(asked).toContain("checkpoint");
    const done = asked.length;
    await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
    expect(asked).toHaveLength(done);
    await upkeep.stop();
  });

  test("as soon as 32 MB were written", async () => {
    const { asked, state } = fakes();
    await vi.advanceTimersByTimeAsync(10_000);
    state.walMegabytes += 31;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    state.walMegabytes += 1;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toContain("checkpoint");
  });

  test("in a moment when nobody asks anything, unless 64 MB were written or a minute went by", async () => {
    const { asked, state } = fakes();
    await vi.advanceTimersByTimeAsync(2_000);
    state.waiting = 3;
    state.walMegabytes += 63;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual([]);
    state.walMegabytes += 1;
    await vi.advanceTimersByTimeAsync(2_000);
    const first = asked.length;
    expect(first).toBeGreaterThan(0);
    state.syncs++;
    await vi.advanceTimersByTimeAsync(5.5 * MINUTE_MS);
    expect(asked).toHaveLength(first);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(asked.length).toBeGreaterThan(first);
  });

  test("table by table, and only those that need it", async () => {
    const { asked, state, upkeep } = fakes();
    state.rows = [
      { name: "public.a", vacuum: true, analyze: false },
      { name: "public.b", vacuum: false, analyze: true },
      { name: "public.c", vacuum: false, analyze: false },
    ];
    const running = upkeep.run();
    await vi.advanceTimersByTimeAsync(1_000);
    await running;
    expect(asked.filter((words) => /^(vacuum|analyze)/.test(words))).toEqual([
      "vacuum (process_toast false) public.a",
      "analyze public.b",
    ]);
  });

  test("not while it is paused, and from the next step on not once it is stopped", async () => {
    const { asked, state, upkeep } = fakes();
    const resume = await upkeep.pause();
    state.walMegabytes += 500;
    await upkeep.run();
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS);
    expect(asked).toEqual([]);
    resume();
    resume();
    const running = upkeep.run();
    const stopping = upkeep.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    await Promise.all([running, stopping]);
    expect(asked.length).toBeLessThanOrEqual(1);
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS);
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  test("table by table also when one of them fails, which is left alone from then on", async () => {
    const { asked, state, report, upkeep } = fakes();
    state.rows = ["public.bad", "public.good"].map((name) => ({ name, vacuum: true, analyze: false }));
    state.refused = "public.bad";
    for (let n = 0; n < 2; n++) {
      const running = upkeep.run();
      await vi.advanceTimersByTimeAsync(1_000);
      await running;
    }
    expect(report.mock.calls).toEqual([[expect.objectContaining({ name: "QueryError" })], [null]]);
    expect(asked.filter((words) => words.startsWith("vacuum"))).toEqual(["vacuum (process_toast false) public.good"]);
  });

  test("again after five minutes when it failed, which is told each time", async () => {
    const { report, state } = fakes();
    await vi.advanceTimersByTimeAsync(2_000);
    state.fault = new Error("no");
    await vi.advanceTimersByTimeAsync(7 * MINUTE_MS);
    expect(report).toHaveBeenCalledTimes(1);
    expect(report).toHaveBeenLastCalledWith(expect.objectContaining({ name: "QueryError" }));
    state.fault = null;
    state.syncs++;
    await vi.advanceTimersByTimeAsync(6 * MINUTE_MS);
    expect(report).toHaveBeenLastCalledWith(null);
  });
});

describe("a database in which 200 MB are written over each other", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "earshot-database-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  test("stays small: its log and its table are made room in while it is written to", async () => {
    cpSync(await readyDatabase(), dataDir, { recursive: true });
    const open = await openEmbedded(dataDir);
    const { database, upkeep, close } = open;
    const logBytes = () => {
      const folder = join(dataDir, "database", "pg_wal");
      return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    };
    let mostLogBytes = 0;
    for (let n = 0; n < 200; n++) {
      const row = { key: `row ${n % 10}`, value: randomBytes(786_000).toString("base64"), updatedAt: new Date(n) };
      await database
        .insert(storedSettings)
        .values(row)
        .onConflictDoUpdate({ target: storedSettings.key, set: { value: row.value } });
      mostLogBytes = Math.max(mostLogBytes, logBytes());
    }
    await upkeep();
    const { rows } = await database.execute(sql`select pg_total_relation_size('stored_settings')::int as bytes`);
    const tableBytes = Number(rows[0]?.bytes);
    await close();
    // Without upkeep some 240: here at most the 64 before which it must, 80 that Postgres keeps to write over, two files of 16.
    expect(mostLogBytes).toBeLessThan((64 + 80 + 2 * 16) * MEGABYTE);
    expect(logBytes()).toBeLessThan(70 * MEGABYTE);
    expect(tableBytes).toBeLessThan(90 * MEGABYTE);
  }, 120_000);
});
