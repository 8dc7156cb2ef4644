import { and, isNotNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { archivedCalls as calls } from "@/lib/database/schema";

/** So many at a time: each has its words taken out of the index. */
const MOST_AT_ONCE = 50;

/** Calls of which something was said that is kept no longer. */
export const talkBefore = (atMs: number): SQL | undefined =>
  and(lt(calls.happenedAt, new Date(atMs)), or(isNotNull(calls.sent), isNotNull(calls.words)));

/** Calls that are kept no longer at all. */
export const callsBefore = (atMs: number): SQL | undefined => lt(calls.happenedAt, new Date(atMs));

/** What a call is without what was said in it: sentences of its reasons may quote it. */
const WITHOUT_TALK = {
  ...{ sent: null, summary: null, lineKeys: null, language: null, words: null, wordsMasked: null, wordsRedacted: null },
  ...{ unindexedCharacters: 0, endedByReason: null },
  reasons: sql`coalesce((select jsonb_agg(one || '{"sentence": ""}') from jsonb_array_elements(${calls.reasons}) as one), '[]'::jsonb)`,
};

/**
 * Takes what was said out of calls that are older than talk is kept, and leaves their facts.
 * @param signal it is to end: what is left goes with the next sweep
 * @returns of how many calls
 * @throws DatabaseUnavailableError; the signal's reason
 */
export async function forgetTalk(database: Database, beforeMs: number, signal?: AbortSignal): Promise<number> {
  return inPieces(signal, async () => {
    const some = database.select({ id: calls.callId }).from(calls).where(talkBefore(beforeMs)).limit(MOST_AT_ONCE);
    return database
      .update(calls)
      .set(WITHOUT_TALK)
      .where(sql`${calls.callId} in (${some})`)
      .returning({ id: calls.callId });
  });
}

/** Deletes calls that are older than their facts are kept. @returns how many; see forgetTalk */
export async function forgetCalls(database: Database, beforeMs: number, signal?: AbortSignal): Promise<number> {
  return inPieces(signal, async () => {
    const some = database.select({ id: calls.callId }).from(calls).where(callsBefore(beforeMs)).limit(MOST_AT_ONCE);
    return database.delete(calls).where(sql`${calls.callId} in (${some})`).returning({ id: calls.callId });
  });
}

async function inPieces(signal: AbortSignal | undefined, forget: () => Promise<unknown[]>): Promise<number> {
  let gone = 0;
  for (let count = MOST_AT_ONCE; count === MOST_AT_ONCE; gone += count) {
    signal?.throwIfAborted();
    count = (await forget()).length;
  }
  return gone;
}
