import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Actor } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import type { OpenedStores } from "@/lib/access/stores";
import type { Database } from "@/lib/database/database";
import { archivedCalls as calls } from "@/lib/database/schema";
import { type ArchiveSize, EMBEDDED_CALLS } from "@/lib/wire/archive-contract";
import type { ArchiveStores } from "./stores";

/** Pages of the table counted in one statement, 4 MB: others have the embedded engine's one connection in between. */
const PAGES_AT_ONCE = 512;
const GAP_MS = 5;
const DAY_MS = 86_400_000;
/** Growth is told from so many days at most, the same weekdays whenever it is looked at. */
const GROWTH_DAYS = 7;
/** Whoever looks again this soon sees what was counted before. */
const COUNTED_FOR_MS = 300_000;

type SizeParts = {
  stores: OpenedStores<ArchiveStores>;
  authorize: Authorize;
  isEmbedded: () => Promise<boolean>;
  keptDays: () => Promise<{ factDays: number }>;
  nowMs: () => number;
};

/** How large the archive is and how fast it grows, counted at most every five minutes. */
export function createArchiveSize({ stores, authorize, isEmbedded, keptDays, nowMs }: SizeParts) {
  let counted: { atMs: number; size: Promise<Counted> } | null = null;

  async function countedLately(): Promise<Counted> {
    if (counted !== null && nowMs() - counted.atMs < COUNTED_FOR_MS) return counted.size;
    const { database } = await stores();
    const counting = { atMs: nowMs(), size: countAll(database, nowMs()) };
    counted = counting;
    counting.size.catch(() => {
      if (counted === counting) counted = null;
    });
    return counting.size;
  }

  return {
    /** @throws RequestError not_permitted; DatabaseUnavailableError */
    async read(actor: Actor): Promise<ArchiveSize> {
      await authorize(actor, "archive.manage");
      const { atMs, ...size } = await countedLately();
      const usualMost = (await isEmbedded()) ? EMBEDDED_CALLS : null;
      const { factDays } = await keptDays();
      return { data: { ...size, usualMost, keptDays: factDays, countedAt: new Date(atMs).toISOString() } };
    },
  };
}

type Counted = Pick<
  ArchiveSize["data"],
  "calls" | "lines" | "archiveBytes" | "databaseBytes" | "recentCalls" | "recentDays"
> & { atMs: number };

async function countAll(database: Database, atMs: number): Promise<Counted> {
  const { rows } = await database.execute(sql`select
    (pg_relation_size('archived_calls') / current_setting('block_size')::int)::int as pages,
    pg_total_relation_size('archived_calls')::float8 as "archiveBytes",
    pg_database_size(current_database())::float8 as "databaseBytes",
    (select (extract(epoch from ${calls.happenedAt}) * 1000)::float8 from ${calls} order by ${calls.happenedAt} limit 1) as "oldestMs",
    (select count(*)::int from ${calls} where ${calls.happenedAt} > ${new Date(atMs - GROWTH_DAYS * DAY_MS)}
      and ${calls.happenedAt} <= ${new Date(atMs)}) as "recentCalls"`);
  const found = rows[0] as {
    pages: number;
    archiveBytes: number;
    databaseBytes: number;
    oldestMs: number | null;
    recentCalls: number;
  };
  const all = { calls: 0, lines: 0 };
  for (let from = 0; from < found.pages; from += PAGES_AT_ONCE) {
    if (from > 0) await pause(GAP_MS);
    const of = (page: number) => sql`${`(${page},0)`}::tid`;
    const some =
      await database.execute(sql`select count(*)::int as calls, coalesce(sum(message_count), 0)::float8 as lines
      from archived_calls where ctid >= ${of(from)} and ctid < ${of(from + PAGES_AT_ONCE)}`);
    const { calls: more, lines } = some.rows[0] as { calls: number; lines: number };
    all.calls += more;
    all.lines += lines;
  }
  const days = found.oldestMs === null ? 0 : (atMs - found.oldestMs) / DAY_MS;
  return {
    ...{ ...all, archiveBytes: found.archiveBytes, databaseBytes: found.databaseBytes, atMs },
    // From less than a day nobody can tell how many a day are.
    recentDays: days < 1 ? null : Math.min(days, GROWTH_DAYS),
    recentCalls: found.recentCalls,
  };
}
