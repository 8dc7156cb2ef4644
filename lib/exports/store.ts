import { and, count, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Role } from "@/lib/access/actor";
import { isId, newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { callExports, type ExportQuestionColumn } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { EXPORT_DAYS, type ManyFormat, MOST_KEPT_EXPORTS, MOST_RUNNING_EXPORTS } from "@/lib/wire/exports-contract";

export type StoredExport = typeof callExports.$inferSelect;
/** How far the file of an export is sure. */
export type Progress = Pick<StoredExport, "calls" | "skipped" | "bytes" | "reached">;

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

    /** @returns false: it is not to be written any more */
    async wrote(id: string, progress: Progress): Promise<boolean> {
      const rows = await database
        .update(callExports)
        .set({ ...progress, state: "running" })
        .where(and(eq(callExports.id, id), unfinished))
        .returning({ id: callExports.id });
      return rows.length > 0;
    },

    /** The file is whole. @returns false: it was deleted meanwhile */
    async finished(id: string, progress: Progress): Promise<boolean> {
      const times = { finishedAt: new Date(nowMs()), expiresAt: new Date(nowMs() + EXPORT_DAYS * DAY_MS) };
      const rows = await database
        .update(callExports)
        .set({ ...progress, ...times, state: "done" })
        .where(and(eq(callExports.id, id), unfinished))
        .returning({ id: callExports.id });
      return rows.length > 0;
    },

    /** It is given up; its file goes. */
    async failed(id: string, fault: NonNullable<StoredExport["fault"]>): Promise<void> {
      const times = { finishedAt: new Date(nowMs()), expiresAt: new Date(nowMs() + EXPORT_DAYS * DAY_MS) };
      await database
        .update(callExports)
        .set({ ...times, fault, bytes: 0, state: "failed" })
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

    /** Forgets those whose time is over. @returns the ids of all that are left */
    async sweep(): Promise<string[]> {
      await database.delete(callExports).where(lt(callExports.expiresAt, new Date(nowMs())));
      return (await database.select({ id: callExports.id }).from(callExports)).map(({ id }) => id);
    },
  };
}

export type ExportStore = ReturnType<typeof createExportStore>;
export type ExportStores = { exports: ExportStore };

export const createExportStores = (parts: { database: Database; nowMs: () => number }): ExportStores => ({
  exports: createExportStore(parts),
});
