import { eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { archivedCalls, archiveLanguages, archivePending, callFigures, qualityNotes } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { withheldAtMs } from "@/lib/redaction/redact-call";
import { REDACTION_VERSION } from "@/lib/redaction/version";
import type { ErasureStore } from "./erasure-store";
import { figuresOf } from "./figures";
import { bringLong } from "./long-call";
import { type ArchivedCall, archivedCallOf, type CallRecord, type EndedCall, recordOf } from "./record";
import { vectorsOf } from "./word-vectors";
import { type CallWords, wordsOf } from "./words";

const {
  words: _words,
  wordsMasked: _masked,
  wordsRedacted: _redacted,
  language: _language,
  redactionVersion: _version,
  unindexedCharacters: _unindexed,
  ...RECORD
} = getTableColumns(archivedCalls);

/** All but those of words. */
const RECORD_COLUMNS = RECORD;
/** Most of what a call weighs. Lines that came under another name stay. */
const WITHOUT_LINES = sql`${archivedCalls.sent} - 'transcript'`.mapWith(archivedCalls.sent);

/** Any number of ours, and the call's own: two processes that have read the same call store one after the other. */
const CALL_LOCK = 7_230_415;

/** How words are made: which redaction takes out of talk what is personal, and what makes them of a call. */
export type WordMaking = { version: number; wordsOf: typeof wordsOf };
export const WORD_MAKING: WordMaking = { version: REDACTION_VERSION, wordsOf };

/** The columns beside its words that a call is found by. @param version 0: it was made with no redaction that there is */
export const columnsOfWords = (words: CallWords | null, version: number) => ({
  language: words?.language ?? null,
  redactionVersion: version,
  unindexedCharacters: words?.unindexedCharacters ?? 0,
});

/** A search asks in every language that words are in. */
export async function noteLanguages(tx: Transaction, words: readonly (CallWords | null)[]): Promise<void> {
  const languages = new Set(words.flatMap((one) => one?.language ?? []));
  if (languages.size === 0) return;
  const rows = [...languages].sort().map((language) => ({ language }));
  await tx.insert(archiveLanguages).values(rows).onConflictDoNothing();
}

/** Calls that are over, as they were read last. */
export function createArchiveStore({
  database,
  nowMs,
  erasures,
  making = WORD_MAKING,
}: {
  database: Database;
  nowMs: () => number;
  erasures: Pick<ErasureStore, "erasedAmong">;
  making?: WordMaking;
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

    /** Those of these calls that are stored. @param options.withLines false: their lines are not read at all */
    async findMany(callIds: readonly string[], { withLines = true } = {}): Promise<CallRecord[]> {
      if (callIds.length === 0) return [];
      return database
        .select(withLines ? RECORD_COLUMNS : { ...RECORD_COLUMNS, sent: WITHOUT_LINES })
        .from(archivedCalls)
        .where(inArray(archivedCalls.callId, [...callIds]));
    },

    /** One call: see putAll. @returns whether anything was written */
    async put(tx: Transaction, ended: EndedCall, { keepsTalk }: { keepsTalk: boolean }): Promise<boolean> {
      return (await putAll(tx, [{ ended, keepsTalk }])).has(ended.call.id);
    },

    putAll,
  };

  /**
   * Stores calls, or what has become of them, and waits for them no more; a reading older than what is stored changes nothing,
   * nor does one of what was erased. Long talk has been looked through before (words.ts).
   * @param puts of different calls; `keepsTalk` false: only its facts are stored
   * @returns the ids of those of which anything was written
   */
  async function putAll(tx: Transaction, puts: readonly Put[]): Promise<Set<string>> {
    const ids = puts.map(({ ended }) => ended.call.id);
    // In one order, so that two processes never wait for each other.
    await tx.execute(sql`
      select pg_advisory_xact_lock(${CALL_LOCK}, place) from (
        select distinct hashtext(id) as place from unnest(${sql.param(ids.map(escapeText))}::text[]) as id order by place
      ) as places`);
    await tx.delete(archivePending).where(inArray(archivePending.callId, ids));
    const erased = await erasures.erasedAmong(
      tx,
      puts.map(({ ended }) => ended.call),
    );
    if (erased.size > 0) await tx.delete(qualityNotes).where(inArray(qualityNotes.callId, [...erased]));
    const rows = await tx.select(RECORD_COLUMNS).from(archivedCalls).where(inArray(archivedCalls.callId, ids));
    const known = new Map(rows.map((row) => [row.callId, row]));
    const wanted = puts.filter(({ ended }) => {
      const before = known.get(ended.call.id);
      const isOlder = before !== undefined && before.readAt.getTime() > ended.readAtMs;
      return !isOlder && !erased.has(ended.call.id);
    });
    if (wanted.length === 0) return new Set();
    const made = wanted.map((put) => rowOf(put, known.get(put.ended.call.id) ?? null));
    await noteLanguages(
      tx,
      made.map(({ words }) => words),
    );
    const vectors = vectorsOf(made.map(({ words }) => words));
    const values: (typeof archivedCalls.$inferInsert)[] = [];
    for (const [place, { record, words, version, call }] of made.entries()) {
      const sent = record.sent === null ? null : await bringLong(tx, call, place);
      const columns = { ...record, ...columnsOfWords(words, version), ...vectors.values[place] };
      // An insert takes a value that the database makes; its type does not say so.
      values.push({ ...columns, ...(sent !== null && { sent }) } as typeof archivedCalls.$inferInsert);
    }
    await tx
      .with(vectors.common)
      .insert(archivedCalls)
      .values(values)
      .onConflictDoUpdate({ target: archivedCalls.callId, set: AS_INSERTED });
    await tx
      .insert(callFigures)
      .values(made.map(({ record }) => figuresOf(record)))
      .onConflictDoUpdate({ target: callFigures.callId, set: FIGURES_AS_INSERTED });
    return new Set(values.map(({ callId }) => callId));
  }

  function rowOf({ ended, keepsTalk }: Put, before: CallRecord | null) {
    const record = recordOf(ended, before, { nowMs: nowMs(), keepsTalk });
    const { contactName, campaignId, participants } = record;
    // Of the reading itself: what was looked through is known by the list of its lines, and read again it would be another.
    const talk = { call: ended.call, contactName, campaignId, roster: participants };
    // What had to be withheld, because looking through it failed, was made with no redaction that there is.
    const version = isWithheld(ended.call) ? 0 : making.version;
    return { call: ended.call, record, version, words: keepsTalk ? making.wordsOf(talk) : null };
  }
}

/** A call to store. `keepsTalk` false: it is older than talk is kept, so only its facts are stored. */
type Put = { ended: EndedCall; keepsTalk: boolean };

/** Where a call is stored already, all of it is written anew. */
const AS_INSERTED = asInserted(archivedCalls);
const FIGURES_AS_INSERTED = {
  ...asInserted(callFigures),
  // The sentence that told so is forgotten with the talk, and what it told is not.
  askedForPerson: sql`excluded.asked_for_person or ${callFigures.askedForPerson}`,
  // How it was judged holds until it is judged again.
  rubricScore: sql`${callFigures.rubricScore}`,
  sentiment: sql`${callFigures.sentiment}`,
};

function asInserted(table: typeof archivedCalls | typeof callFigures): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(columns.map(([key, { name }]) => [key, sql.raw(`excluded."${name}"`)]));
}

/** Looking through what was said failed. */
export const isWithheld = ({ transcript }: EndedCall["call"]): boolean =>
  transcript !== null && withheldAtMs(transcript) !== null;

export type ArchiveStore = ReturnType<typeof createArchiveStore>;
