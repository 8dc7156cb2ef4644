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
  const edges = moments(edgesMs);
  const since = sql`${new Date(edgesMs[0] ?? 0).toISOString()}::timestamptz`;
  const until = sql`${new Date(edgesMs.at(-1) ?? 0).toISOString()}::timestamptz`;
  return sql`
    with living as materialized (
      select greatest(${figures.startedAt}, ${since}) as since, least(${figures.endedAt}, ${until}) as until
      from ${figures}
      where ${figures.startedAt} < ${until} and ${figures.endedAt} > ${since} and ${figures.endedAt} > ${figures.startedAt}
        and ${all(conditions)}
    ),
    steps as (
      select since as at, 1 as step from living
      union all select until, -1 from living
      union all select edge, 0 from unnest(${edges}) as edge
    ),
    levels as (
      select at, sum(step) over (order by at) as level, lead(at) over (order by at) as next from steps
    )
    select width_bucket(at, ${edges})::int as place, max(level)::int as peak,
      sum(level::float8 * extract(epoch from next - at)::float8 * 1000) as "levelMs"
    from levels where at < ${until} group by 1`;
}
