import { and, desc, eq, isNotNull, lte, ne, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { externalScoreDays as days, externalScores as scores } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import type { ScorerFault } from "@/lib/wire/scorer-contract";
import type { Scored } from "./scorer-answer";

export type StoredExternal = typeof scores.$inferSelect;
/** A call that is being sent; `attempt` is 1 at the first. */
export type Claim = { callId: string; turn: number; attempt: number; sentHash: string | null };

/** What was sent and never answered, because the process was killed, is sent again after this. */
const CLAIM_MS = 5 * 60_000;
const MOST_COUNTED = 1_000;

/** A day of the budget, by UTC. */
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Calls that an outside program is to score, and what it made of them. A trigger puts them there. */
export function createExternalStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const ofTurn = ({ callId, turn }: Claim) => and(eq(scores.callId, callId), eq(scores.turn, turn));

  return {
    async find(callId: string): Promise<StoredExternal | null> {
      const [row] = await database.select().from(scores).where(eq(scores.callId, callId));
      return row ?? null;
    },

    /** Nothing waits that is due: a look that writes nothing. */
    async isIdle(): Promise<boolean> {
      const due = and(eq(scores.state, "waiting"), lte(scores.dueAt, new Date(nowMs())));
      return (await database.select({ callId: scores.callId }).from(scores).where(due).limit(1)).length === 0;
    },

    /**
     * Takes one request from the day's budget, before it is sent: a process that is killed has spent it all the same.
     * @returns false: it is used up
     */
    async spend(tx: Transaction, perDay: number): Promise<boolean> {
      const taken = await tx
        .insert(days)
        .values({ day: dayOf(nowMs()), requests: 1 })
        .onConflictDoUpdate({
          target: days.day,
          set: { requests: sql`${days.requests} + 1` },
          setWhere: sql`${days.requests} < ${perDay}`,
        })
        .returning({ day: days.day });
      return taken.length > 0;
    },

    async spentToday(): Promise<number> {
      const [row] = await database
        .select()
        .from(days)
        .where(eq(days.day, dayOf(nowMs())));
      return row?.requests ?? 0;
    },

    /** Takes the newest call that is due. @returns null: none is */
    async claim(tx: Transaction): Promise<Claim | null> {
      const [next] = await tx
        .select({ callId: scores.callId, turn: scores.turn, attempts: scores.attempts, sentHash: scores.sentHash })
        .from(scores)
        .where(and(eq(scores.state, "waiting"), lte(scores.dueAt, new Date(nowMs()))))
        .orderBy(desc(scores.dueAt))
        .limit(1)
        .for("update", { skipLocked: true });
      if (next === undefined) return null;
      const { callId, turn, sentHash } = next;
      const claim = { callId, turn, sentHash, attempt: next.attempts + 1 };
      const set = { attempts: claim.attempt, dueAt: new Date(nowMs() + CLAIM_MS), triedAt: new Date(nowMs()) };
      await tx.update(scores).set(set).where(ofTurn(claim));
      return claim;
    },

    /** @returns false: the call has changed meanwhile, or is kept no longer: it is not stored */
    async scored(tx: Transaction, claim: Claim, { answer, isRedacted, sentHash }: Scored): Promise<boolean> {
      const { scorer, rubric, score, checks, droppedEvidence } = answer;
      const done = await tx
        .update(scores)
        .set({
          ...{ state: "scored", fault: null, isRedacted, sentHash, scoredAt: new Date(nowMs()) },
          ...{ scorerName: scorer.name, scorerVersion: scorer.version },
          ...{ rubricName: rubric.name, rubricVersion: rubric.version },
          ...{ score, checks, droppedEvidence },
        })
        .where(ofTurn(claim))
        .returning({ callId: scores.callId });
      return done.length > 0;
    },

    /** What was scored last holds: nothing that is sent has changed. */
    async holds(tx: Transaction, claim: Claim): Promise<void> {
      await tx.update(scores).set({ state: "scored", fault: null }).where(ofTurn(claim));
    },

    /** Gives a claim back that came to nothing: it was no attempt. */
    async unclaim(tx: Transaction, claim: Claim): Promise<void> {
      const before = { attempts: claim.attempt - 1, dueAt: new Date(nowMs()) };
      await tx.update(scores).set(before).where(ofTurn(claim));
    },

    /** @param next when it is tried again; null: it is given up. `isCounted` false: the attempt was no fault of the call's */
    async failed(
      tx: Transaction,
      claim: Claim,
      { fault, next, isCounted }: { fault: ScorerFault; next: Date | null; isCounted: boolean },
    ): Promise<void> {
      const attempts = isCounted ? claim.attempt : claim.attempt - 1;
      const then = next === null ? { state: "failed" as const } : { dueAt: next };
      await tx
        .update(scores)
        .set({ fault, attempts, ...then })
        .where(ofTurn(claim));
    },

    /** Nothing is sent before then. */
    async hold(tx: Transaction, until: Date): Promise<void> {
      await tx
        .update(scores)
        .set({ dueAt: sql`greatest(${scores.dueAt}, ${until.toISOString()}::timestamptz)` })
        .where(eq(scores.state, "waiting"));
    },

    /** Everything that waits may be sent at once: what was wrong may have been put right. */
    async release(tx: Transaction): Promise<void> {
      await tx
        .update(scores)
        .set({ dueAt: new Date(nowMs()) })
        .where(eq(scores.state, "waiting"));
    },

    /** Gives up what has waited since before then. */
    async expire(before: Date): Promise<number> {
      const fault: ScorerFault = "waited_too_long";
      const gone = await database
        .update(scores)
        .set({ state: "failed", fault })
        .where(and(eq(scores.state, "waiting"), lte(scores.queuedAt, before)))
        .returning({ callId: scores.callId });
      return gone.length;
    },

    /** Has what was given up tried anew. @returns so many calls */
    async retry(tx: Transaction): Promise<number> {
      const now = new Date(nowMs());
      const again = await tx
        .update(scores)
        .set({ state: "waiting", attempts: 0, queuedAt: now, dueAt: now, turn: sql`nextval('quality_turns')` })
        .where(eq(scores.state, "failed"))
        .returning({ callId: scores.callId });
      return again.length;
    },

    async counts(): Promise<{ waiting: number; failed: number; scored: number }> {
      const count = (state: StoredExternal["state"]) => {
        const some = database.select({ callId: scores.callId }).from(scores).where(eq(scores.state, state));
        return database.$count(some.limit(MOST_COUNTED).as("some"));
      };
      return { waiting: await count("waiting"), failed: await count("failed"), scored: await count("scored") };
    },

    /** The attempt that failed last, of those whose call has not been scored since. */
    async lastFault(): Promise<{ fault: string; callId: string; at: Date } | null> {
      const [row] = await database
        .select({ fault: scores.fault, callId: scores.callId, triedAt: scores.triedAt, queuedAt: scores.queuedAt })
        .from(scores)
        .where(and(ne(scores.state, "scored"), isNotNull(scores.fault)))
        .orderBy(sql`coalesce(${scores.triedAt}, ${scores.queuedAt}) desc`)
        .limit(1);
      if (row?.fault == null) return null;
      return { fault: row.fault, callId: row.callId, at: row.triedAt ?? row.queuedAt };
    },
  };
}

export type ExternalStore = ReturnType<typeof createExternalStore>;
