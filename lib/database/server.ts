import pg from "pg";
import { createChanges } from "./changes";
import { queryFault } from "./errors";
import { createListening } from "./listening";
import { migrateTables } from "./migrate";
import { databaseOf, type OpenDatabase, poolOf } from "./pool";

/** Together below the 15 s after which pages give up: they are to hear that it is the database. */
const CONNECT_LIMIT_MS = 4_000;
const STATEMENT_LIMIT_MS = 7_000;
/** Beyond the server's own limit: for a server that has stopped answering at all. */
const ANSWER_LIMIT_MS = 8_000;
const PING_LIMIT_MS = 1_200;
/** Another instance may be at it. */
const MIGRATION_LIMIT_MS = 120_000;
const MAX_CONNECTIONS = 10;

/**
 * Tables on a Postgres server, brought up to date. Every wait is bounded, and a lost connection is made anew.
 * @param url as in DATABASE_URL; its password is in no message
 * @throws DatabaseUnavailableError when the server cannot be reached or refuses
 */
export async function openOnServer(url: string): Promise<OpenDatabase> {
  const common = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: "earshot",
  };
  await migrateOnServer({ ...common, statement_timeout: MIGRATION_LIMIT_MS });
  const listening = createListening({
    ...common,
    application_name: "earshot-listening",
    query_timeout: ANSWER_LIMIT_MS,
  });
  const changes = createChanges(listening.hears);
  const pool = poolOf({
    ...common,
    onConnect: changes.listenOn,
    max: MAX_CONNECTIONS,
    statement_timeout: STATEMENT_LIMIT_MS,
    idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
  });
  // A connection of its own, so that being busy is not taken for being away.
  const pings = poolOf({
    ...common,
    max: 1,
    onConnect: listening.prepareBeats,
    connectionTimeoutMillis: PING_LIMIT_MS,
    query_timeout: PING_LIMIT_MS,
  });
  listening.start(changes, pings);
  return databaseOf(pool, changes, { pings, closeEngine: listening.close });
}

async function migrateOnServer(options: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(options);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await migrateTables(client);
  } catch (error) {
    throw queryFault(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
