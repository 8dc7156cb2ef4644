import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import pg from "pg";
import { DatabaseUnavailableError, queryFault } from "./errors";
import * as schema from "./schema";

/** A database with our tables; `transaction()` works the same on both engines. */
export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };

export type OpenDatabase = {
  database: Database;
  /** one small question. @throws DatabaseUnavailableError when it is not answered */
  ping(): Promise<void>;
  close(): Promise<void>;
};

const PING_LIMIT_MS = 4_000;

/** A pool whose lost idle connections are nobody's error, and whose failures to connect are ours. */
class Pool extends pg.Pool {
  constructor(options: pg.PoolConfig) {
    super(options);
    // The next query connects anew; without a listener the process would end.
    this.on("error", () => undefined);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(
    callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | undefined {
    if (callback !== undefined) {
      super.connect(callback);
      return undefined;
    }
    return super.connect().catch((error: unknown) => {
      throw queryFault(error);
    });
  }
}

type QueryWithCache = { queryWithCache(sql: string, values: unknown[], ask: () => Promise<unknown>): Promise<unknown> };

/** drizzle's own error has the query's values in its message, which ends in logs. A test holds this in place. */
(PgPreparedQuery.prototype as unknown as QueryWithCache).queryWithCache = async (_sql, _values, ask) => {
  try {
    return await ask();
  } catch (error) {
    throw queryFault(error);
  }
};

export const poolOf = (options: pg.PoolConfig): pg.Pool => new Pool({ allowExitOnIdle: true, ...options });

/** @param closeEngine what is to be closed after the pool's last connection */
export function databaseOf(pool: pg.Pool, closeEngine: () => Promise<void>): OpenDatabase {
  const late = () => new DatabaseUnavailableError("The database does not answer in time.");
  let closing: Promise<void> | null = null;
  return {
    database: drizzle(pool, { schema }),
    async ping() {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(late()), PING_LIMIT_MS);
      });
      try {
        await Promise.race([pool.query("select 1"), limit]);
      } catch (error) {
        throw queryFault(error);
      } finally {
        clearTimeout(timer);
      }
    },
    close() {
      closing ??= pool.end().then(closeEngine);
      return closing;
    },
  };
}
