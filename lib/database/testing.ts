import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PGlite } from "@electric-sql/pglite";
import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { PGlite as Postgres17 } from "pglite-17";
import { createChanges } from "./changes";
import { openEmbedded } from "./embedded";
import { migrateTables } from "./migrate";
import { type Database, databaseOf, type OpenDatabase, poolOf } from "./pool";
import { openOnServer } from "./server";
import { databaseTemplate } from "./template";
import { type Transaction, transact } from "./transaction";
import { WireStream } from "./wire-stream";

/** Test code: an empty database of its own with our tables, gone once closed; and one whose process is killed. */

let ready: Promise<string> | null = null;

async function makeReady(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-ready-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await (await openEmbedded(folder, await databaseTemplate(process.cwd()))).close();
  return folder;
}

/**
 * A data directory with an empty database that has our tables, made once a process. A copy of it opens in a third of the
 * time that a new one takes.
 */
export function readyDatabase(): Promise<string> {
  ready ??= makeReady();
  return ready;
}

/** Engines in memory that nobody uses: making one takes more than a second of processor. */
const idle: PGlite[] = [];

async function makeEngine(): Promise<PGlite> {
  const template = await databaseTemplate(process.cwd());
  return PGlite.create(template === null ? {} : { loadDataDir: await openAsBlob(template) });
}

/** Which tables there are, and who changed them last: the same as long as nobody alters what lies in our schemas. */
const TABLES = `
  with ours as (select oid from pg_namespace where nspname in ('public', 'drizzle'))
  select md5(string_agg(words, ',' order by words)) as tables from (
    select concat_ws('.', 'a', attrelid, attnum, a.xmin) from pg_attribute a
      join pg_class c on c.oid = attrelid where relnamespace in (select oid from ours)
    union all select concat_ws('.', 'p', oid, xmin) from pg_proc where pronamespace in (select oid from ours)
    union all select concat_ws('.', 'c', oid, xmin) from pg_constraint where connamespace in (select oid from ours)
    union all select concat_ws('.', 't', oid, xmin) from pg_trigger where not tgisinternal
    union all select concat_ws('.', 'm', id, hash) from drizzle.__drizzle_migrations) as _ (words)`;

const tablesOf = async (engine: PGlite) => (await engine.query<{ tables: string }>(TABLES)).rows[0]?.tables ?? "none";

/** Takes out everything a test has put there; tables that it has changed go, too, and the next opening makes them. */
async function empty(engine: PGlite, tables: string): Promise<void> {
  await engine.exec("rollback");
  const { rows } = await engine.query<{ kind: string; name: string }>(`
    select 'schema' as kind, quote_ident(nspname) as name from pg_namespace
      where nspname !~ '^pg_' and nspname not in ('public', 'drizzle', 'information_schema')
    union all select 'table', quote_ident(tablename) from pg_tables where schemaname = 'public'`);
  const named = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name);
  for (const schema of named("schema")) await engine.exec(`drop schema ${schema} cascade`);
  if ((await tablesOf(engine).catch(() => "changed")) === tables)
    await engine.exec(`truncate ${named("table").join(", ")} restart identity cascade`);
  else await engine.exec("drop schema if exists public, drizzle cascade; create schema public");
}

/** Engines of this process that tests have closed are the next ones', emptied. */
async function inMemory(): Promise<OpenDatabase> {
  const engine = idle.pop() ?? (await makeEngine());
  const open = await overEngine({
    execProtocolRawSync: (messages) => engine.execProtocolRawSync(messages),
    async close() {
      try {
        await empty(engine, tables);
        idle.push(engine);
      } catch {
        await engine.close();
      }
    },
  });
  const tables = await tablesOf(engine);
  return open;
}

/** A database as an Earshot on the engine of Postgres 17 would have left it, once closed. */
export async function openOldDatabase(dataDir: string): Promise<OpenDatabase> {
  const engine = await Postgres17.create({ dataDir: join(dataDir, "database") });
  const ask = (messages: Uint8Array) => engine.execProtocolRawSync(messages).slice();
  return overEngine({
    close: () => engine.close(),
    execProtocolRawSync(messages) {
      const answer = ask(messages);
      // Forgetting everything, it forgets where its tables are.
      if (Buffer.from(messages).includes("DISCARD ALL")) ask(queryMessage("SET search_path TO public"));
      return answer;
    },
  });
}

function queryMessage(words: string): Uint8Array {
  const body = Buffer.from(`${words}\0`);
  const head = Buffer.from("Q\0\0\0\0", "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

async function overEngine(engine: Pick<PGlite, "execProtocolRawSync" | "close">): Promise<OpenDatabase> {
  const wire = {
    ready: async () => undefined,
    exchange: async (messages: Uint8Array) => engine.execProtocolRawSync(messages).slice(),
  };
  const changes = createChanges();
  const pool = poolOf({ max: 1, onConnect: changes.listenOn, stream: () => new WireStream(wire) });
  const client = await pool.connect();
  await migrateTables(client);
  client.release(true);
  return databaseOf(pool, changes, { closeEngine: () => engine.close() });
}

async function asMaster<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return use(client).finally(() => client.end());
}

const inServer = (url: string, name: string) => {
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
};

/** Any number: who holds it makes the database that others copy. */
const COPIED_LOCK = 7_230_414_612;

/** A database with our tables and nothing in them, by the name of what made them; once a server. */
function makeCopied(url: string): Promise<string> {
  const migrations = readMigrationFiles({ migrationsFolder: join(process.cwd(), "lib", "database", "migrations") });
  const hashes = migrations.map(({ hash }) => hash).join();
  const name = `earshot_copied_${createHash("sha256").update(hashes).digest("hex").slice(0, 12)}`;
  return asMaster(url, async (client) => {
    await client.query(`select pg_advisory_lock(${COPIED_LOCK})`);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      await client.query(`drop database if exists ${name}_begun with (force)`);
      await client.query(`create database ${name}_begun`);
      await (await openOnServer(inServer(url, `${name}_begun`))).close();
      await client.query(`alter database ${name}_begun rename to ${name}`);
    }
    return name;
  });
}

let copied: Promise<string> | null = null;

async function onServer(url: string): Promise<OpenDatabase> {
  copied ??= makeCopied(url);
  const from = await copied;
  const name = `earshot_test_${randomBytes(6).toString("hex")}`;
  await asMaster(url, (client) => client.query(`create database ${name} template ${from}`));
  const open = await openOnServer(inServer(url, name));
  return {
    ...open,
    async close() {
      await open.close();
      await asMaster(url, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** On the server that EARSHOT_TEST_DATABASE_URL names, else in memory on the embedded engine. */
export function openTestDatabase(): Promise<OpenDatabase> {
  const url = process.env.EARSHOT_TEST_DATABASE_URL;
  return url === undefined || url === "" ? inMemory() : onServer(url);
}

type Committed<Method> = Method extends (tx: Transaction, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** A store whose methods of these names are a change each, for tests of what one of them does. */
export function committed<Store extends object, Name extends keyof Store & string>(
  database: Pick<Database, "$client">,
  store: Store,
  ...names: Name[]
): Omit<Store, Name> & { [Each in Name]: Committed<Store[Each]> } {
  const alone = names.map((name) => {
    const method = store[name] as (tx: Transaction, ...rest: unknown[]) => Promise<unknown>;
    return [name, (...rest: unknown[]) => transact(database, (tx) => method.call(store, tx, ...rest))];
  });
  return { ...store, ...Object.fromEntries(alone) };
}

/**
 * Cuts the connection at the `at`-th statement from now on that is asked within a transaction, counting `begin` as 1: it
 * is asked of nobody any more; with `afterIt` it is, and the answer is lost.
 * @returns `end` puts an end to it and says whether it came to that; `statements` were asked so far
 */
export function cutAt(
  database: Pick<Database, "$client">,
  at: number,
  { afterIt = false } = {},
): { end(): boolean; statements(): string[] } {
  const asked: string[] = [];
  const pool = database.$client;
  const begun = new WeakSet<object>();
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const watched = new Map<pg.PoolClient, pg.PoolClient["query"]>();
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return client;
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    watched.set(client, client.query);
    client.query = ((...args: unknown[]) => {
      const [first] = args;
      const text = typeof first === "string" ? first : String((first as { text?: string }).text);
      if (text === "begin") begun.add(client);
      if (!begun.has(client)) return query(...args);
      asked.push(text);
      const cut = () => (client as unknown as { connection: pg.Connection }).connection.stream.destroy();
      const isCut = asked.length === at;
      if (isCut && !afterIt) cut();
      if (text === "commit" || text === "rollback") begun.delete(client);
      if (!isCut || !afterIt) return query(...args);
      return (query(...args) as Promise<unknown>).then(() => {
        cut();
        throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
      });
    }) as pg.PoolClient["query"];
    return client;
  };
  // What asks the pool alone gives a callback; only a transaction holds a connection.
  pool.connect = ((callback?: () => void) =>
    callback === undefined
      ? connect().then(watch)
      : (connect as unknown as (callback: () => void) => void)(callback)) as typeof pool.connect;
  return {
    end() {
      pool.connect = connect as typeof pool.connect;
      for (const [client, query] of watched) client.query = query;
      return asked.length >= at;
    },
    statements: () => [...asked],
  };
}

/** Its WebAssembly is compiled quickly, not well: a process that lives for a second has nothing of the rest. */
const SHORT_LIVED = ["--liftoff-only", "--conditions=react-server", "--import", "tsx"];

/** When a process is ended outright: at once, or so long after what it has just said; null: it goes on. */
type KillWhen = (said: readonly string[]) => number | null | Promise<number | null>;

/**
 * Runs a program of e2e/support with the database in a data directory until it ends, or is killed outright in the middle.
 * @param program such as "backfill-writer.ts", which says a line for all that is acknowledged
 * @param killWhen asked after each of its lines, with all of them
 * @returns what it said, with what it still had said by then
 */
export async function killedIn(
  program: string,
  args: readonly (string | number)[],
  killWhen: KillWhen = () => null,
): Promise<string[]> {
  const flags = [...SHORT_LIVED, join("e2e", "support", program)];
  const child = spawn(process.execPath, [...flags, ...args.map(String)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  let isDoomed = false;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      const delayMs = isDoomed ? null : await killWhen(said);
      if (delayMs === null) continue;
      isDoomed = true;
      if (delayMs === 0) child.kill("SIGKILL");
      else setTimeout(() => child.kill("SIGKILL"), delayMs);
    }
  } finally {
    child.kill("SIGKILL");
  }
  await ended;
  return said;
}

/**
 * Has a process write to the embedded database and keep it up, and kills it outright in the middle, again and again.
 * @param onRound hears how many rounds are done
 * @returns the keys of the rows that were acknowledged
 * @throws when the directory was not refused to a second process meanwhile
 */
export async function killDuringWrites(
  dataDir: string,
  rounds: number,
  onRound: (done: number) => void = () => undefined,
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const said = await killedIn("database-writer.ts", [dataDir, `round ${round}`], async (lines) => {
      if (lines.length === 1 && round === 0) await isRefused(dataDir, "is in use by process ");
      // Somewhere in the middle of the next write, never at the same place twice.
      return lines.length === 21 + ((round * 7) % 60) ? round % 9 : null;
    });
    acknowledged.push(...said.slice(1));
    onRound(round + 1);
  }
  return acknowledged;
}

async function isRefused(dataDir: string, words: string): Promise<void> {
  const said = await openEmbedded(dataDir).then(
    () => "opened",
    (error: Error) => error.message,
  );
  if (!said.includes(words)) throw new Error(`A second process was not refused: ${said}`);
}

/** The files below a folder in whose bytes a word stands. */
export function filesHolding(word: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesHolding(word, path);
    return entry.isFile() && readFileSync(path).includes(word) ? [path] : [];
  });
}
