import { and, asc, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { isId, newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import {
  archivedCalls as calls,
  qualityReviews as reviews,
  qualityScores as scores,
  type VerdictColumn,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import type { ReviewSource, ReviewState } from "@/lib/wire/quality-contract";

export type StoredReview = typeof reviews.$inferSelect & {
  happenedAt: Date;
  agentId: string | null;
  agentName: string | null;
  campaignId: string | null;
  /** the rubric's */
  rubricScore: number | null;
  /** who gave the first opinion; null: nobody, or this is it */
  firstById: string | null;
};
type By = { id: string; name: string };

/** Whoever reviews a call has it to themselves for so long; each look at it renews that. */
export const LOCK_MS = 10 * 60_000;

/** What people are to review, and have reviewed. */
export function createReviewStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const first = sql<string | null>`(select first.given_by_id from quality_reviews first
    where first.call_id = ${reviews.callId} and first.opinion = 1 and ${reviews.opinion} = 2)`;

  const whole = (on: Pick<Database, "select"> | Transaction) =>
    on
      .select({
        review: reviews,
        happenedAt: calls.happenedAt,
        ...{ agentId: calls.agentId, agentName: calls.agentName, campaignId: calls.campaignId },
        rubricScore: scores.score,
        firstById: first,
      })
      .from(reviews)
      .innerJoin(calls, eq(calls.callId, reviews.callId))
      .leftJoin(scores, and(eq(scores.callId, reviews.callId), eq(scores.isCurrent, true)));
  const flat = <Row extends { review: typeof reviews.$inferSelect }>({ review, ...more }: Row) => ({
    ...review,
    ...more,
  });

  return {
    /**
     * Open ones the oldest first, others the newest first. @param asked.assignedTo null: nobody; undefined: whomever
     * @param asked.inScope of the calls; undefined: all
     */
    async list(asked: {
      state: ReviewState;
      assignedTo: string | null | undefined;
      inScope: SQL | undefined;
      limit: number;
    }): Promise<StoredReview[]> {
      const rows = await whole(database)
        .where(
          and(
            eq(reviews.state, asked.state),
            asked.assignedTo === null ? isNull(reviews.assignedToId) : undefined,
            asked.assignedTo == null ? undefined : eq(reviews.assignedToId, asked.assignedTo),
            asked.inScope,
          ),
        )
        .orderBy(
          ...(asked.state === "open"
            ? [asc(reviews.createdAt), asc(reviews.id)]
            : [desc(reviews.givenAt), desc(reviews.id)]),
        )
        .limit(asked.limit);
      return rows.map(flat);
    },

    async counts(personId: string, inScope: SQL | undefined): Promise<{ open: number; mine: number; free: number }> {
      const [row] = await database
        .select({
          open: sql<number>`count(*)::int`,
          mine: sql<number>`(count(*) filter (where ${reviews.assignedToId} = ${personId}))::int`,
          free: sql<number>`(count(*) filter (where ${reviews.assignedToId} is null))::int`,
        })
        .from(reviews)
        .innerJoin(calls, eq(calls.callId, reviews.callId))
        .where(and(eq(reviews.state, "open"), inScope));
      return { open: row?.open ?? 0, mine: row?.mine ?? 0, free: row?.free ?? 0 };
    },

    /** How many open ones each person has, of the calls in scope. */
    async assignedCounts(inScope: SQL | undefined): Promise<Map<string, number>> {
      const rows = await database
        .select({ id: reviews.assignedToId, count: sql<number>`count(*)::int` })
        .from(reviews)
        .innerJoin(calls, eq(calls.callId, reviews.callId))
        .where(and(eq(reviews.state, "open"), inScope))
        .groupBy(reviews.assignedToId);
      return new Map(rows.flatMap(({ id, count }) => (id === null ? [] : [[id, count] as const])));
    },

    /** Pairs of reviews of calls that two people have reviewed, where the second was given in the span, the newest first. */
    async doubled(asked: {
      since: Date;
      until: Date;
      inScope: SQL | undefined;
      limit: number;
    }): Promise<{ first: StoredReview; second: StoredReview }[]> {
      const span = sql`${reviews.givenAt} > ${asked.since.toISOString()}::timestamptz
        and ${reviews.givenAt} <= ${asked.until.toISOString()}::timestamptz`;
      const done = eq(reviews.state, "done");
      const seconds = await whole(database)
        .where(and(eq(reviews.opinion, 2), done, span, asked.inScope))
        .orderBy(desc(reviews.givenAt), desc(reviews.id))
        .limit(asked.limit);
      if (seconds.length === 0) return [];
      const ids = seconds.map(({ review }) => review.callId);
      const firsts = await whole(database).where(and(eq(reviews.opinion, 1), done, inArray(reviews.callId, ids)));
      const byCall = new Map(firsts.map((row) => [row.review.callId, flat(row)]));
      return seconds.flatMap((row) => {
        const first = byCall.get(row.review.callId);
        return first === undefined ? [] : [{ first, second: flat(row) }];
      });
    },

    async find(id: string): Promise<StoredReview | null> {
      if (!isId(id)) return null;
      const [row] = await whole(database).where(eq(reviews.id, id));
      return row === undefined ? null : flat(row);
    },

    /** Locked until the transaction ends. */
    async take(tx: Transaction, id: string): Promise<StoredReview | null> {
      await tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.id, id)).for("update");
      const [row] = await whole(tx).where(eq(reviews.id, id));
      return row === undefined ? null : flat(row);
    },

    /** Of a call, the one that was done last. */
    async newestDone(callId: string): Promise<StoredReview | null> {
      const [row] = await whole(database)
        .where(and(eq(reviews.callId, callId), eq(reviews.state, "done")))
        .orderBy(desc(reviews.givenAt))
        .limit(1);
      return row === undefined ? null : flat(row);
    },

    /** @returns the id of the new one, or of the one that the call has; null: the call is kept no longer */
    async add(
      tx: Transaction,
      { callId, opinion, source }: { callId: string; opinion: 1 | 2; source: ReviewSource },
    ): Promise<{ id: string; isNew: boolean } | null> {
      const [kept] = await tx
        .select({ callId: calls.callId })
        .from(calls)
        .where(eq(calls.callId, callId))
        .for("key share");
      if (kept === undefined) return null;
      const row = {
        id: newId(),
        callId,
        opinion,
        source,
        state: "open" as const,
        createdAt: new Date(nowMs()),
        verdicts: [],
      };
      const made = await tx.insert(reviews).values(row).onConflictDoNothing().returning({ id: reviews.id });
      if (made.length > 0) return { id: row.id, isNew: true };
      const [known] = await tx
        .select({ id: reviews.id })
        .from(reviews)
        .where(and(eq(reviews.callId, callId), eq(reviews.opinion, opinion)));
      return known === undefined ? null : { id: known.id, isNew: false };
    },

    /** One that was skipped is open again. */
    async reopen(tx: Transaction, id: string): Promise<void> {
      const none = { givenById: null, givenByName: null, givenAt: null, comment: null };
      await tx
        .update(reviews)
        .set({ state: "open", source: "by_hand", ...none })
        .where(and(eq(reviews.id, id), eq(reviews.state, "skipped")));
    },

    async lock(tx: Transaction, id: string, by: By | null): Promise<void> {
      const lockedUntil = by === null ? null : new Date(nowMs() + LOCK_MS);
      await tx
        .update(reviews)
        .set({ lockedById: by?.id ?? null, lockedByName: by?.name ?? null, lockedUntil })
        .where(eq(reviews.id, id));
    },

    async assign(tx: Transaction, id: string, to: By | null): Promise<void> {
      await tx
        .update(reviews)
        .set({ assignedToId: to?.id ?? null, assignedToName: to?.name ?? null })
        .where(eq(reviews.id, id));
    },

    async give(
      tx: Transaction,
      id: string,
      given: {
        by: By;
        state: "done" | "skipped";
        score: number | null;
        comment: string | null;
        verdicts: VerdictColumn[];
        rubric: { id: string; version: number } | null;
      },
    ): Promise<void> {
      const { by, rubric, ...rest } = given;
      await tx
        .update(reviews)
        .set({
          ...rest,
          ...{ givenById: by.id, givenByName: by.name, givenAt: new Date(nowMs()) },
          ...{ rubricId: rubric?.id ?? null, rubricVersion: rubric?.version ?? null },
          ...{ lockedById: null, lockedByName: null, lockedUntil: null },
        })
        .where(eq(reviews.id, id));
    },

    /** Reviews done since then, for agreement. */
    async doneSince(since: Date, until: Date, inScope: SQL | undefined, limit: number) {
      return database
        .select({ callId: reviews.callId, opinion: reviews.opinion, score: reviews.score, verdicts: reviews.verdicts })
        .from(reviews)
        .innerJoin(calls, eq(calls.callId, reviews.callId))
        .where(
          and(
            eq(reviews.state, "done"),
            gt(reviews.givenAt, since),
            sql`${reviews.givenAt} <= ${until.toISOString()}::timestamptz`,
            inScope,
          ),
        )
        .orderBy(desc(reviews.givenAt))
        .limit(limit);
    },
  };
}

export type ReviewStore = ReturnType<typeof createReviewStore>;
