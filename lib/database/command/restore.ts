import { createReadStream, existsSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { takeLock } from "../lock";
import { migrateTables } from "../migrate";
import { places } from "../places";
import { poolOf } from "../pool";
import { dropPart, finishSwap, partOf, swap } from "../swap";
import { unpack } from "../unpack.mjs";
import { ENGINE_VERSION } from "../versions";
import { WireStream } from "../wire-stream";
import { copyFolder } from "./copy-folder";
import { countRows, dump } from "./dump";
import { type CommandEngine, openFolder, versionOf } from "./engines";
import { CommandError } from "./fault";
import { load } from "./load";

export type Replaced = {
  /** where the database that was there before is kept, null when there was none */
  kept: string | null;
};

/** Whether a file is compressed, by its first two bytes. */
function isGzip(file: string): boolean {
  const head = Buffer.alloc(2);
  readSync(openSync(file, "r"), head, 0, 2, 0);
  return head.readUInt16BE(0) === 0x1f8b;
}

const dumpedIn = (file: string): AsyncIterable<Uint8Array> =>
  isGzip(file) ? createReadStream(file).pipe(createGunzip()) : createReadStream(file);

/** Brings the tables up to date as a start would. @throws DatabaseUnavailableError when they are a newer Earshot's */
async function migrate(engine: CommandEngine): Promise<void> {
  const wire = {
    ready: async () => undefined,
    exchange: async (messages: Uint8Array) => engine.execProtocolRawSync(messages).slice(),
  };
  const pool = poolOf({ max: 1, stream: () => new WireStream(wire) });
  const client = await pool.connect();
  try {
    await migrateTables(client);
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** An empty database at `folder`, from the template where there is one. */
function makeEmpty(folder: string, template: string | null): void {
  if (template === null) mkdirSync(folder, { mode: 0o700 });
  else unpack(template, folder);
}

/** Makes a database beside the one that is there, and puts it in its place once it is whole. The caller holds the lock. */
async function replaceWith(directory: string, make: (part: string) => Promise<void>): Promise<Replaced> {
  await finishSwap(directory);
  dropPart(directory);
  try {
    await make(partOf(directory));
    return { kept: await swap(directory) };
  } finally {
    dropPart(directory);
  }
}

/** The engine at work on a folder, which is closed whatever happens. */
async function withEngine<T>(folder: string, work: (engine: CommandEngine) => Promise<T>): Promise<T> {
  const engine = await openFolder(folder);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Reads a database of another version through SQL into a new one, and counts what came over. */
async function turnOver(from: string, to: string, template: string | null): Promise<void> {
  makeEmpty(to, template);
  await withEngine(from, (earlier) =>
    withEngine(to, async (engine) => {
      await load(engine, dump(earlier));
      const [had, has] = [await countRows(earlier), await countRows(engine)];
      const differs = Object.keys(had).filter((name) => had[name] !== has[name]);
      if (differs.length > 0) throw new CommandError(`Not all rows came over (${differs.join(", ")}).`);
      await engine.exec("reset all");
      await migrate(engine);
    }),
  );
}

/** What a backup is unpacked to may hold the database one folder further down. */
const databaseIn = (folder: string) =>
  [folder, join(folder, "database")].find((place) => versionOf(place) !== null) ?? null;

/**
 * Puts a backup's folder or a dump's file in the place of the database, which is kept beside it.
 * @throws CommandError, DatabaseUnavailableError; whatever was there is there still
 */
export async function restore(dataDir: string, source: string, template: string | null): Promise<Replaced> {
  const path = resolve(source);
  if (!existsSync(path)) throw new CommandError(`There is no ${path}.`);
  const isFolder = statSync(path).isDirectory();
  const from = isFolder ? databaseIn(path) : null;
  if (isFolder && from === null) throw new CommandError(`There is no database in ${path}.`);
  const { folder, directory, lockPath } = places(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await takeLock(lockPath, directory);
  try {
    return await replaceWith(directory, async (part) => {
      if (from === null) {
        makeEmpty(part, template);
        await withEngine(part, async (engine) => {
          await load(engine, dumpedIn(path));
          await engine.exec("reset all");
          await migrate(engine);
        });
      } else await takeOver(from, part, template);
    });
  } finally {
    await lock.release();
  }
}

/** The database in `from`, which stays as it is, at `part` in this Earshot's version. */
async function takeOver(from: string, part: string, template: string | null): Promise<void> {
  if (versionOf(from) === ENGINE_VERSION) {
    await copyFolder(from, part);
    return withEngine(part, migrate);
  }
  // Opening one changes it, so a copy is opened.
  const copy = `${part}.copy`;
  dropPart(copy);
  try {
    await copyFolder(from, partOf(copy));
    await turnOver(partOf(copy), part, template);
  } finally {
    dropPart(copy);
  }
}

/**
 * Turns a database of an earlier engine over into one of this Earshot's.
 * @returns null when there is nothing to do
 * @throws CommandError, DatabaseUnavailableError; whatever was there is there still
 */
export async function upgrade(dataDir: string, template: string | null): Promise<(Replaced & { from: string }) | null> {
  const { directory, lockPath } = places(dataDir);
  if (!existsSync(dataDir)) throw new CommandError(`There is no database in ${directory}.`);
  const lock = await takeLock(lockPath, directory);
  try {
    await finishSwap(directory);
    const from = versionOf(directory);
    if (from === null) throw new CommandError(`There is no database in ${directory}.`);
    if (from === ENGINE_VERSION) return null;
    return { from, ...(await replaceWith(directory, (part) => takeOver(directory, part, template))) };
  } finally {
    await lock.release();
  }
}
