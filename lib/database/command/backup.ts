import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { isNamed } from "@/lib/errors/named";
import type { DatabaseUnavailableError } from "../errors";
import { type Lock, takeLock } from "../lock";
import { places } from "../places";
import { finishSwap } from "../swap";
import { sync, syncTree } from "../unpack.mjs";
import { copyFolder } from "./copy-folder";
import { openFolder, versionOf } from "./engines";
import { CommandError } from "./fault";

const LOG = "pg_wal";
/** Read last, so that it is never older than what it speaks of. */
const CONTROL = "global/pg_control";
/** The running process does a checkpoint first, after what others ask of it. */
const ANSWER_LIMIT_MS = 60_000;

/** This process as the only one on a data folder; null while another has the database open. */
async function lockUnlessUsed(dataDir: string): Promise<Lock | null> {
  const { lockPath, directory } = places(dataDir);
  try {
    return await takeLock(lockPath, directory);
  } catch (error) {
    if (isNamed<DatabaseUnavailableError>(error, "DatabaseUnavailableError") && error.fault === "in_use") return null;
    throw error;
  }
}

/** @throws CommandError when there is nothing to copy */
function checkThere(directory: string): void {
  if (versionOf(directory) === null) throw new CommandError(`There is no database in ${directory}.`);
}

/**
 * Copies the database into a folder, from under a running Earshot or from one that is stopped.
 * @param to made; the caller removes it after a failure
 * @returns whether Earshot runs
 * @throws CommandError
 */
export async function copyDatabase(dataDir: string, to: string): Promise<boolean> {
  const { directory } = places(dataDir);
  if (!existsSync(dataDir)) throw new CommandError(`There is no database in ${directory}.`);
  const lock = await lockUnlessUsed(dataDir);
  if (lock === null) {
    await copyRunning(dataDir, to);
    return true;
  }
  try {
    await finishSwap(directory);
    checkThere(directory);
    await copyFolder(directory, to);
    return false;
  } finally {
    await lock.release();
  }
}

async function copyRunning(dataDir: string, to: string): Promise<void> {
  const { directory, backupPath } = places(dataDir);
  checkThere(directory);
  const asker = await askAt(backupPath);
  try {
    await asker.ask("begin");
    await copyFolder(directory, to, (path) => path !== LOG && path !== CONTROL);
    await copyFolder(directory, to, (path) => path === "global" || path === CONTROL);
    const label: string = JSON.parse(await asker.ask("end"));
    await copyFolder(join(directory, LOG), join(to, LOG));
    writeFileSync(join(to, "backup_label"), label, { mode: 0o600 });
  } finally {
    asker.hangUp();
  }
}

async function askAt(path: string): Promise<{ ask(words: string): Promise<string>; hangUp(): void }> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const connecting = connect(path, () => resolve(connecting));
    connecting.once("error", () => {
      reject(new CommandError("The Earshot that runs does not answer: stop it, and try again."));
    });
  });
  socket.on("error", () => undefined);
  socket.setTimeout(ANSWER_LIMIT_MS);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    async ask(words) {
      const lost = new Promise<never>((_, reject) => {
        socket.once("timeout", () => reject(new CommandError("The Earshot that runs does not answer in time.")));
        socket.once("close", () => reject(new CommandError("The Earshot that runs ended meanwhile.")));
      });
      socket.write(`${words}\n`);
      const { value = "sorry It ended meanwhile." } = await Promise.race([lines.next(), lost]);
      if (value.startsWith("sorry ")) throw new CommandError(`The Earshot that runs says: ${value.slice(6)}`);
      return value;
    },
    hangUp: () => socket.destroy(),
  };
}

/**
 * Makes a backup: a folder with the whole database in it, opened once to see that it can be.
 * @throws CommandError
 */
export async function backUp(dataDir: string, target: string): Promise<{ isRunning: boolean }> {
  const folder = resolve(target);
  if (existsSync(folder)) throw new CommandError(`${folder} is there already: name another folder.`);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    const isRunning = await copyDatabase(dataDir, part);
    await (await openFolder(part)).close();
    await syncTree(part);
    renameSync(part, folder);
    await sync(dirname(folder));
    return { isRunning };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
