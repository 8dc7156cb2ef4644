import { createHash } from "node:crypto";
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { escapeText } from "./any-text";
import { archiveTombstones, callExportPieces, callExports } from "./schema";
import type { Transaction } from "./transaction";

/**
 * Which calls the files of exports hold. Whoever writes a file says it, whoever erases a call asks it; a file of which it is
 * not known counts as one that holds it.
 */

/** Any number of ours: what goes into files is written down together, and never while something is erased. */
const ERASING_LOCK = 7_230_417;

/** Two calls in four thousand million share one, and then a file goes that need not. */
const callNumber = (callId: string): number => createHash("sha256").update(callId).digest().readInt32BE(0);

/** Waits until nobody erases, and has them wait for this transaction. To be asked before a row of an export is touched. */
export const holdErasing = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock_shared(${ERASING_LOCK})`);

/**
 * These calls have gone into the file of an export, after so many others.
 * @returns false: one of them has been erased since it was read
 */
export async function addHeld(
  tx: Transaction,
  exportId: string,
  { place, callIds }: { place: number; callIds: readonly string[] },
): Promise<boolean> {
  if (callIds.length === 0) return true;
  const [erased] = await tx
    .select({ key: archiveTombstones.key })
    .from(archiveTombstones)
    .where(and(eq(archiveTombstones.kind, "call"), isOneOf(sql`${archiveTombstones.key}`, callIds.map(escapeText))))
    .limit(1);
  if (erased !== undefined) return false;
  await tx.insert(callExportPieces).values({ exportId, place, callNumbers: callIds.map(callNumber) });
  return true;
}

const isOneOf = (column: SQL, texts: readonly string[]): SQL => sql`${column} = any(${sql.param(texts)}::text[])`;

function holding(callIds: readonly string[]): SQL | undefined {
  const numbers = sql`${sql.param([...new Set(callIds.map(callNumber))])}::int[]`;
  const pieces = sql`from ${callExportPieces} where ${callExportPieces.exportId} = ${callExports.id}`;
  return and(
    ne(callExports.state, "failed"),
    sql`(exists (select 1 ${pieces} and exists (
          select 1 from unnest(${callExportPieces.callNumbers}) as held (number) where held.number = any(${numbers})))
      or ${callExports.calls} + ${callExports.skipped} > (
          select coalesce(sum(cardinality(${callExportPieces.callNumbers})), 0) ${pieces}))`,
  );
}

/** How many exports hold one of these calls. */
export async function countHolding(database: Pick<Transaction, "$count">, callIds: readonly string[]): Promise<number> {
  return callIds.length === 0 ? 0 : database.$count(callExports, holding(callIds));
}

/** Ends the exports that hold one of these calls: their files are nobody's any more. @returns how many */
export async function endHolding(tx: Transaction, callIds: readonly string[], now: Date): Promise<number> {
  if (callIds.length === 0) return 0;
  await tx.execute(sql`select pg_advisory_xact_lock(${ERASING_LOCK})`);
  const over = { state: "failed", fault: "erased", bytes: 0, question: NO_QUESTION } as const;
  const ended = await tx
    .update(callExports)
    .set({
      ...over,
      finishedAt: now,
      expiresAt: sql`coalesce(${callExports.expiresAt}, ${now.toISOString()}::timestamptz + interval '7 days')`,
    })
    .where(holding(callIds))
    .returning({ id: callExports.id });
  return ended.length;
}

/** What was asked for may name a caller, and is of no use once the file is written or given up. */
export const NO_QUESTION: typeof callExports.$inferSelect.question = { filters: {}, ids: null };
