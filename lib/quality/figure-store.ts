import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import {
  archivedCalls as calls,
  qualityNotes as notes,
  qualityReviews as reviews,
  qualityScores as scores,
} from "@/lib/database/schema";

const MOST_AGENTS = 200;
const MOMENTS = 5;
const at = (ms: number) => sql`${new Date(ms).toISOString()}::timestamptz`;

type Span = { fromMs: number; toMs: number; inScope: SQL | undefined };

/** Figures over many calls, as far as a scope has calls of them. */
export function createFigureStore({ database }: { database: Database }) {
  const within = ({ fromMs, toMs, inScope }: Span) =>
    and(sql`${calls.happenedAt} >= ${at(fromMs)}`, sql`${calls.happenedAt} < ${at(toMs)}`, inScope);
  const agentKey = sql<string>`coalesce(${calls.agentId}, ${calls.agentName})`;
  /** Mondays in UTC. */
  const week = sql<number>`(extract(epoch from date_trunc('week', ${calls.happenedAt} at time zone 'UTC')) * 1000)::float8`;

  return {
    /** Agents with their weeks, the oldest week first. */
    async agents(span: Span) {
      return database
        .select({
          key: agentKey,
          agentId: sql<string | null>`max(${calls.agentId})`,
          agentName: sql<string | null>`(array_agg(${calls.agentName} order by ${calls.happenedAt} desc))[1]`,
          weekMs: week,
          calls: sql<number>`count(*)::int`,
          scored: sql<number>`count(${scores.score})::int`,
          sum: sql<number | null>`sum(${scores.score})::float8`,
          passed: sql<number>`(count(*) filter (where ${scores.passed}))::int`,
        })
        .from(calls)
        .leftJoin(scores, and(eq(scores.callId, calls.callId), eq(scores.isCurrent, true)))
        .where(and(within(span), sql`${agentKey} is not null`))
        .groupBy(agentKey, week)
        .orderBy(week)
        .limit(MOST_AGENTS * 60);
    },

    /** An agent's calls with the best and the worst scores, with what people gave them. */
    async moments(span: Span & { agent: string; worst: boolean }) {
      const given = sql<
        number | null
      >`(select max(r.score) from ${reviews} as r where r.call_id = ${calls.callId} and r.state = 'done')`;
      // What a person gave counts before what the rubric says: 1 to 5 as 0 to 100.
      const worth = sql`coalesce((${given} - 1) * 25.0, ${scores.score})`;
      return database
        .select({
          callId: calls.callId,
          happenedAt: calls.happenedAt,
          score: scores.score,
          given: given.as("given"),
          checks: scores.checks,
          ...{ rubricId: scores.rubricId, version: scores.version },
          noteLine: sql<
            number | null
          >`(select n.line_key from ${notes} as n where n.call_id = ${calls.callId} and n.line_key is not null order by n.made_at desc limit 1)`,
        })
        .from(calls)
        .innerJoin(scores, and(eq(scores.callId, calls.callId), eq(scores.isCurrent, true)))
        .where(and(within(span), sql`${agentKey} = ${span.agent}`, sql`${worth} is not null`))
        .orderBy(span.worst ? sql`${worth} asc` : sql`${worth} desc`, sql`${calls.happenedAt} desc`)
        .limit(MOMENTS);
    },
  };
}

export type FigureStore = ReturnType<typeof createFigureStore>;
