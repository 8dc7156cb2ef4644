import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Transaction } from "./transaction";

/** What pg answers: several statements at once have several answers. */
type Answer = pg.QueryResult<Record<string, unknown>>;
type Asked = Pick<Transaction, "_">;

/** Through drizzle, so that failures are ours (errors.ts) and heard (outcomes.ts). */
const ask = (from: Asked, text: string, values: unknown[]): Promise<Answer> =>
  from._.session.prepareQuery({ sql: text, params: values }, undefined, undefined, false).execute() as Promise<Answer>;

/** Another program's SQL within a transaction of ours. @throws DatabaseUnavailableError, QueryError */
export const askWithin = (tx: Transaction, text: string, values: unknown[] = []): Promise<Answer> =>
  ask(tx, text, values);

/**
 * Another program's SQL, which may hold several statements and a transaction of its own. After a failure its connection is
 * not used again: the transaction may still be open on it.
 * @throws DatabaseUnavailableError, QueryError
 */
export async function askApart(
  { $client: pool }: { $client: pg.Pool },
  text: string,
  values: unknown[] = [],
): Promise<Answer> {
  const client = await pool.connect();
  let isClean = false;
  try {
    const answer = await ask(drizzle(client), text, values);
    isClean = true;
    return answer;
  } finally {
    client.release(!isClean);
  }
}
