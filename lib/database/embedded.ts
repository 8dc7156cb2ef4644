import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createChanges } from "./changes";
import { createEngine, type Engine, type EngineLimits } from "./engine";
import { DatabaseUnavailableError, queryFault } from "./errors";
import { takeLock } from "./lock";
import { migrateTables } from "./migrate";
import { offerBackups } from "./online-backup";
import { places } from "./places";
import { databaseOf, type OpenDatabase, poolOf } from "./pool";
import { scrub } from "./scrub";
import { finishSwap } from "./swap";
import { createUpkeep, type Upkeep } from "./upkeep";
import { CAN_UPGRADE_FROM, ENGINE_VERSION } from "./versions";
import { WireStream } from "./wire-stream";

/** Opening after a crash takes seconds, and everybody shares the one connection; pages give up after 15 s. */
const CONNECT_LIMIT_MS = 8_000;

/** Writing 50,000 calls anew with three indexes of their words takes most of a minute. */
const SCRUB_LIMIT_MS = 180_000;

/** Put beside the built server; in development and tests there is none, and the first start takes a few seconds longer. */
function builtTemplate(): string | null {
  const file = join(/* turbopackIgnore: true */ process.cwd(), "lib", "database", "template.tar.gz");
  return existsSync(file) ? file : null;
}

/** @throws DatabaseUnavailableError when nothing can be written there */
function makeDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DatabaseUnavailableError(`${dataDir} cannot be written (${code}): EARSHOT_DATA_DIR names the place.`);
  }
  keepToOneself(dataDir);
}

/** A folder that was there before may be open to everybody on this machine. */
function keepToOneself(dataDir: string): void {
  if (process.platform === "win32" || (statSync(dataDir).mode & 0o077) === 0) return;
  try {
    chmodSync(dataDir, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    console.warn(`${dataDir} is open to other users of this machine, and its mode cannot be changed (${code}).`);
  }
}

/** @throws DatabaseUnavailableError when what lies there is not ours to open */
function checkContent(directory: string): void {
  if (!existsSync(directory)) return;
  const file = join(/* turbopackIgnore: true */ directory, "PG_VERSION");
  if (!existsSync(file)) {
    if (readdirSync(directory).length === 0) return;
    throw new DatabaseUnavailableError(
      `${directory} is not empty and not a database: EARSHOT_DATA_DIR names the place.`,
    );
  }
  const version = readFileSync(file, "utf8").trim();
  if (version !== ENGINE_VERSION) {
    const way = CAN_UPGRADE_FROM.includes(version)
      ? "stop Earshot and run `npm run database -- upgrade`, which keeps the old one beside it."
      : "dump it with the Earshot that wrote it, and restore that dump with this one.";
    throw new DatabaseUnavailableError(
      `${directory} was written by Postgres ${version}, and this Earshot brings Postgres ${ENGINE_VERSION}: ${way}`,
    );
  }
  chmodSync(directory, 0o700);
}

/** What `openDatabase` hands out; for tests and measurements the engine below, and a way to hold its upkeep back. */
export type EmbeddedDatabase = OpenDatabase & { engine: Engine; pauseUpkeep: Upkeep["pause"] };

/**
 * Tables in files of this machine, for one process at a time. An engine that dies is started again by the next query.
 * @param dataDir made when it is not there; the database lies in its `database` folder
 * @throws DatabaseUnavailableError in one sentence
 */
export async function openEmbedded(
  dataDir: string,
  template = builtTemplate(),
  limits?: EngineLimits,
  onUpkeep: (error: Error | null) => void = () => undefined,
): Promise<EmbeddedDatabase> {
  const { folder, directory, lockPath, backupPath } = places(dataDir);
  makeDirectory(folder);
  const lock = await takeLock(lockPath, directory);
  const engine = createEngine(directory, template, limits);
  const close = async () => {
    await engine.close();
    await lock.release();
  };
  try {
    await finishSwap(directory);
    checkContent(directory);
    await engine.ready();
    const changes = createChanges();
    const pool = poolOf({
      max: 1,
      onConnect: changes.listenOn,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      // Nothing is gained by letting the only connection go.
      idleTimeoutMillis: 0,
      stream: () => new WireStream(engine),
    });
    const client = await pool.connect();
    try {
      await migrateTables(client);
    } finally {
      client.release(true);
    }
    const open = databaseOf(pool, changes, { closeEngine: close });
    const upkeep = createUpkeep({ pool, syncs: engine.syncs, report: onUpkeep });
    const backups = await offerBackups(backupPath, { pool, upkeep });
    return {
      ...open,
      engine,
      upkeep: upkeep.run,
      async scrub(tables, options) {
        const resume = await upkeep.pause();
        const patient = engine.bePatient(SCRUB_LIMIT_MS);
        try {
          return await scrub(pool, tables, options);
        } catch (error) {
          throw queryFault(error);
        } finally {
          patient();
          resume();
        }
      },
      pauseUpkeep: upkeep.pause,
      async close() {
        await Promise.all([upkeep.stop(), backups.close()]);
        await open.close();
      },
    };
  } catch (error) {
    await close();
    throw queryFault(error);
  }
}
