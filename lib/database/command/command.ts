import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isNamed } from "@/lib/errors/named";
import type { DatabaseUnavailableError } from "../errors";
import { places } from "../places";
import { sync } from "../unpack.mjs";
import { ENGINE_VERSION } from "../versions";
import { backUp, copyDatabase } from "./backup";
import { dump } from "./dump";
import { openFolder } from "./engines";
import { CommandError } from "./fault";
import { type Replaced, restore, upgrade } from "./restore";

const USAGE = `npm run database -- COMMAND
  backup FOLDER           a copy of the embedded database, also while Earshot runs
  dump FILE               the same as SQL for psql, compressed when the name ends in .gz; also while Earshot runs
  restore FILE_OR_FOLDER  puts a dump or a backup in the database's place; the one that was there is kept beside it
  upgrade                 turns a database of an earlier version's engine over; the old one is kept beside it`;

export type CommandPlace = {
  /** DATABASE_URL; null: the embedded database */
  url: string | null;
  dataDir: string;
  /** an empty database to start from, null to make one */
  template(): Promise<string | null>;
};

/** What is done, what cannot be, what was not understood: the exit codes. */
const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

const keptWords = ({ kept }: Replaced) =>
  kept === null ? "" : ` The one that was there is kept in ${kept}: delete it when you no longer need it.`;

/** What is written belongs to whoever runs this: Earshot's own user must be able to read it. */
function checkUser(dataDir: string): void {
  if (process.getuid === undefined || !existsSync(dataDir)) return;
  const { uid } = statSync(dataDir);
  if (uid === process.getuid()) return;
  throw new CommandError(`${resolve(dataDir)} belongs to the user with the number ${uid}: run this as that user.`);
}

/** From a copy, so that a running Earshot is held up by nothing. */
async function dumpInto(dataDir: string, target: string): Promise<void> {
  const file = resolve(target);
  if (existsSync(file)) throw new CommandError(`${file} is there already: name another file.`);
  const part = `${file}.part`;
  const copy = `${file}.copy`;
  try {
    rmSync(copy, { recursive: true, force: true });
    await copyDatabase(dataDir, copy);
    const engine = await openFolder(copy);
    const handle = await open(part, "w", 0o600);
    try {
      const sql = Readable.from(dump(engine));
      const output = handle.createWriteStream({ flush: true });
      await (file.endsWith(".gz") ? pipeline(sql, createGzip(), output) : pipeline(sql, output));
    } finally {
      await engine.close();
    }
    renameSync(part, file);
    await sync(dirname(file));
  } finally {
    rmSync(part, { force: true });
    rmSync(copy, { recursive: true, force: true });
  }
}

async function run(command: string, target: string, { dataDir, template }: CommandPlace): Promise<string> {
  const { directory } = places(dataDir);
  if (command === "backup") {
    const { isRunning } = await backUp(dataDir, target);
    return `The backup is in ${resolve(target)}${isRunning ? "; Earshot went on meanwhile" : ""}.`;
  }
  if (command === "dump") {
    await dumpInto(dataDir, target);
    return `The dump is in ${resolve(target)}.`;
  }
  checkUser(dataDir);
  if (command === "restore") {
    return `${directory} is what was in ${resolve(target)}.${keptWords(await restore(dataDir, target, await template()))}`;
  }
  const done = await upgrade(dataDir, await template());
  if (done === null) return `${directory} is of Postgres ${ENGINE_VERSION}, which is this Earshot's: nothing to do.`;
  return `${directory} was of Postgres ${done.from} and is of ${ENGINE_VERSION} now.${keptWords(done)}`;
}

function failureWords(error: unknown): string {
  if (isNamed<CommandError>(error, "CommandError")) return error.message;
  if (isNamed<DatabaseUnavailableError>(error, "DatabaseUnavailableError")) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  return code === undefined ? String(error) : `It failed with ${code}${path === undefined ? "" : ` at ${path}`}.`;
}

/**
 * Does what somebody asked for on the command line.
 * @param say prints one sentence: what was done, or why it was not
 * @returns the exit code: 0 done; 1 not done, and nothing was changed; 2 not understood
 */
export async function databaseCommand(
  args: readonly string[],
  place: CommandPlace,
  say: { done(sentence: string): void; failed(sentence: string): void },
): Promise<number> {
  const [command = "", target = "", ...more] = args;
  const wantsTarget = ["backup", "dump", "restore"].includes(command);
  if (more.length > 0 || !(wantsTarget ? target !== "" : command === "upgrade" && target === "")) {
    say.failed(USAGE);
    return MISUSED;
  }
  if (place.url !== null) {
    say.failed("DATABASE_URL is set: use pg_dump and pg_restore for it, as docs/operations.md says.");
    return FAILED;
  }
  try {
    say.done(await run(command, target, place));
    return DONE;
  } catch (error) {
    say.failed(`Nothing was changed: ${failureWords(error)}`);
    return FAILED;
  }
}
