import { type SQL, sql } from "drizzle-orm";
import { callFigures as figures } from "@/lib/database/schema";
import { all, moments } from "./statements";

/**
 * The most calls at once and their mean, of buckets that follow each other. A call goes on from its start on and before its
 * end; what begins and ends in one moment does not go on at all.
 * @param edgesMs starts of the buckets and the end of the last; what comes after it has not happened
 * @param conditions without a range: a call that began before it may go on within
 */
export function concurrencyOf(edgesMs: readonly number[], conditions: readonly SQL[]): SQL {
  const [sinceMs, untilMs] = [edgesMs[0] ?? 0, edgesMs.at(-1) ?? 0];
  const moment = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;
  return sql`
    with living as materialized (
      select date_part('epoch', ${figures.startedAt}) as since, date_part('epoch', ${figures.endedAt}) as until
      from ${figures}
      where ${figures.startedAt} < ${moment(untilMs)} and ${figures.endedAt} > ${moment(sinceMs)}
        and ${figures.endedAt} > ${figures.startedAt} and ${all(conditions)}
    ),
    steps as (
      select greatest(since, ${sinceMs / 1_000}::float8) as at, 1 as step, 0 as edge from living
      union all select until, -1, 0 from living where until < ${untilMs / 1_000}::float8
      union all select edge, 0, 1 from unnest(${moments(edgesMs)}) as edge
    ),
    levels as (
      select at, sum(step) over so_far as level, sum(edge) over so_far as place, lead(at) over so_far as next
      from steps window so_far as (order by at)
    )
    select place::int as place, max(level)::int as peak, sum(level::float8 * round((next - at) * 1000)) as "levelMs"
    from levels where at < ${untilMs / 1_000}::float8 group by 1`;
}
