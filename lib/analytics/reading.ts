import { setTimeout as pause } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { archivedCalls, callFigures as figures } from "@/lib/database/schema";
import type { Buckets } from "./buckets";
import { concurrencyOf } from "./concurrency";
import { AT, all, type MeasuresRow, measuresIn, moments, NO_MEASURES, numbers, texts, within } from "./statements";

/** So many calls at once have their medians taken: none of the statements takes long. */
const MOST_CALLS = 20_000;
/** Others have the embedded engine's one connection between two statements. */
const GAP_MS = 1;

/** What calls are grouped by; the same as the filter of that name finds. */
export const KEYS = {
  agent: sql`coalesce(${figures.agentId}, ${figures.agentName})`,
  campaign: sql`${figures.campaignId}`,
  direction: sql`${figures.direction}`,
} as const;
export type Dimension = keyof typeof KEYS;

type Statused = { key: string | null; status: string; calls: number };
export type Counted = { key: string; place: number; calls: number };
type WeekHourRow = { weekday: number; hour: number } & Record<
  "calls" | "completed" | "unanswered" | "watched" | "needed",
  number
>;

/**
 * Reads figures of the calls that conditions leave, a bounded statement each with a gap behind it.
 * @param conditions of the question and of what the reader sees at all, with the range
 * @param living the same for calls that may have begun a day before the range
 */
export function createReading(
  database: Database,
  { fromMs, toMs, buckets }: Buckets,
  {
    conditions,
    living,
    mostCalls = MOST_CALLS,
  }: { conditions: readonly SQL[]; living: readonly SQL[]; mostCalls?: number | undefined },
) {
  const where = all(conditions);
  const starts = buckets.map(({ startMs }) => startMs);
  const bucketOf = sql`width_bucket(${AT}, ${moments(starts)})`;

  async function ask<Row>(query: SQL): Promise<Row[]> {
    const { rows } = await database.execute(query);
    await pause(GAP_MS);
    return rows as Row[];
  }

  /** Calls by bucket (from 0) and status. */
  const statuses = () =>
    ask<{ place: number; status: string; calls: number }>(
      sql`select ${bucketOf} - 1 as place, ${figures.status} as status, count(*)::int as calls from ${figures} where ${where} group by 1, 2`,
    );

  /** Measures of each bucket, in its place. @param calls of each */
  async function byBucket(calls: readonly number[]): Promise<MeasuresRow[]> {
    const found = buckets.map(() => NO_MEASURES);
    for (const { first, after, isLarge } of slicesOf(calls, mostCalls)) {
      const slice = within(starts[first] ?? fromMs, starts[after] ?? toMs);
      await measure(found, { place: sql`${bucketOf} - 1`, those: sql`${where} and ${slice}`, isLarge });
    }
    return found;
  }

  /** Measures of some calls, into the place of each. */
  async function measure(
    found: MeasuresRow[],
    { place, those, isLarge, first = 0 }: { place: SQL; those: SQL; isLarge: boolean; first?: number },
  ): Promise<void> {
    for (const measures of measuresIn(isLarge)) {
      const rows = await ask<Partial<MeasuresRow> & { place: number }>(
        sql`select ${place} as place, ${measures} from ${figures} where ${those} group by 1`,
      );
      for (const { place: at, ...row } of rows) found[first + at] = { ...(found[first + at] ?? NO_MEASURES), ...row };
    }
  }

  /** @param calls how many there are */
  async function totals(calls: number): Promise<MeasuresRow> {
    const found = [NO_MEASURES];
    await measure(found, { place: sql`0`, those: where, isLarge: calls > mostCalls });
    return found[0] ?? NO_MEASURES;
  }

  /** Peak, and milliseconds of calls, of each bucket. @param nowMs what comes after it has not happened */
  async function concurrency(calls: readonly number[], nowMs: number) {
    const found = buckets.map(() => ({ peak: 0, levelMs: 0 }));
    const pieces = buckets.flatMap(({ startMs, endMs }, place) =>
      piecesOf({ startMs, endMs: Math.max(startMs + 1, Math.min(endMs, nowMs)), calls: calls[place] ?? 0 }, place),
    );
    for (const { first, after } of slicesOf(
      pieces.map((piece) => piece.calls),
      mostCalls,
    )) {
      const some = pieces.slice(first, after);
      const edges = [...some.map(({ startMs }) => startMs), some.at(-1)?.endMs ?? toMs];
      const rows = await ask<{ place: number; peak: number; levelMs: number | null }>(concurrencyOf(edges, living));
      for (const { place, peak, levelMs } of rows) {
        const bucket = found[some[place - 1]?.place ?? -1];
        if (bucket === undefined) continue;
        bucket.peak = Math.max(bucket.peak, peak);
        bucket.levelMs += levelMs ?? 0;
      }
    }
    return found;
  }

  /** A bucket of too many calls in parts of the same length, whose levels are put together again. */
  function piecesOf({ startMs, endMs, calls }: { startMs: number; endMs: number; calls: number }, place: number) {
    const count = Math.max(1, Math.min(Math.ceil(calls / mostCalls), Math.floor((endMs - startMs) / 60_000)));
    const edge = (part: number) => startMs + Math.floor(((endMs - startMs) * part) / count);
    return Array.from({ length: count }, (_, part) => ({
      ...{ place, startMs: edge(part), endMs: edge(part + 1), calls: calls / count },
    }));
  }

  /** Calls by key and status. */
  const groups = (dimension: Dimension) =>
    ask<Statused>(
      sql`select ${KEYS[dimension]} as key, ${figures.status} as status, count(*)::int as calls from ${figures} where ${where} group by 1, 2`,
    );

  /** Measures of some keys, in their places. @param calls of each */
  async function byKey(
    dimension: Dimension,
    keys: readonly string[],
    calls: readonly number[],
  ): Promise<MeasuresRow[]> {
    const found = keys.map(() => NO_MEASURES);
    for (const { first, after, isLarge } of slicesOf(calls, mostCalls)) {
      const [only, ...more] = keys.slice(first, after);
      const some = texts(keys.slice(first, after));
      const isOne = only !== undefined && more.length === 0;
      const those = isOne ? sql`${KEYS[dimension]} = ${only}` : sql`${KEYS[dimension]} = any(${some})`;
      const place = isOne ? sql`0` : sql`array_position(${some}, ${KEYS[dimension]}) - 1`;
      await measure(found, { place, those: sql`${where} and ${those}`, isLarge, first });
    }
    return found;
  }

  /** Calls of some keys by bucket. */
  const trends = (key: SQL, keys: readonly string[]) =>
    keys.length === 0
      ? Promise.resolve([])
      : ask<Counted>(
          sql`select ${key} as key, ${bucketOf} - 1 as place, count(*)::int as calls from ${figures} where ${where} and ${key} = any(${texts(keys)}) group by 1, 2`,
        );

  /** The newest name of agents that have an id. */
  const names = (ids: readonly string[]) =>
    ids.length === 0
      ? Promise.resolve([])
      : ask<{ id: string; name: string | null }>(
          sql`select id, (select ${archivedCalls.agentName} from ${archivedCalls} where ${archivedCalls.agentId} = id
            order by ${archivedCalls.happenedAt} desc nulls first limit 1) as name from unnest(${texts(ids)}) as id`,
        );

  /** @param offsets of the zone's clocks from Greenwich, from each moment on */
  const weekHours = (offsets: readonly { fromMs: number; offsetMs: number }[]) =>
    ask<WeekHourRow>(sql`
      select (floor(here / 86400)::int + 3) % 7 + 1 as weekday, floor(here / 3600)::int % 24 as hour, count(*)::int as calls,
        count(*) filter (where status = 'completed')::int as completed,
        count(*) filter (where status in ('no_answer', 'busy', 'failed'))::int as unanswered,
        count(*) filter (where was_watched)::int as watched,
        count(*) filter (where was_watched and cardinality(reasons) > 0)::int as needed
      from (
        select ${AT} + (${moments(offsets.map(({ offsetMs }) => offsetMs))})[greatest(1, width_bucket(${AT}, ${moments(offsets.map(({ fromMs }) => fromMs))}))] as here,
          ${figures.status}, ${figures.wasWatched}, ${figures.reasons}
        from ${figures} where ${where} offset 0
      ) as each group by 1, 2 order by 1, 2`);

  const failures = () =>
    ask<{ key: string; calls: number }>(
      sql`select ${figures.failureReason} as key, count(*)::int as calls from ${figures} where ${where} and ${figures.failureReason} is not null group by 1`,
    );

  /** Watched calls by kind of reason and bucket. */
  const attention = () =>
    ask<Counted>(
      sql`select reason as key, ${bucketOf} - 1 as place, count(*)::int as calls from ${figures}, unnest(${figures.reasons}) as reason
        where ${where} and ${figures.wasWatched} group by 1, 2`,
    );

  /** Calls by the bar of a distribution (from 0) that a value of theirs falls into. @param bars starts of the bars */
  const distribution = (value: SQL, bars: readonly number[]) =>
    ask<{ place: number; calls: number }>(
      sql`select width_bucket(${value}, ${numbers(bars)}) - 1 as place, count(*)::int as calls from ${figures} where ${where} and ${value} is not null group by 1`,
    );

  return {
    ...{ statuses, byBucket, totals, concurrency, groups, byKey, trends, names, weekHours, failures, attention },
    distribution,
  };
}

export type Reading = ReturnType<typeof createReading>;

/** When the oldest call was, ms since the epoch; null: there is none. */
export async function oldestOf(database: Database, conditions: readonly SQL[]): Promise<number | null> {
  const { rows } = await database.execute(
    sql`select (extract(epoch from min(${figures.happenedAt})) * 1000)::float8 as ms from ${figures} where ${all(conditions)}`,
  );
  return (rows as { ms: number | null }[])[0]?.ms ?? null;
}

/** Neighbours together, as long as they are not too many calls; one alone may be, and is large then. */
function slicesOf(calls: readonly number[], most: number): { first: number; after: number; isLarge: boolean }[] {
  const slices: { first: number; after: number; isLarge: boolean }[] = [];
  let sum = 0;
  for (const [place, count] of calls.entries()) {
    const slice = slices.at(-1);
    sum += count;
    if (slice === undefined || sum > most) {
      slices.push({ first: place, after: place + 1, isLarge: count > most });
      sum = count;
    } else slice.after = place + 1;
  }
  return slices;
}

/** Seconds of completed calls; null for others. */
export const HANDLING: SQL = sql`case when ${figures.status} = 'completed' then ${figures.durationSeconds}::float8 end`;
export const RESPONSE: SQL = sql`${figures.responseMedianMs}`;
export const FAILURE: SQL = sql`${figures.failureReason}`;
