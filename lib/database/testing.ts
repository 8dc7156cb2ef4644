import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { migrateTables } from "./migrate";
import { databaseOf, type OpenDatabase, poolOf } from "./pool";
import { openOnServer } from "./server";
import { databaseTemplate } from "./template";
import { WireStream } from "./wire-stream";

/** Test code: an empty database of its own with our tables, gone once closed. */

async function inMemory(): Promise<OpenDatabase> {
  const template = await databaseTemplate(process.cwd());
  const engine = await PGlite.create(template === null ? {} : { loadDataDir: await openAsBlob(template) });
  const wire = {
    ready: async () => undefined,
    exchange: (messages: Uint8Array) => engine.execProtocolRaw(messages, { syncToFs: false }),
  };
  const pool = poolOf({ max: 1, stream: () => new WireStream(wire) });
  const client = await pool.connect();
  await migrateTables(client);
  client.release(true);
  return databaseOf(pool, () => engine.close());
}

async function onServer(url: string): Promise<OpenDatabase> {
  const name = `earshot_test_${randomBytes(6).toString("hex")}`;
  const asMaster = async (command: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(command).finally(() => client.end());
  };
  await asMaster(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const open = await openOnServer(own.href);
  return {
    ...open,
    async close() {
      await open.close();
      await asMaster(`drop database ${name} with (force)`);
    },
  };
}

/** On the server that EARSHOT_TEST_DATABASE_URL names, else in memory on the embedded engine. */
export function openTestDatabase(): Promise<OpenDatabase> {
  const url = process.env.EARSHOT_TEST_DATABASE_URL;
  return url === undefined || url === "" ? inMemory() : onServer(url);
}
