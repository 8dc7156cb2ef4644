import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Changes } from "./changes";
import { DatabaseUnavailableError, queryFault } from "./errors";
import { told } from "./outcomes";
import * as schema from "./schema";
import { refuseWithinTransaction } from "./transaction";

/** A database with our tables. Transactions are begun by `transact` alone: drizzle's own loses a connection whose begin fails. */
export type Database = Omit<NodePgDatabase<typeof schema>, "transaction"> & { $client: pg.Pool };

export type OpenDatabase = {
  database: Database;
  /** Embedded: no other process has it open. False: a server, which others may use as well. */
  isEmbedded: boolean;
  /** one small question. @throws DatabaseUnavailableError when it is not answered within 1.2 s */
  ping(): Promise<void>;
  /** Makes room where much was deleted or changed; never rejects. A server does so by itself. */
  upkeep(): Promise<void>;
  /**
   * Leaves nothing in the files of the embedded database of what was deleted from these tables of ours. A server keeps its
   * files by its own rules, and nothing is done there.
   * @param options.isQuiet nobody works now, so it may take a minute
   * @returns false: a table is too large for now, so nothing was done
   * @throws DatabaseUnavailableError
   */
  scrub(tables: readonly string[], options: { isQuiet: boolean }): Promise<boolean>;
  /** what others, and this process, commit */
  changes: Changes;
  close(): Promise<void>;
};

const PING_LIMIT_MS = 1_200;
/** While nothing is answered, a small question this often; all others are refused at once. */
const PROBE_EVERY_MS = 1_000;

const late = () => new DatabaseUnavailableError("The database does not answer in time.", "late");

/** pg's words for a server that says nothing at all. A wait for a free connection of ours has other words. */
const UNANSWERED = /^(Query read timeout|Connection terminated due to connection timeout|timeout expired)$/;
const isUnanswered = (error: unknown) => error instanceof Error && UNANSWERED.test(error.message);

/** Whose connection it is: a question in a transaction knows its connection only. */
const owners = new WeakMap<object, Pool>();

/** A pool whose lost idle connections are nobody's error, and whose failures to connect are ours. */
class Pool extends pg.Pool {
  private probe: NodeJS.Timeout | null = null;
  /** Asks past this pool whether the database answers; null: nobody does, and nothing is refused. */
  ask: (() => Promise<void>) | null = null;

  constructor(options: pg.PoolConfig) {
    super(options);
    // The next query connects anew; without a listener the process would end.
    this.on("error", () => undefined);
    // Nor of a connection in use: whoever asks on it hears that it is gone.
    this.on("connect", (client) => client.on("error", () => undefined));
    this.on("acquire", (client) => owners.set(client, this));
  }

  /**
   * A question went without any answer: the next ones would wait as long, and pages give up before they know why. So all
   * are refused at once until a small one is answered.
   */
  freezeWhenUnanswered(error: unknown): void {
    const { ask } = this;
    if (ask === null || this.probe !== null || !isUnanswered(error)) return;
    this.probe = setInterval(() => void ask().catch(() => undefined), PROBE_EVERY_MS).unref();
  }

  /** A small question was answered: all are asked again. */
  thaw(): void {
    clearInterval(this.probe ?? undefined);
    this.probe = null;
  }

  override end(): Promise<void> {
    this.thaw();
    return super.end();
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(
    callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | undefined {
    refuseWithinTransaction();
    if (callback !== undefined) {
      if (this.probe !== null) callback(late(), undefined, () => undefined);
      else {
        super.connect((error, client, done) => {
          this.freezeWhenUnanswered(error);
          callback(error, client, done);
        });
      }
      return undefined;
    }
    if (this.probe !== null) return Promise.reject(late());
    return super.connect().catch((error: unknown) => {
      this.freezeWhenUnanswered(error);
      const fault = queryFault(error);
      told(fault);
      throw fault;
    });
  }
}

type Prepared = { client?: object };
type QueryWithCache = {
  queryWithCache(this: Prepared, sql: string, values: unknown[], ask: () => Promise<unknown>): Promise<unknown>;
};
/** drizzle's own error has the query's values in its message, which ends in logs. A test holds this in place. */
(PgPreparedQuery.prototype as unknown as QueryWithCache).queryWithCache = async function (sql, _values, ask) {
  try {
    const answer = await ask();
    told(null, sql);
    return answer;
  } catch (error) {
    const { client } = this;
    const pool = client instanceof Pool ? client : owners.get(client ?? {});
    pool?.freezeWhenUnanswered(error);
    const fault = queryFault(error);
    told(fault, sql);
    throw fault;
  }
};

export const poolOf = (options: pg.PoolConfig): Pool => new Pool({ allowExitOnIdle: true, ...options });

/** A database that says nothing any more holds up nobody's end for longer. */
const CLOSE_LIMIT_MS = 5_000;

/**
 * @param pool for everything
 * @param changes as the connections of `pool` hear them
 * @param options.pings asked whether the database answers, when the connections of `pool` may all be waiting
 * @param options.closeEngine closes what is to be closed after the last connection
 */
export function databaseOf(
  pool: Pool,
  changes: Changes,
  { pings, closeEngine = async () => undefined }: { pings?: pg.Pool; closeEngine?: () => Promise<void> } = {},
): OpenDatabase {
  let closing: Promise<void> | null = null;

  /** Connections that nobody uses keep no process alive, and one that ends before they have gone would end without this. */
  async function closed(): Promise<void> {
    const alive = setTimeout(() => undefined, CLOSE_LIMIT_MS);
    try {
      await Promise.all([pool.end(), pings?.end()]);
      await closeEngine();
    } finally {
      clearTimeout(alive);
    }
  }

  async function ping(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(late()), PING_LIMIT_MS);
    });
    try {
      await Promise.race([(pings ?? pool).query("select 1"), limit]);
      pool.thaw();
      told(null);
    } catch (error) {
      const fault = queryFault(error);
      told(fault);
      throw fault;
    } finally {
      clearTimeout(timer);
    }
  }

  if (pings !== undefined) pool.ask = ping;
  return {
    database: drizzle(pool, { schema }),
    isEmbedded: pings === undefined,
    ping,
    upkeep: async () => undefined,
    scrub: async () => true,
    changes,
    close() {
      closing ??= closed();
      return closing;
    },
  };
}
