import { createHmac, randomBytes } from "node:crypto";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { countHolding, endHolding } from "@/lib/database/held-calls";
import {
  archivePending,
  archivedCalls as calls,
  qualityNotes,
  storedSettings,
  archiveTombstones as tombstones,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";

/** Whose calls are erased: everybody's of a number, or one call. */
export type Erased = { phoneNumber: string } | { callId: string };

type Gone = { calls: number; exports: number };

/** The end of a number that is the same with and without the country's and the trunk's digits before it. */
const TOLD_APART_BY = 9;
const FEWEST_DIGITS = 5;
const KEY_NAME = "erasure.key";

/** @returns the digits a number is told from others by; null: too few to be one */
export function numberForm(phoneNumber: string): string | null {
  const digits = phoneNumber.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length < FEWEST_DIGITS ? null : digits.slice(-TOLD_APART_BY);
}

function hashOf(secret: string, phoneNumber: string): string | null {
  const form = numberForm(phoneNumber);
  return form === null ? null : createHmac("sha256", secret).update(form).digest("base64url");
}

/** Word for word as the index `archived_calls_number` has it, or every call is looked at. */
const DIGITS = sql`right(ltrim(regexp_replace(${calls.phoneNumber}, '[^0-9]', '', 'g'), '0'), ${sql.raw(String(TOLD_APART_BY))})`;

function are(erased: Erased): SQL {
  if ("callId" in erased) return eq(calls.callId, erased.callId);
  const form = numberForm(erased.phoneNumber);
  return form === null ? sql`false` : sql`${DIGITS} = ${form}`;
}

/** A call that is named goes from wherever it is, also when it is kept no longer. */
const namedBy = (erased: Erased, found: readonly string[]): string[] =>
  "callId" in erased ? [...new Set([...found, erased.callId])] : [...found];

/**
 * Takes callers out of the archive for good. What was erased stands as a tombstone: a call by its id, a number as a hash with
 * a key that lies in the database, which keeps it from being read and not from being guessed by whoever has both.
 */
export function createErasureStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  async function keyOf(tx: Pick<Transaction, "select" | "insert">): Promise<string> {
    await tx
      .insert(storedSettings)
      .values({ key: KEY_NAME, value: randomBytes(32).toString("base64"), updatedAt: new Date(nowMs()) })
      .onConflictDoNothing();
    const [row] = await tx.select().from(storedSettings).where(eq(storedSettings.key, KEY_NAME));
    return String(row?.value);
  }

  return {
    /** What would go: calls, and files of exports that hold one of them. @throws DatabaseUnavailableError */
    async count(erased: Erased): Promise<Gone> {
      const found = await database.select({ id: calls.callId }).from(calls).where(are(erased));
      const ids = found.map(({ id }) => id);
      return { calls: ids.length, exports: await countHolding(database, namedBy(erased, ids)) };
    },

    /** Deletes them, ends the exports that hold one of them, and leaves tombstones. @returns what has gone */
    async erase(tx: Transaction, erased: Erased): Promise<Gone> {
      const gone = await tx.delete(calls).where(are(erased)).returning({ id: calls.callId });
      const ids = gone.map(({ id }) => id);
      const erasedAt = new Date(nowMs());
      const hash = "phoneNumber" in erased ? hashOf(await keyOf(tx), erased.phoneNumber) : null;
      const named = namedBy(erased, ids);
      const rows = [
        ...named.map((key) => ({ kind: "call" as const, key, erasedAt })),
        ...(hash === null ? [] : [{ kind: "number" as const, key: hash, erasedAt }]),
      ];
      if (named.length > 0) await tx.delete(archivePending).where(inArray(archivePending.callId, named));
      // Scores and reviews go with their calls; notes may be of one that was never kept.
      if (named.length > 0) await tx.delete(qualityNotes).where(inArray(qualityNotes.callId, named));
      if (rows.length > 0) await tx.insert(tombstones).values(rows).onConflictDoNothing();
      return { calls: ids.length, exports: await endHolding(tx, named, erasedAt) };
    },

    /** Those of these calls that were erased, or whose callers were: nothing of them may be kept. @returns their ids */
    async erasedAmong(
      tx: Transaction,
      asked: readonly { id: string; phoneNumber: string | null }[],
    ): Promise<Set<string>> {
      const [some] = await tx.select({ kind: tombstones.kind }).from(tombstones).limit(1);
      if (some === undefined) return new Set();
      const secret = await keyOf(tx);
      const hashes = asked.map(({ phoneNumber }) => (phoneNumber === null ? null : hashOf(secret, phoneNumber)));
      const found = await tx
        .select({ kind: tombstones.kind, key: tombstones.key })
        .from(tombstones)
        .where(
          or(
            and(
              eq(tombstones.kind, "call"),
              inArray(
                tombstones.key,
                asked.map(({ id }) => id),
              ),
            ),
            and(
              eq(tombstones.kind, "number"),
              inArray(
                tombstones.key,
                hashes.filter((hash) => hash !== null),
              ),
            ),
          ),
        );
      const gone = new Set(found.map(({ kind, key }) => `${kind} ${key}`));
      const isGone = (id: string, hash: string | null) => gone.has(`call ${id}`) || gone.has(`number ${hash}`);
      return new Set(asked.flatMap(({ id }, place) => (isGone(id, hashes[place] ?? null) ? [id] : [])));
    },
  };
}

export type ErasureStore = ReturnType<typeof createErasureStore>;
