import { asc, eq } from "drizzle-orm";
import { isId, newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { qualityNotes as notes } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";

export type StoredNote = typeof notes.$inferSelect;
type NewNote = Pick<StoredNote, "callId" | "lineKey" | "at" | "kind" | "text"> & { by: { id: string; name: string } };

/** Of one call at most. */
const MOST_NOTES = 200;

/** What people wrote about calls. */
export function createNoteStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  return {
    /** The oldest first. */
    list: (callId: string): Promise<StoredNote[]> =>
      database.select().from(notes).where(eq(notes.callId, callId)).orderBy(asc(notes.madeAt), asc(notes.id)),

    async find(id: string): Promise<StoredNote | null> {
      if (!isId(id)) return null;
      const [row] = await database.select().from(notes).where(eq(notes.id, id));
      return row ?? null;
    },

    /** @returns null: the call has as many as it may have */
    async add(tx: Transaction, { by, ...note }: NewNote): Promise<StoredNote | null> {
      const known = await tx
        .select({ id: notes.id })
        .from(notes)
        .where(eq(notes.callId, note.callId))
        .limit(MOST_NOTES);
      if (known.length >= MOST_NOTES) return null;
      const row = { ...note, id: newId(), madeById: by.id, madeByName: by.name, madeAt: new Date(nowMs()) };
      await tx.insert(notes).values(row);
      return row;
    },

    /** @returns false: there is none by this id */
    async remove(tx: Transaction, id: string): Promise<boolean> {
      const gone = await tx.delete(notes).where(eq(notes.id, id)).returning({ id: notes.id });
      return gone.length > 0;
    },
  };
}

export type NoteStore = ReturnType<typeof createNoteStore>;
