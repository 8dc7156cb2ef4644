import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { createChanges } from "./changes";
import { openEmbedded } from "./embedded";
import { migrateTables } from "./migrate";
import { databaseOf, type OpenDatabase, poolOf } from "./pool";
import { openOnServer } from "./server";
import { databaseTemplate } from "./template";
import { WireStream } from "./wire-stream";

/** Test code: an empty database of its own with our tables, gone once closed; and one whose process is killed. */

async function inMemory(): Promise<OpenDatabase> {
  const template = await databaseTemplate(process.cwd());
  const engine = await PGlite.create(template === null ? {} : { loadDataDir: await openAsBlob(template) });
  const wire = {
    ready: async () => undefined,
    exchange: (messages: Uint8Array) => engine.execProtocolRaw(messages, { syncToFs: false }),
  };
  const changes = createChanges();
  const pool = poolOf({ max: 1, onConnect: changes.listenOn, stream: () => new WireStream(wire) });
  const client = await pool.connect();
  await migrateTables(client);
  client.release(true);
  return databaseOf(pool, changes, { closeEngine: () => engine.close() });
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

/**
 * Has a process write to the embedded database and kills it outright in the middle, again and again.
 * @returns the keys of the rows that were acknowledged
 * @throws when the directory was not refused to a second process meanwhile
 */
export async function killDuringWrites(dataDir: string, rounds: number): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const args = ["--import", "tsx", join("e2e", "support", "database-writer.ts"), dataDir, `round ${round}`];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    let rows = 0;
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        if (line === "open") {
          if (round === 0) await isRefused(dataDir, `is in use by process ${child.pid}:`);
          continue;
        }
        acknowledged.push(line);
        // Somewhere in the middle of the next write, never at the same place twice.
        if (++rows === 20 + ((round * 7) % 60)) setTimeout(() => child.kill("SIGKILL"), round % 9);
      }
    } finally {
      child.kill("SIGKILL");
    }
    await ended;
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
