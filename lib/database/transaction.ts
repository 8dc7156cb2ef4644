import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { QueryError } from "./errors";

declare const inTransaction: unique symbol;

/** What can be asked within one transaction. No pool and no `Database` is one, so a change cannot leave it by mistake. */
export type Transaction = Omit<NodePgDatabase, "transaction" | "query"> & { readonly [inTransaction]: true };

/** Whether what runs now belongs to a transaction that is still open. */
const current = new AsyncLocalStorage<{ isOpen: boolean }>();

/**
 * Refuses a second connection to whoever holds one: on the embedded engine there is no other, and it would wait for itself.
 * @throws QueryError 25001 within `transact`: the transaction is to be asked
 */
export function refuseWithinTransaction(): void {
  if (current.getStore()?.isOpen) throw new QueryError("25001", "asked past the transaction");
}

/**
 * Runs `work` in one transaction of its own: whatever it throws undoes everything. A connection that may not be clean
 * afterwards is not used again.
 * @throws what `work` throws; DatabaseUnavailableError, also when the connection was lost while committing: then nobody
 *   knows whether it was done; QueryError 25P02 when a statement had failed before and `work` went on all the same
 */
export async function transact<T>(
  { $client: pool }: { $client: pg.Pool },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const tx = drizzle(client) as unknown as Transaction;
  const context = { isOpen: true };
  let isClean = false;
  try {
    await tx.execute(sql`begin`);
    const result = await current.run(context, () => work(tx));
    // Postgres answers a commit after a failed statement with a rollback and no error.
    const { command } = await tx.execute(sql`commit`);
    isClean = true;
    if (command !== "COMMIT") throw new QueryError("25P02", null);
    return result;
  } catch (error) {
    isClean ||= await tx.execute(sql`rollback`).then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    context.isOpen = false;
    client.release(!isClean);
  }
}
