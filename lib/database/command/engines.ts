import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { CAN_UPGRADE_FROM, ENGINE_VERSION } from "../versions";
import { CommandError } from "./fault";

/** What the commands ask of an engine, this Earshot's own or the one before. */
export type CommandEngine = {
  query<Row>(sql: string, values?: unknown[], options?: { blob?: Blob }): Promise<{ rows: Row[]; blob?: Blob }>;
  exec(sql: string): Promise<unknown>;
  /** answers messages of Postgres' protocol at once */
  execProtocolRawSync(messages: Uint8Array): Uint8Array;
  close(): Promise<void>;
};

/** The Postgres major that wrote the database in a folder; null when there is none. */
export function versionOf(folder: string): string | null {
  const file = join(folder, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/**
 * Opens a database that is nobody's but ours: a copy, or one that is being made. Nothing is told to the disk on the way;
 * sync the folder once it is closed.
 * @throws CommandError when it was written by a version whose engine is not there, or is damaged
 */
export async function openFolder(folder: string): Promise<CommandEngine> {
  const version = versionOf(folder);
  try {
    if (version === null || version === ENGINE_VERSION) return await PGlite.create({ dataDir: folder });
    if (CAN_UPGRADE_FROM.includes(version)) return await openEarlier(version, folder);
  } catch {
    throw new CommandError("the database does not open: it may be damaged");
  }
  throw new CommandError(`it was written by Postgres ${version}, whose engine does not come with this Earshot`);
}

/** One line for each of `CAN_UPGRADE_FROM`: the package's name is its alias in package.json. */
async function openEarlier(version: string, folder: string): Promise<CommandEngine> {
  const { PGlite: Earlier } = await { "17": () => import("pglite-17") }[version as "17"]();
  return Earlier.create({ dataDir: folder });
}
