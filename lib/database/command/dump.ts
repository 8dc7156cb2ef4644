import { pgDump } from "@electric-sql/pglite-tools/pg_dump";
import type { CommandEngine } from "./engines";

/** Rows are read in pieces of about so many bytes, so that a large table need not fit into memory. */
const PIECE_BYTES = 8 * 1024 * 1024;
const PAGE_BYTES = 8_192;
export const END_MARK = "-- PostgreSQL database dump complete";

type Table = { name: string; columns: string; pages: number; bytes: number };

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name,
    (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    pg_relation_size(c.oid)::float8 / ${PAGE_BYTES} as pages, pg_table_size(c.oid)::float8 as bytes
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by 1`;

const SEQUENCES = `
  select format('select pg_catalog.setval(%L, %s, true);', format('%I.%I', schemaname, sequencename), last_value) as words
  from pg_sequences where last_value is not null order by 1`;

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

/** What a server says to whoever connects, for pg_dump: an engine of before would ask for a password. */
async function greeting(engine: CommandEngine): Promise<Buffer> {
  const { rows } = await engine.query<{ server_version: string }>("show server_version");
  const facts = {
    server_version: rows[0]?.server_version ?? "",
    client_encoding: "UTF8",
    server_encoding: "UTF8",
    standard_conforming_strings: "on",
    integer_datetimes: "on",
    DateStyle: "ISO, MDY",
  };
  const told = Object.entries(facts).map(([name, value]) => message("S", Buffer.from(`${name}\0${value}\0`)));
  return Buffer.concat([message("R", Buffer.alloc(4)), ...told, message("Z", Buffer.from("I"))]);
}

/** What pg_dump writes of the tables' shape. Rows it would spoil: it takes lines that begin with `\restrict` out of texts. */
async function shape(engine: CommandEngine, section: "pre-data" | "post-data"): Promise<string> {
  const hello = await greeting(engine);
  const pg = {
    query: (sql: string) => engine.query(sql),
    exec: (sql: string) => engine.exec(sql),
    execProtocolRawStream(messages: Uint8Array, { onRawData }: { onRawData: (answer: Uint8Array) => void }) {
      // The first message is the only one without a type.
      onRawData(messages[0] === 0 ? new Uint8Array(hello) : engine.execProtocolRawSync(messages));
    },
  };
  const args = ["--schema-only", `--section=${section}`, "--no-owner", "--no-privileges"];
  const text = await (await pgDump({ pg: pg as unknown as Parameters<typeof pgDump>[0]["pg"], args })).text();
  const isWanted = (line: string) => line !== END_MARK && !line.startsWith("SET transaction_timeout");
  return text.split("\n").filter(isWanted).join("\n");
}

async function* rowsOf(engine: CommandEngine, { name, columns, pages, bytes }: Table): AsyncGenerator<Uint8Array> {
  const bytesAPage = Math.max(PAGE_BYTES, bytes / Math.max(1, pages));
  const pagesAPiece = Math.max(1, Math.floor(PIECE_BYTES / bytesAPage));
  for (let page = 0; page < pages; page += pagesAPiece) {
    const within = `ctid >= '(${page},0)' and ctid < '(${page + pagesAPiece},0)'`;
    const { blob } = await engine.query(`copy (select ${columns} from ${name} where ${within}) to '/dev/blob'`);
    if (blob !== undefined && blob.size > 0) yield new Uint8Array(await blob.arrayBuffer());
  }
}

/**
 * A database as SQL that `psql` understands, piece by piece, the same each time: the shape of its tables by pg_dump, their
 * rows as Postgres copies them, then sequences, keys and indexes.
 * @param engine on a database that nobody else changes
 */
export async function* dump(engine: CommandEngine): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  const before = await shape(engine, "pre-data");
  yield text.encode(`${before}\n`);
  const { rows: tables } = await engine.query<Table>(TABLES);
  for (const table of tables) {
    yield text.encode(`\nCOPY ${table.name} (${table.columns}) FROM stdin;\n`);
    yield* rowsOf(engine, table);
    yield text.encode("\\.\n");
  }
  const { rows: sequences } = await engine.query<{ words: string }>(SEQUENCES);
  yield text.encode(`\n${sequences.map(({ words }) => `${words}\n`).join("")}\n`);
  yield text.encode(`${await shape(engine, "post-data")}\n${END_MARK}\n`);
}

/** How many rows each table has. */
export async function countRows(engine: CommandEngine): Promise<Record<string, number>> {
  const { rows: tables } = await engine.query<Table>(TABLES);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await engine.query<{ count: number }>(`select count(*)::int as count from ${name}`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}
