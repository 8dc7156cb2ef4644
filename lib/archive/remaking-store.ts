import { and, desc, eq, isNotNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { archivedCalls as calls } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { columnsOfWords, noteLanguages, WORD_MAKING, type WordMaking } from "./store";
import { vectorsOf } from "./word-vectors";
import type { CallWords } from "./words";

/** Words that another redaction has made. `version`: which; 0: none, because what was said could not be looked through. */
export type StaleWords = { callId: string; version: number };

/**
 * Calls whose words were made with another redaction than that of this program. Two ways instead of "another": each of them
 * is a part of the index `archived_calls_redaction`.
 */
export const staleWays = (version: number): SQL[] => [
  sql`(${calls.words} is not null and ${calls.redactionVersion} < ${version})`,
  sql`(${calls.words} is not null and ${calls.redactionVersion} > ${version})`,
];

/** What is to be done where the redaction has changed. */
export function createRemakingStore({
  database,
  making = WORD_MAKING,
}: {
  database: Pick<Database, "select" | "$count">;
  making?: WordMaking;
}) {
  const { version } = making;
  return {
    /** Some of them, the newest calls first, without those of `except`. @throws DatabaseUnavailableError */
    async stale(limit: number, except: readonly string[]): Promise<StaleWords[]> {
      const found: StaleWords[] = [];
      for (const way of staleWays(version)) {
        const rows = await database
          .select({ callId: calls.callId, version: calls.redactionVersion })
          .from(calls)
          .where(and(way, except.length === 0 ? undefined : notInArray(calls.callId, [...except])))
          .orderBy(desc(calls.redactionVersion), desc(calls.happenedAt))
          .limit(limit - found.length);
        found.push(...rows);
        if (found.length >= limit) break;
      }
      return found;
    },

    /** @throws DatabaseUnavailableError */
    async count(): Promise<number> {
      const [below, above] = staleWays(version);
      return (await database.$count(calls, below)) + (await database.$count(calls, above));
    },

    /**
     * Puts words in the place of others, unless the call was stored anew since it was read, erased, or lost its talk.
     * @param words null: nothing of it can be found
     */
    async replace(
      tx: Transaction,
      { callId, version: before }: StaleWords,
      changedAt: Date,
      words: CallWords | null,
    ): Promise<void> {
      await noteLanguages(tx, [words]);
      const same = and(eq(calls.callId, callId), eq(calls.changedAt, changedAt), eq(calls.redactionVersion, before));
      const { common, values } = vectorsOf([words]);
      await tx
        .with(common)
        .update(calls)
        .set({ ...columnsOfWords(words, version), ...values[0] })
        .where(and(same, isNotNull(calls.words)));
    },
  };
}

export type RemakingStore = ReturnType<typeof createRemakingStore>;
