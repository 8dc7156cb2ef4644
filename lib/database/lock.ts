import { randomBytes } from "node:crypto";
import { mkdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { isNamed } from "@/lib/errors/named";
import { DatabaseUnavailableError } from "./errors";
import { places } from "./places";

/** Of a process that is busy starting, on a busy machine. */
const ANSWER_LIMIT_MS = 10_000;
/** Longer than asking twice: a mark this old was left by a process that died while it took the lock. */
const LEFT_BEHIND_MS = 25_000;
const LOCK_LIMIT_MS = 40_000;
/** What fits into the address of a socket, everywhere. */
const LONGEST_ADDRESS = 100;

export type Lock = { release(): Promise<void> };

function listen(address: string, words: string): Promise<Server | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on("error", () => undefined).end(words));
    server.once("error", resolve);
    server.listen(address, () => resolve(server.unref()));
  });
}

/** What the holder says, null when nobody holds the lock. A holder that is too busy to say anything holds it too. */
function holder(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let words = "";
    const socket = connect(address);
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      words += chunk.toString("utf8");
    });
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      if (code === "ECONNREFUSED" || code === "ENOENT") resolve(null);
    });
    socket.on("close", () => resolve(words));
  });
}

/** True once this process alone is at taking the lock. */
function begin(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  try {
    if (Date.now() - statSync(mark).mtimeMs > LEFT_BEHIND_MS) rmdirSync(mark);
  } catch {
    // Its owner was quicker.
  }
  return false;
}

/**
 * Holds `path` for this process until it ends, however it ends: a listening socket, which the system closes with its
 * process. A file with a process's number would not do: in containers every first process has number 1.
 * @throws DatabaseUnavailableError naming the process that holds it, or when the directory takes no lock
 */
export async function takeLock(path: string, directory: string): Promise<Lock> {
  try {
    return await take(path, directory);
  } catch (error) {
    if (isNamed<DatabaseUnavailableError>(error, "DatabaseUnavailableError")) throw error;
    throw notLockable(directory, error as NodeJS.ErrnoException);
  }
}

async function take(path: string, directory: string): Promise<Lock> {
  if (path.length > LONGEST_ADDRESS) {
    throw new DatabaseUnavailableError(`${directory} cannot be locked: its path is too long. Choose a shorter one.`);
  }
  const mark = `${path}.taking`;
  const words = `${process.pid} ${randomBytes(8).toString("hex")}`;
  const deadline = performance.now() + LOCK_LIMIT_MS;
  while (performance.now() < deadline) {
    const holding = await holder(path);
    if (holding !== null) throw inUse(directory, holding);
    // All of it under the mark: between binding and listening a socket looks like one that was left behind.
    if (!begin(mark)) {
      await pause(10 + Math.random() * 20);
      continue;
    }
    try {
      const held = await holder(path);
      if (held !== null) throw inUse(directory, held);
      rmSync(path, { force: true });
      const server = await listen(path, words);
      if (server instanceof Error) throw server;
      if ((await holder(path)) !== words) throw inUse(directory, "");
      return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    } finally {
      rmSync(mark, { recursive: true, force: true });
    }
  }
  throw new DatabaseUnavailableError(`${directory} cannot be locked: too many processes start at once.`);
}

/** The sentence for a data folder whose database another process has open; null: nobody has, at this moment. */
export async function usedByAnother(dataDir: string): Promise<string | null> {
  const { directory, lockPath } = places(dataDir);
  if (lockPath.length > LONGEST_ADDRESS) return null;
  const held = await holder(lockPath);
  return held === null ? null : inUse(directory, held).message;
}

function inUse(directory: string, held: string): Error {
  const number = /^\d+/.exec(held)?.[0];
  const who = number === undefined ? "another process" : `process ${number}`;
  return new DatabaseUnavailableError(
    `${directory} is in use by ${who}: stop that one, or set DATABASE_URL to share a Postgres server.`,
    "in_use",
  );
}

function notLockable(directory: string, { code }: NodeJS.ErrnoException): Error {
  return new DatabaseUnavailableError(`${directory} cannot be locked (${code}): it must be on a disk of this machine.`);
}
