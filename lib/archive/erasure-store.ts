import { createHmac, randomBytes } from "node:crypto";
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import {
  archivePending,
  callExports,
  archivedCalls as calls,
  qualityNotes,
  storedSettings,
  archiveTombstones as tombstones,
} from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";

/** Whose calls are erased: everybody's of a number, or one call. */
export type Erased = { phoneNumber: string } | { callId: string };

/** The end of a number that is the same with and without the country's and the trunk's digits before it. */
const TOLD_APART_BY = 9;
const FEWEST_DIGITS = 5;
const KEY_NAME = "erasure.key";

/** @returns the digits a number is told from others by; null: too few to be one */
export function numberForm(phoneNumber: string): string | null {
  const digits = phoneNumber.replace(/\D/g, "").replace(/^0+/, "");
  return digits.length < FEWEST_DIGITS ? null : digits.slice(-TOLD_APART_BY);
}

const DIGITS = sql`right(ltrim(regexp_replace(${calls.phoneNumber}, '[^0-9]', '', 'g'), '0'), ${TOLD_APART_BY})`;

function are(erased: Erased): SQL {
  if ("callId" in erased) return eq(calls.callId, erased.callId);
  const form = numberForm(erased.phoneNumber);
  return form === null ? sql`false` : sql`${DIGITS} = ${form}`;
}

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

  async function hashOf(
    tx: Pick<Transaction, "select" | "insert">,
    phoneNumber: string | null,
  ): Promise<string | null> {
    const form = phoneNumber === null ? null : numberForm(phoneNumber);
    return form === null
      ? null
      : createHmac("sha256", await keyOf(tx))
          .update(form)
          .digest("base64url");
  }

  return {
    /** So many calls would go. @throws DatabaseUnavailableError */
    count: (erased: Erased): Promise<number> => database.$count(calls, are(erased)),

    /** Deletes them and leaves tombstones. @returns the ids of those that were there */
    async erase(tx: Transaction, erased: Erased): Promise<string[]> {
      const gone = await tx.delete(calls).where(are(erased)).returning({ id: calls.callId });
      const ids = gone.map(({ id }) => id);
      const erasedAt = new Date(nowMs());
      const hash = "phoneNumber" in erased ? await hashOf(tx, erased.phoneNumber) : null;
      const named = "callId" in erased ? [...new Set([...ids, erased.callId])] : ids;
      const rows = [
        ...named.map((key) => ({ kind: "call" as const, key, erasedAt })),
        ...(hash === null ? [] : [{ kind: "number" as const, key: hash, erasedAt }]),
      ];
      if (named.length > 0) await tx.delete(archivePending).where(inArray(archivePending.callId, named));
      // Scores and reviews go with their calls; notes may be of one that was never kept.
      if (named.length > 0) await tx.delete(qualityNotes).where(inArray(qualityNotes.callId, named));
      // A file cannot be told which calls to forget: its person asks for it again. The hourly sweep removes what lies there.
      if (ids.length > 0) await tx.delete(callExports);
      if (rows.length > 0) await tx.insert(tombstones).values(rows).onConflictDoNothing();
      return ids;
    },

    /** This call was erased, or whoever it was with: nothing of it may be kept. */
    async isErased(tx: Transaction, call: { id: string; phoneNumber: string | null }): Promise<boolean> {
      const [some] = await tx.select({ kind: tombstones.kind }).from(tombstones).limit(1);
      if (some === undefined) return false;
      const hash = await hashOf(tx, call.phoneNumber);
      const found = await tx
        .select({ kind: tombstones.kind })
        .from(tombstones)
        .where(
          or(
            and(eq(tombstones.kind, "call"), eq(tombstones.key, call.id)),
            hash === null ? undefined : and(eq(tombstones.kind, "number"), eq(tombstones.key, hash)),
          ),
        )
        .limit(1);
      return found.length > 0;
    },
  };
}

export type ErasureStore = ReturnType<typeof createErasureStore>;
