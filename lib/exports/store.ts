import { and, count, desc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { Role } from "@/lib/access/actor";
import { isId, newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { addHeld, holdErasing, NO_QUESTION } from "@/lib/database/held-calls";
import { callExportPieces, callExports, type ExportQuestionColumn } from "@/lib/database/schema";
import { type Transaction, transact } from "@/lib/database/transaction";
import { EXPORT_DAYS, type ManyFormat, MOST_KEPT_EXPORTS, MOST_RUNNING_EXPORTS } from "@/lib/wire/exports-contract";

export type StoredExport = typeof callExports.$inferSelect;
/** How far the file of an export is sure. */
export type Progress = Pick<StoredExport, "calls" | "skipped" | "bytes" | "reached" | "question">;

type NewExport = {
  ownerId: string;
  ownerRole: Role;
  format: ManyFormat;
  question: ExportQuestionColumn;
  view: string;
};

const DAY_MS = 86_400_000;
const UNFINISHED = ["waiting", "running"] as const;
/** Any number of ours, and the owner's own: of two that are asked for at once the second sees the first. */
const OWNER_LOCK = 7_230_416;

/** What is known of exports; their files are lib/exports/folder.ts's. */
export function createExportStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const unfinished = inArray(callExports.state, [...UNFINISHED]);
  const endNow = () => ({ finishedAt: new Date(nowMs()), expiresAt: new Date(nowMs() + EXPORT_DAYS * DAY_MS) });

  const end = (fault: NonNullable<StoredExport["fault"]>) =>
    ({ ...endNow(), fault, bytes: 0, question: NO_QUESTION, state: "failed" }) as const;

  /** With a call that was erased after it had been read, the export ends. @returns false: it is over */
  const advance = (id: string, change: Progress & Partial<StoredExport>, callIds: readonly string[]) =>
    transact(database, async (tx) => {
      await holdErasing(tx);
      const isOurs = and(eq(callExports.id, id), unfinished);
      const place = change.calls + change.skipped - callIds.length;
      const [row] = await tx.select({ id: callExports.id }).from(callExports).where(isOurs).for("update");
      const isWanted = row !== undefined && (await addHeld(tx, id, { place, callIds }));
      await tx
        .update(callExports)
        .set(isWanted ? change : end("erased"))
        .where(isOurs);
      return isWanted;
    });

  return {
    /** @returns null where this person has too many that are not finished, or not fetched */
    async add(tx: Transaction, wanted: NewExport): Promise<StoredExport | null> {
      await tx.execute(sql`select pg_advisory_xact_lock(${OWNER_LOCK}, hashtext(${wanted.ownerId}))`);
      const theirs = eq(callExports.ownerId, wanted.ownerId);
      const [counted] = await tx
        .select({ all: count(), running: count(sql`case when ${unfinished} then 1 end`) })
        .from(callExports)
        .where(theirs);
      if ((counted?.running ?? 0) >= MOST_RUNNING_EXPORTS || (counted?.all ?? 0) >= MOST_KEPT_EXPORTS) return null;
      const none = { calls: 0, skipped: 0, bytes: 0, reached: null, fault: null, finishedAt: null, expiresAt: null };
      const row = { ...wanted, ...none, id: newId(), state: "waiting" as const, createdAt: new Date(nowMs()) };
      await tx.insert(callExports).values(row);
      return row;
    },

    async find(id: string): Promise<StoredExport | null> {
      if (!isId(id)) return null;
      const [row] = await database.select().from(callExports).where(eq(callExports.id, id));
      return row ?? null;
    },

    /** One person's, newest first. */
    list: (ownerId: string): Promise<StoredExport[]> =>
      database
        .select()
        .from(callExports)
        .where(eq(callExports.ownerId, ownerId))
        .orderBy(desc(callExports.createdAt), desc(callExports.id)),

    /** @param callIds those that have come since this was said last @returns false: it is not to be written any more */
    wrote: (id: string, progress: Progress, callIds: readonly string[]): Promise<boolean> =>
      advance(id, { ...progress, state: "running" }, callIds),

    /** The file is whole. @param callIds, @returns as for `wrote` */
    finished: (id: string, progress: Progress, callIds: readonly string[]): Promise<boolean> =>
      advance(id, { ...progress, ...endNow(), question: answered(progress.question), state: "done" }, callIds),

    /** It is given up; its file goes. */
    async failed(id: string, fault: NonNullable<StoredExport["fault"]>): Promise<void> {
      await database
        .update(callExports)
        .set(end(fault))
        .where(and(eq(callExports.id, id), unfinished));
    },

    /** @returns false: there is none of theirs with this id */
    async remove(tx: Transaction, id: string, ownerId: string): Promise<boolean> {
      if (!isId(id)) return false;
      const rows = await tx
        .delete(callExports)
        .where(and(eq(callExports.id, id), eq(callExports.ownerId, ownerId)))
        .returning({ id: callExports.id });
      return rows.length > 0;
    },

    /** Forgets those whose time is over, and which calls were in files that are gone. */
    async forget(): Promise<void> {
      await database.delete(callExports).where(lt(callExports.expiresAt, new Date(nowMs())));
      const failed = database.select({ id: callExports.id }).from(callExports).where(eq(callExports.state, "failed"));
      await database.delete(callExportPieces).where(inArray(callExportPieces.exportId, failed));
    },

    /** The ids of those that have a file, or may have one. */
    async withFiles(): Promise<string[]> {
      const rows = await database
        .select({ id: callExports.id })
        .from(callExports)
        .where(ne(callExports.state, "failed"));
      return rows.map(({ id }) => id);
    },
  };
}

/** Of a question that was answered stays what could not be. */
const answered = ({ unsearched }: ExportQuestionColumn): ExportQuestionColumn =>
  unsearched === undefined ? NO_QUESTION : { ...NO_QUESTION, unsearched };

export type ExportStore = ReturnType<typeof createExportStore>;
export type ExportStores = { exports: ExportStore };

export const createExportStores = (parts: { database: Database; nowMs: () => number }): ExportStores => ({
  exports: createExportStore(parts),
});
