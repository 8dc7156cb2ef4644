import { and, asc, desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { archiveBackfills } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { START, type Walk } from "./walk";

export type StoredBackfill = typeof archiveBackfills.$inferSelect;
type BackfillState = StoredBackfill["state"];

/** More is no list any more; what has ended longest ago is not shown. */
const MOST_SHOWN = 50;
/** Any number of ours: backfills are begun one after the other, so that they can be counted. */
const BACKFILLS_LOCK = 7_230_416;
const UNFINISHED: BackfillState[] = ["running", "paused"];

/** Ranges of calls that are brought into the archive. One is worked on at a time, the oldest first. */
export function createBackfillStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const now = () => new Date(nowMs());
  const running = (id: string) => and(eq(archiveBackfills.id, id), eq(archiveBackfills.state, "running"));

  return {
    /** Those that have not ended, then the newest. */
    async list(): Promise<StoredBackfill[]> {
      const isOver = sql`${notInArray(archiveBackfills.state, UNFINISHED)}`;
      return database
        .select()
        .from(archiveBackfills)
        .orderBy(asc(isOver), desc(archiveBackfills.createdAt))
        .limit(MOST_SHOWN);
    },

    async find(id: string): Promise<StoredBackfill | null> {
      const [found] = await database.select().from(archiveBackfills).where(eq(archiveBackfills.id, id));
      return found ?? null;
    },

    /** @returns null when there are `most` that have not ended */
    async begin(
      tx: Transaction,
      wanted: Pick<StoredBackfill, "fromAt" | "toAt" | "planned" | "startedByName">,
      most: number,
    ): Promise<StoredBackfill | null> {
      await tx.execute(sql`select pg_advisory_xact_lock(${BACKFILLS_LOCK})`);
      const unfinished = await tx.$count(archiveBackfills, inArray(archiveBackfills.state, UNFINISHED));
      if (unfinished >= most) return null;
      const values = {
        ...wanted,
        id: newId(),
        state: "running" as const,
        walk: START,
        createdAt: now(),
        changedAt: now(),
      };
      const [made] = await tx.insert(archiveBackfills).values(values).returning();
      return made ?? null;
    },

    /** There was never any. */
    async isFirst(tx: Transaction): Promise<boolean> {
      await tx.execute(sql`select pg_advisory_xact_lock(${BACKFILLS_LOCK})`);
      return (await tx.$count(archiveBackfills)) === 0;
    },

    /** @returns as it is afterwards; null: there is none, or it has ended */
    async setState(
      tx: Transaction,
      id: string,
      state: "running" | "paused" | "cancelled",
    ): Promise<StoredBackfill | null> {
      const endedAt = state === "cancelled" ? now() : null;
      const [changed] = await tx
        .update(archiveBackfills)
        .set({ state, endedAt, perMinute: null, waitsFor: null, changedAt: now() })
        .where(and(eq(archiveBackfills.id, id), inArray(archiveBackfills.state, UNFINISHED)))
        .returning();
      return changed ?? null;
    },

    /** The one to work on; null: none. */
    async next(): Promise<StoredBackfill | null> {
      const [next] = await database
        .select()
        .from(archiveBackfills)
        .where(eq(archiveBackfills.state, "running"))
        .orderBy(asc(archiveBackfills.createdAt), asc(archiveBackfills.id))
        .limit(1);
      return next ?? null;
    },

    /** A page has been listed: so many of its rows are done with already. @returns false: it is not to go on */
    async beginPage(id: string, done: { onPage: number; planned: number | null }): Promise<boolean> {
      const planned = done.planned === null ? undefined : done.planned;
      const rows = await database
        .update(archiveBackfills)
        .set({ onPage: done.onPage, ...(planned !== undefined && { planned }), waitsFor: null, changedAt: now() })
        .where(running(id))
        .returning({ id: archiveBackfills.id });
      return rows.length > 0;
    },

    /** Rows of the page are done with. In the transaction that keeps the calls, so that none is counted twice or not at all. */
    async count(
      tx: Pick<Transaction, "update">,
      id: string,
      what: "stored" | "failed" | "neither",
      rows = 1,
    ): Promise<void> {
      const counted = what === "neither" ? {} : { [what]: sql`${archiveBackfills[what]} + ${rows}` };
      await tx
        .update(archiveBackfills)
        .set({ ...counted, onPage: sql`${archiveBackfills.onPage} + ${rows}`, changedAt: now() })
        .where(eq(archiveBackfills.id, id));
    },

    /** The page is done with; `walk` null: it was the last. `failed`: rows of it that could not be read at all */
    async endPage(
      id: string,
      {
        walk,
        passed,
        failed,
        perMinute,
      }: { walk: Walk | null; passed: number; failed: number; perMinute: number | null },
    ): Promise<void> {
      const counted = { onPage: 0, failed: sql`${archiveBackfills.failed} + ${failed}`, changedAt: now() };
      const place = walk ?? { offset: passed, tail: [] };
      await database
        .update(archiveBackfills)
        .set({ ...counted, walk: place, perMinute, ...(walk === null && { state: "done" as const, endedAt: now() }) })
        .where(and(eq(archiveBackfills.id, id), inArray(archiveBackfills.state, UNFINISHED)));
    },

    /** @param fault what keeps it waiting */
    async waits(id: string, fault: string): Promise<void> {
      await database
        .update(archiveBackfills)
        .set({ waitsFor: fault, perMinute: null, changedAt: now() })
        .where(running(id));
    },

    async isRunning(id: string): Promise<boolean> {
      return (await database.$count(archiveBackfills, running(id))) > 0;
    },
  };
}

export type BackfillStore = ReturnType<typeof createBackfillStore>;
