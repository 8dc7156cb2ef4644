import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { archivedCalls, archiveMarks, archivePending } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { moment } from "./filters";

const KEEP_UP = "keep-up";
/** Of a list that lags behind the details a row proves nothing yet. */
const LIST_LAG_MS = 15_000;
const DAY_MS = 86_400_000;
/** What could not be corrected for so long is not any more. */
const CORRECTED_WITHIN_MS = 8 * DAY_MS;
const FORGOTTEN_AFTER_MS = 2 * DAY_MS;

/** A row of the list, by what it says of the call's end. */
export type Named = { callId: string; isOver: boolean };
/** A kept call that is to be read again. `endedAtMs`: by the call service's clock; where it does not say, when it was. */
export type Kept = { callId: string; endedAtMs: number; readAtMs: number; hasSummary: boolean };

const ids = (callIds: readonly string[]): SQL => sql`${sql.param(callIds.map(escapeText))}::text[]`;

/** What the list has named and is not kept yet, what is kept and to be read again, and how far the list was gone through. */
export function createPendingStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  return {
    /** Every call made before this moment is kept, or pending; null: keep-up has not begun. */
    async certainMs(): Promise<number | null> {
      const [mark] = await database.select().from(archiveMarks).where(eq(archiveMarks.name, KEEP_UP));
      return mark?.certainAt.getTime() ?? null;
    },

    /** Moves the certain point on, never back. */
    async advance(tx: Transaction, certainMs: number): Promise<void> {
      const certainAt = new Date(certainMs);
      const later = sql`greatest(${archiveMarks.certainAt}, ${moment(certainMs)})`;
      await tx
        .insert(archiveMarks)
        .values({ name: KEEP_UP, certainAt })
        .onConflictDoUpdate({ target: archiveMarks.name, set: { certainAt: later } });
    },

    /** Keep-up ends: what it waited for is let go, and where it began anew it begins with what is then. */
    async forget(tx: Transaction): Promise<void> {
      await tx.delete(archiveMarks).where(eq(archiveMarks.name, KEEP_UP));
      await tx.delete(archivePending);
    },

    /**
     * Takes note of rows of the list. What is over and not kept is to be read; what was named as going on before, again.
     * @param readAtMs when the page was read
     */
    async note(tx: Transaction, named: readonly Named[], readAtMs: number): Promise<void> {
      const over = named.filter(({ isOver }) => isOver).map(({ callId }) => callId);
      const open = named.filter(({ isOver }) => !isOver).map(({ callId }) => callId);
      if (over.length > 0) {
        await tx.execute(sql`
          insert into ${archivePending} (call_id, kind, due_at)
          select id, 'over', ${moment(nowMs())} from unnest(${ids(over)}) as id
          where not exists (select from ${archivedCalls} where call_id = id)
            or exists (select from ${archivePending} where call_id = id)
          on conflict (call_id) do update set kind = 'over', due_at = excluded.due_at
            where ${archivePending.kind} = 'open'`);
      }
      if (open.length > 0) {
        await tx.execute(sql`
          insert into ${archivePending} (call_id, kind, due_at)
          select id, 'open', ${moment(nowMs())} from unnest(${ids(open)}) as id
          where not exists (
            select from ${archivedCalls} where call_id = id and read_at > ${moment(readAtMs - LIST_LAG_MS)})
          on conflict (call_id) do nothing`);
      }
    },

    /** Calls that went on when the list named them last. */
    async open(): Promise<string[]> {
      const rows = await database
        .select({ callId: archivePending.callId })
        .from(archivePending)
        .where(eq(archivePending.kind, "open"));
      return rows.map(({ callId }) => callId);
    },

    /** The list names them as going on no more: they are to be read. */
    async endWatch(callIds: readonly string[]): Promise<void> {
      if (callIds.length === 0) return;
      await database
        .update(archivePending)
        .set({ kind: "over", dueAt: new Date(nowMs()) })
        .where(and(inArray(archivePending.callId, [...callIds]), eq(archivePending.kind, "open")));
    },

    /** What is to be read now, what has waited for longest first. */
    async due(limit: number): Promise<{ callId: string; misses: number }[]> {
      return database
        .select({ callId: archivePending.callId, misses: archivePending.misses })
        .from(archivePending)
        .where(and(eq(archivePending.kind, "over"), lte(archivePending.dueAt, new Date(nowMs()))))
        .orderBy(asc(archivePending.dueAt))
        .limit(limit);
    },

    /** What could not be read is tried again then. @param change.kind open: it goes on after all; gone: it is given up */
    async postpone(callId: string, change: { kind?: "open" | "gone"; dueMs: number; misses?: number }): Promise<void> {
      const { dueMs, ...others } = change;
      await database
        .update(archivePending)
        .set({ ...others, dueAt: new Date(dueMs) })
        .where(eq(archivePending.callId, callId));
    },

    /** What was given up so long ago that no page names it among the newest any more is forgotten. */
    async forgetGone(): Promise<void> {
      const before = new Date(nowMs() - FORGOTTEN_AFTER_MS);
      await database
        .delete(archivePending)
        .where(and(eq(archivePending.kind, "gone"), lte(archivePending.dueAt, before)));
    },

    async counts(): Promise<{ open: number; over: number }> {
      const count = sql<number>`count(*)::int`;
      const rows = await database
        .select({ kind: archivePending.kind, count })
        .from(archivePending)
        .groupBy(archivePending.kind);
      const of = (kind: "open" | "over") => rows.find((row) => row.kind === kind)?.count ?? 0;
      return { open: of("open"), over: of("over") };
    },

    /** Kept calls that are not settled and are not going on again. */
    async unsettled(limit: number): Promise<Kept[]> {
      const goesOn = sql`exists (select from ${archivePending} where ${archivePending.callId} = ${archivedCalls.callId})`;
      return kept(sql`not ${archivedCalls.isSettled} and not ${goesOn}`, limit);
    },

    /** Settled calls that were not read since a day after their end. */
    async uncorrected(limit: number): Promise<Kept[]> {
      const { endedAt, readAt, isSettled } = archivedCalls;
      const nowAt = nowMs();
      return kept(
        sql`${isSettled} and ${readAt} - ${endedAt} < interval '24 hours'
          and ${endedAt} <= ${moment(nowAt - DAY_MS)} and ${endedAt} > ${moment(nowAt - CORRECTED_WITHIN_MS)}`,
        limit,
      );
    },

    /** The call service has it no more: as it is kept it stays. */
    async settleAsIs(tx: Transaction, callId: string): Promise<void> {
      await tx
        .update(archivedCalls)
        .set({ isSettled: true, readAt: new Date(nowMs()) })
        .where(eq(archivedCalls.callId, callId));
    },

    /** Which of these are kept and settled: they are not to be read. */
    async settledAmong(callIds: readonly string[]): Promise<Set<string>> {
      if (callIds.length === 0) return new Set();
      const rows = await database
        .select({ callId: archivedCalls.callId })
        .from(archivedCalls)
        .where(and(inArray(archivedCalls.callId, [...callIds]), eq(archivedCalls.isSettled, true)));
      return new Set(rows.map(({ callId }) => callId));
    },

    /** About how many calls of a range are kept. */
    async keptBetween(fromMs: number | null, toMs: number): Promise<number> {
      const { happenedAt } = archivedCalls;
      const from = fromMs === null ? sql`true` : sql`${happenedAt} >= ${moment(fromMs)}`;
      return database.$count(archivedCalls, sql`${from} and ${happenedAt} < ${moment(toMs)}`);
    },
  };

  async function kept(which: SQL, limit: number): Promise<Kept[]> {
    const rows = await database
      .select({
        callId: archivedCalls.callId,
        endedAt: sql<string>`coalesce(${archivedCalls.endedAt}, ${archivedCalls.happenedAt})`.mapWith(
          archivedCalls.endedAt,
        ),
        readAt: archivedCalls.readAt,
        hasSummary: sql<boolean>`${archivedCalls.summary} is not null`,
      })
      .from(archivedCalls)
      .where(which)
      .limit(limit);
    return rows.map(({ callId, endedAt, readAt, hasSummary }) => ({
      ...{ callId, hasSummary },
      endedAtMs: new Date(endedAt).getTime(),
      readAtMs: readAt.getTime(),
    }));
  }
}

export type PendingStore = ReturnType<typeof createPendingStore>;
