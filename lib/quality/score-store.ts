import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import {
  archivedCalls as calls,
  callFigures as figures,
  qualityPending as pending,
  qualityReviews as reviews,
  qualityScores as scores,
  qualityWalks as walks,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { JUDGE_VERSION, type Judgement } from "./judge";
import { WALK } from "./rubric-store";

export type StoredScore = typeof scores.$inferSelect;
/** A call that is to be judged; `turn` is another whenever it is put there again. */
export type Turn = { callId: string; turn: number };

/** Calls put among the pending ones at once: others ask in between. */
const WALK_STEP = 200;
/** The walk waits while so many are to be judged. */
const ENOUGH_PENDING = 400;
const MOST_COUNTED = 1_000;

/** How calls were judged, and which are to be. */
export function createScoreStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  return {
    /** By what holds now. */
    async find(callId: string): Promise<StoredScore | null> {
      const [row] = await database
        .select()
        .from(scores)
        .where(and(eq(scores.callId, callId), eq(scores.isCurrent, true)));
      return row ?? null;
    },

    async findMany(callIds: readonly string[]): Promise<Map<string, StoredScore>> {
      if (callIds.length === 0) return new Map();
      const rows = await database
        .select()
        .from(scores)
        .where(and(inArray(scores.callId, [...callIds]), eq(scores.isCurrent, true)));
      return new Map(rows.map((row) => [row.callId, row]));
    },

    /** The archive's names of the languages that these calls are in. */
    async languagesOf(callIds: readonly string[]): Promise<Map<string, string | null>> {
      if (callIds.length === 0) return new Map();
      const rows = await database
        .select({ callId: calls.callId, language: calls.language })
        .from(calls)
        .where(inArray(calls.callId, [...callIds]));
      return new Map(rows.map(({ callId, language }) => [callId, language]));
    },

    /** The newest calls with their talk, for trying a rubric. @param after where to go on */
    async newest(limit: number, after: { happenedAt: Date; callId: string } | null, inScope: SQL | undefined) {
      const before =
        after === null
          ? undefined
          : sql`(${calls.happenedAt}, ${calls.callId}) < (${after.happenedAt.toISOString()}::timestamptz, ${after.callId})`;
      return database
        .select({ callId: calls.callId, happenedAt: calls.happenedAt })
        .from(calls)
        .where(and(before, inScope, sql`${calls.sent} is not null`))
        .orderBy(sql`${calls.happenedAt} desc, ${calls.callId} desc`)
        .limit(limit);
    },

    /** Of those that wait the first ones. */
    waiting: (most: number): Promise<Turn[]> => database.select().from(pending).orderBy(pending.turn).limit(most),

    /** So many wait, counted up to a thousand. */
    async waitingCount(): Promise<number> {
      const some = database.select({ callId: pending.callId }).from(pending).limit(MOST_COUNTED).as("some");
      const isWalking = await database.$count(walks, and(eq(walks.name, WALK), eq(walks.isDone, false)));
      const counted = await database.$count(some);
      // Nobody has counted yet what the walk will put there.
      return isWalking > 0 ? Math.max(counted, 1) : counted;
    },

    /** Nothing waits, and nothing is to be put there: a look that writes nothing. */
    async isIdle(): Promise<boolean> {
      const [walk] = await database
        .select({ isDone: walks.isDone })
        .from(walks)
        .where(and(eq(walks.name, WALK), eq(walks.judgeVersion, JUDGE_VERSION)));
      if (walk?.isDone !== true) return false;
      return (await database.select({ callId: pending.callId }).from(pending).limit(1)).length === 0;
    },

    /** Puts the next calls among the pending ones. @returns false: all have been since rubrics or the judge changed last */
    async walkOn(tx: Transaction): Promise<boolean> {
      const start = { judgeVersion: JUDGE_VERSION, isDone: false, reachedAt: null, reachedCallId: null };
      await tx
        .insert(walks)
        .values({ name: WALK, ...start })
        .onConflictDoUpdate({ target: walks.name, set: start, setWhere: ne(walks.judgeVersion, JUDGE_VERSION) });
      const [walk] = await tx.select().from(walks).where(eq(walks.name, WALK)).for("update");
      if (walk === undefined || walk.isDone) return false;
      const waiting = await tx.select({ callId: pending.callId }).from(pending).limit(ENOUGH_PENDING);
      if (waiting.length >= ENOUGH_PENDING) return true;
      const { reachedAt, reachedCallId } = walk;
      const after =
        reachedAt === null || reachedCallId === null
          ? undefined
          : sql`(${calls.happenedAt}, ${calls.callId}) < (${reachedAt.toISOString()}::timestamptz, ${sql.param(reachedCallId, walks.reachedCallId)})`;
      const next = await tx
        .select({
          callId: calls.callId,
          happenedAt: calls.happenedAt,
          hasTalk: sql<boolean>`${calls.sent} is not null`,
        })
        .from(calls)
        .where(after)
        .orderBy(sql`${calls.happenedAt} desc, ${calls.callId} desc`)
        .limit(WALK_STEP);
      // Without its talk a call stays as it was judged.
      const callIds = next.filter(({ hasTalk }) => hasTalk).map(({ callId }) => callId);
      if (callIds.length > 0) {
        const turn = sql<number>`nextval('quality_turns')`;
        await tx
          .insert(pending)
          .values(callIds.map((callId) => ({ callId, turn })))
          .onConflictDoNothing();
      }
      const last = next.at(-1);
      const isDone = next.length < WALK_STEP;
      await tx
        .update(walks)
        .set({ isDone, ...(last !== undefined && { reachedAt: last.happenedAt, reachedCallId: last.callId }) })
        .where(eq(walks.name, WALK));
      return true;
    },

    /**
     * Stores how a call was judged, and waits for it no more. What has been put there again meanwhile, or is not kept any
     * more, is left.
     * @param judged null: no rubric is for it
     */
    async settle(
      tx: Transaction,
      { callId, turn }: Turn,
      judged: { rubricId: string; version: number; passMark: number; judgement: Judgement } | null,
    ): Promise<boolean> {
      const taken = await tx
        .delete(pending)
        .where(and(eq(pending.callId, callId), eq(pending.turn, turn)))
        .returning({ callId: pending.callId });
      if (taken.length === 0) return false;
      const reviewed = tx
        .select({ one: sql`1` })
        .from(reviews)
        .where(
          and(
            eq(reviews.callId, scores.callId),
            eq(reviews.rubricId, scores.rubricId),
            eq(reviews.rubricVersion, scores.version),
          ),
        );
      const isOther =
        judged === null ? undefined : or(ne(scores.rubricId, judged.rubricId), ne(scores.version, judged.version));
      await tx.delete(scores).where(and(eq(scores.callId, callId), isOther, sql`not exists ${reviewed}`));
      await tx
        .update(scores)
        .set({ isCurrent: false })
        .where(and(eq(scores.callId, callId), eq(scores.isCurrent, true)));
      await tx
        .update(figures)
        .set({ rubricScore: judged?.judgement.score ?? null, sentiment: judged?.judgement.sentiment?.score ?? null })
        .where(eq(figures.callId, callId));
      if (judged === null) return true;
      const { rubricId, version, passMark, judgement } = judged;
      const { checks, arithmetic, score, efficiency, sentiment } = judgement;
      const values = {
        ...{ callId, rubricId, version, isCurrent: true, score, ...arithmetic, checks, efficiency, sentiment },
        passed: score === null ? null : score >= passMark,
        judgedAt: new Date(nowMs()),
      };
      await tx
        .insert(scores)
        .values(values)
        .onConflictDoUpdate({ target: [scores.callId, scores.rubricId, scores.version], set: values });
      return true;
    },
  };
}

export type ScoreStore = ReturnType<typeof createScoreStore>;
