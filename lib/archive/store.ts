import { eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { archivedCalls, archiveLanguages, archivePending, qualityNotes } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { withheldAtMs } from "@/lib/redaction/redact-call";
import { REDACTION_VERSION } from "@/lib/redaction/version";
import type { ErasureStore } from "./erasure-store";
import { type ArchivedCall, archivedCallOf, type CallRecord, type EndedCall, recordOf } from "./record";
import { vectorOf, wordsOf } from "./words";

const {
  words: _words,
  wordsMasked: _masked,
  wordsRedacted: _redacted,
  language: _language,
  redactionVersion: _version,
  unindexedCharacters: _unindexed,
  ...RECORD
} = getTableColumns(archivedCalls);

const RECORD_COLUMNS = RECORD;

/** Any number of ours, and the call's own: two processes that have read the same call store one after the other. */
const CALL_LOCK = 7_230_415;

/** Calls that are over, as they were read last. */
export function createArchiveStore({
  database,
  nowMs,
  erasures,
}: {
  database: Database;
  nowMs: () => number;
  erasures: Pick<ErasureStore, "isErased">;
}) {
  return {
    /** What is stored of a call; null: nothing. @throws DatabaseUnavailableError */
    async find(callId: string): Promise<CallRecord | null> {
      const [row] = await database.select(RECORD_COLUMNS).from(archivedCalls).where(eq(archivedCalls.callId, callId));
      return row ?? null;
    },

    /** When what is stored of a call was written last, ms since the epoch; null: nothing is. @throws DatabaseUnavailableError */
    async changedMs(callId: string): Promise<number | null> {
      const [row] = await database
        .select({ changedAt: archivedCalls.changedAt })
        .from(archivedCalls)
        .where(eq(archivedCalls.callId, callId));
      return row?.changedAt.getTime() ?? null;
    },

    /** The same with the call that it is. */
    async read(callId: string): Promise<{ record: CallRecord; archived: ArchivedCall } | null> {
      const [row] = await database.select(RECORD_COLUMNS).from(archivedCalls).where(eq(archivedCalls.callId, callId));
      return row === undefined ? null : { record: row, archived: archivedCallOf(row) };
    },

    /** Those of these calls that are stored. */
    async findMany(callIds: readonly string[]): Promise<CallRecord[]> {
      if (callIds.length === 0) return [];
      return database
        .select(RECORD_COLUMNS)
        .from(archivedCalls)
        .where(inArray(archivedCalls.callId, [...callIds]));
    },

    /**
     * Stores a call, or what has become of it, and waits for it no more; a reading older than what is stored changes nothing,
     * nor does one of what was erased. Long talk has been looked through before (words.ts).
     * @param options.keepsTalk false: only its facts are stored
     * @returns whether anything was written
     */
    async put(tx: Transaction, ended: EndedCall, { keepsTalk }: { keepsTalk: boolean }): Promise<boolean> {
      const { id } = ended.call;
      await tx.execute(sql`select pg_advisory_xact_lock(${CALL_LOCK}, hashtext(${id}))`);
      await tx.delete(archivePending).where(eq(archivePending.callId, id));
      if (await erasures.isErased(tx, ended.call)) {
        await tx.delete(qualityNotes).where(eq(qualityNotes.callId, id));
        return false;
      }
      const [before] = await tx.select(RECORD_COLUMNS).from(archivedCalls).where(eq(archivedCalls.callId, id));
      if (before !== undefined && before.readAt.getTime() > ended.readAtMs) return false;
      const record = recordOf(ended, before ?? null, { nowMs: nowMs(), keepsTalk });
      const { contactName, campaignId, participants } = record;
      // Of the reading itself: what was looked through is known by the list of its lines, and read again it would be another.
      const words = keepsTalk ? wordsOf({ call: ended.call, contactName, campaignId, roster: participants }) : null;
      if (words !== null) {
        await tx.insert(archiveLanguages).values({ language: words.language }).onConflictDoNothing();
      }
      const values = {
        ...record,
        language: words?.language ?? null,
        words: words && vectorOf(words.language, words.plain),
        wordsMasked: words && vectorOf(words.language, words.masked),
        wordsRedacted: words && vectorOf(words.language, words.redacted),
        // What had to be withheld, because looking through it failed, was made with no redaction that there is.
        redactionVersion: isWithheld(ended) ? 0 : REDACTION_VERSION,
        unindexedCharacters: words?.unindexedCharacters ?? 0,
      };
      await tx.insert(archivedCalls).values(values).onConflictDoUpdate({ target: archivedCalls.callId, set: values });
      return true;
    },
  };
}

const isWithheld = ({ call: { transcript } }: EndedCall): boolean =>
  transcript !== null && withheldAtMs(transcript) !== null;

export type ArchiveStore = ReturnType<typeof createArchiveStore>;
