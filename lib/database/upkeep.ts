import type pg from "pg";
import { queryFault } from "./errors";

/**
 * What a Postgres server does in the background and the embedded engine does not: checkpoints, without which its log grows
 * for ever, and vacuuming and analysing, without which its tables do.
 */
export type Upkeep = {
  /** Does now what is due, one short step after the other. Never rejects; does nothing while paused or stopped. */
  run(): Promise<void>;
  /** Waits for the step under way and begins no other until the function handed back is called. */
  pause(): Promise<() => void>;
  /** Begins no further step; resolves when the one under way has ended. */
  stop(): Promise<void>;
};

export type UpkeepOptions = {
  pool: Pick<pg.Pool, "connect" | "waitingCount" | "totalCount" | "idleCount">;
  /** grows with every write: while it stands still nothing is looked at */
  syncs: () => number;
  /** hears how each run ended; null: well */
  report: (error: Error | null) => void;
};

const LOOK_EVERY_MS = 1_000;
const RUN_EVERY_MS = 300_000;
const RUN_AFTER_BYTES = 32 * 1024 * 1024;
/** Until then a run waits for a moment in which nobody asks anything. */
const RUN_ANYWAY_BYTES = 2 * RUN_AFTER_BYTES;
const RUN_ANYWAY_MS = RUN_EVERY_MS + 60_000;
/** What vacuuming wrote is worth another checkpoint from here on. */
const CHECKPOINT_AGAIN_BYTES = 1024 * 1024;
/** Between two steps others have their turn. */
const STEP_GAP_MS = 10;

const WAL = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes";

/**
 * Autovacuum's own rules. A crash loses the counts, so a larger table without a vacuum since then is due as well. Catalogs
 * and the stores of long values grow like tables of ours.
 */
const DUE = `
  select format('%I.%I', n.nspname, c.relname) as name,
    s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
      or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
      or (s.last_vacuum is null and pg_relation_size(c.oid) > 131072) as vacuum,
    c.relkind <> 't' and s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0) as analyze
  from pg_stat_all_tables s
  join pg_class c on c.oid = s.relid
  join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm', 't') and c.relpersistence <> 't'
  order by pg_relation_size(c.oid)`;

/** Looks every second whether there is something to do, which costs a question while something is written and else nothing. */
export function createUpkeep({ pool, syncs, report }: UpkeepOptions): Upkeep {
  let running: Promise<void> | null = null;
  let pauses = 0;
  let isStopped = false;
  /** tables at which a step ended the engine or was refused: tried once in a process's life, or nothing else had its turn */
  const failed = new Set<string>();
  /** as the last run began, before there was any as this process did; `bytes` null: not known yet */
  let last: { atMs: number; syncs: number; bytes: number | null } = { atMs: performance.now(), syncs: 0, bytes: null };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();

  const mayRun = () => !isStopped && pauses === 0;
  const isBusy = () => pool.waitingCount > 0 || pool.idleCount < pool.totalCount;

  /** One question on the one connection, which others have again before the next. */
  async function ask<Row extends pg.QueryResultRow>(words: string, table = ""): Promise<Row[]> {
    const client = await pool.connect();
    try {
      failed.add(table);
      const { rows } = await client.query<Row>(words);
      failed.delete(table);
      return rows;
    } finally {
      client.release();
    }
  }

  const walBytes = async () => (await ask<{ bytes: number }>(WAL))[0]?.bytes ?? 0;

  async function step(words: string, table?: string): Promise<void> {
    if (!mayRun()) return;
    await ask(words, table);
    await new Promise((resolve) => setTimeout(resolve, STEP_GAP_MS));
  }

  async function tidy(): Promise<void> {
    const atMs = performance.now();
    const beganBytes = await walBytes();
    await step("checkpoint");
    // What is dead is counted in memory, and told when asked for.
    await step("select pg_stat_force_next_flush()");
    const due = await ask<{ name: string; vacuum: boolean; analyze: boolean }>(DUE);
    for (const { name, vacuum, analyze } of due) {
      if (failed.has(name)) continue;
      // The store of long values has a line of its own in the list.
      if (vacuum) await step(`vacuum (process_toast false) ${name}`, name);
      if (analyze) await step(`analyze ${name}`, name);
    }
    const bytes = await walBytes();
    if (bytes - beganBytes > CHECKPOINT_AGAIN_BYTES) await step("checkpoint");
    if (mayRun()) last = { atMs, syncs: syncs(), bytes };
  }

  function run(): Promise<void> {
    if (!mayRun()) return Promise.resolve();
    running ??= tidy()
      .then(
        () => report(null),
        (error: unknown) => {
          // In five minutes again, not in a second.
          last = { ...last, atMs: performance.now(), syncs: syncs() };
          report(queryFault(error));
        },
      )
      .finally(() => {
        running = null;
      });
    return running;
  }

  async function look(): Promise<void> {
    if (!mayRun() || running !== null || syncs() === last.syncs) return;
    const bytes = await walBytes().catch(() => null);
    last.bytes ??= bytes;
    const sinceBytes = (bytes ?? 0) - (last.bytes ?? 0);
    const sinceMs = performance.now() - last.atMs;
    const isDue = sinceBytes >= RUN_AFTER_BYTES || sinceMs >= RUN_EVERY_MS;
    const isOverdue = sinceBytes >= RUN_ANYWAY_BYTES || sinceMs >= RUN_ANYWAY_MS;
    if (isOverdue || (isDue && !isBusy())) await run();
  }

  return {
    run,
    async pause() {
      pauses++;
      await running;
      let isPaused = true;
      return () => {
        if (isPaused) pauses--;
        isPaused = false;
      };
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
