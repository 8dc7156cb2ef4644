import { and, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import {
  archivedCalls as calls,
  qualityReviews as reviews,
  qualityScores as scores,
  storedSettings,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { type Sampling, samplingSchema } from "@/lib/wire/quality-contract";

const KEY = "quality.sampling";
const WEEK_MS = 7 * 86_400_000;
/** Older calls than this are put into nobody's queue. */
const LOOK_BACK_MS = 2 * WEEK_MS;
/** Where the archive begins, every agent's first call is there. */
const NEW_AGENT_AFTER_MS = WEEK_MS;
const MOST_AT_ONCE = 200;

/** Off until somebody sets it: a queue that nobody works off is no help. */
const FIRST: Sampling = { critical: false, randomPerAgent: 0, lowest: 0, firstOfNewAgent: 0 };

type Found = { callId: string; agent: string };

/** Weeks begin on Mondays, in UTC. @returns ms since the epoch */
export function weekOf(ms: number): number {
  const monday = Date.UTC(1970, 0, 5);
  return ms - ((((ms - monday) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}

/** So many of a week's calls are due by now: spread over the week, so that its first days are not all of it. */
const dueBy = (each: number, week: number, nowMs: number): number =>
  Math.min(each, Math.ceil((each * Math.max(0, nowMs - week)) / WEEK_MS));

/** Which calls are put into the queue by themselves, and the calls that are. */
export function createSamplingStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const unreviewed = sql`not exists (select from ${reviews} where ${reviews.callId} = ${calls.callId})`;
  const since = (ms: number) => sql`${calls.happenedAt} >= ${new Date(ms).toISOString()}::timestamptz`;
  const until = (ms: number) => sql`${calls.happenedAt} < ${new Date(ms).toISOString()}::timestamptz`;
  const agent = sql<string>`coalesce(${calls.agentId}, ${calls.agentName}, '')`;
  const spoken = sql`${calls.sent} is not null and coalesce(${calls.messageCount}, 0) > 0`;

  /** Calls of a week by why they were put into the queue, per agent. */
  async function taken(source: "random" | "lowest", week: number): Promise<Map<string, number>> {
    const rows = await database
      .select({ agent, count: sql<number>`count(*)::int` })
      .from(reviews)
      .innerJoin(calls, eq(calls.callId, reviews.callId))
      .where(and(eq(reviews.source, source), since(week), until(week + WEEK_MS)))
      .groupBy(agent);
    return new Map(rows.map((row) => [row.agent, row.count]));
  }

  return {
    async current(): Promise<Sampling> {
      const [row] = await database.select().from(storedSettings).where(eq(storedSettings.key, KEY));
      const read = samplingSchema.safeParse(row?.value);
      return read.success ? read.data : FIRST;
    },

    async set(tx: Transaction, sampling: Sampling): Promise<void> {
      const row = { key: KEY, value: sampling, updatedAt: new Date(nowMs()) };
      await tx.insert(storedSettings).values(row).onConflictDoUpdate({ target: storedSettings.key, set: row });
    },

    /** What holds until somebody sets it. */
    async setFirst(tx: Transaction, sampling: Sampling): Promise<void> {
      const row = { key: KEY, value: sampling, updatedAt: new Date(nowMs()) };
      await tx.insert(storedSettings).values(row).onConflictDoNothing();
    },

    critical: (): Promise<Found[]> =>
      database
        .select({ callId: calls.callId, agent })
        .from(calls)
        .where(
          and(since(nowMs() - LOOK_BACK_MS), sql`${calls.reasons} @> '[{"severity": "critical"}]'::jsonb`, unreviewed),
        )
        .limit(MOST_AT_ONCE),

    /** Of each agent's calls of a week those that are due by now, by lot: which is told by nothing that they have. */
    async random(each: number, week: number): Promise<Found[]> {
      const due = dueBy(each, week, nowMs());
      const has = await taken("random", week);
      const rows = await database
        .select({
          callId: calls.callId,
          agent,
          place: sql<number>`(row_number() over (partition by ${agent} order by md5(${calls.callId} || 'sampling')))::int`,
        })
        .from(calls)
        .where(and(since(week), until(week + WEEK_MS), spoken, unreviewed));
      return rows.filter((row) => row.place <= due - (has.get(row.agent) ?? 0)).slice(0, MOST_AT_ONCE);
    },

    async lowest(each: number, week: number): Promise<Found[]> {
      const has = [...(await taken("lowest", week)).values()].reduce((sum, count) => sum + count, 0);
      const due = dueBy(each, week, nowMs()) - has;
      if (due <= 0) return [];
      return database
        .select({ callId: calls.callId, agent })
        .from(calls)
        .innerJoin(scores, and(eq(scores.callId, calls.callId), eq(scores.isCurrent, true)))
        .where(and(since(week), until(week + WEEK_MS), sql`${scores.score} is not null`, unreviewed))
        .orderBy(scores.score, calls.callId)
        .limit(due);
    },

    async firstOfNewAgents(each: number): Promise<Found[]> {
      const [oldest] = await database.select({ at: sql<string | null>`min(${calls.happenedAt})` }).from(calls);
      if (oldest?.at == null) return [];
      const beginsMs = Date.parse(oldest.at);
      const newSinceMs = Math.max(nowMs() - LOOK_BACK_MS, beginsMs + NEW_AGENT_AFTER_MS);
      const olderAgent = sql`exists (select from ${calls} as older where coalesce(older.agent_id, older.agent_name, '') = ${agent} and older.happened_at < ${new Date(newSinceMs).toISOString()}::timestamptz)`;
      const ranked = database
        .select({
          callId: calls.callId,
          agent: agent.as("agent"),
          isReviewed: sql<boolean>`exists (select from quality_reviews r where r.call_id = archived_calls.call_id)`.as(
            "is_reviewed",
          ),
          place:
            sql<number>`(row_number() over (partition by ${agent} order by ${calls.happenedAt}, ${calls.callId}))::int`.as(
              "place",
            ),
        })
        .from(calls)
        .where(and(gte(calls.happenedAt, new Date(newSinceMs)), spoken, sql`${agent} <> ''`, sql`not ${olderAgent}`))
        .as("ranked");
      return database
        .select({ callId: ranked.callId, agent: ranked.agent })
        .from(ranked)
        .where(and(sql`${ranked.place} <= ${each}`, eq(ranked.isReviewed, false)))
        .limit(MOST_AT_ONCE);
    },
  };
}

export type SamplingStore = ReturnType<typeof createSamplingStore>;
