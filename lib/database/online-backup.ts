import { rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type pg from "pg";
import type { Upkeep } from "./upkeep";

/**
 * How a backup is made while Earshot runs. Another process copies the files; the one that has the database open is asked
 * at a socket beside it to begin and to end that, as Postgres does for its own backups: what is written meanwhile stands in
 * the log, which is copied last. Lines, each answered by one:
 *   begin → begun | sorry SENTENCE       end → the label, as JSON | sorry SENTENCE
 * The log is kept until the asker hangs up, for at most an hour.
 */
export type OnlineBackups = { close(): Promise<void> };

const LIMIT_MS = 3_600_000;

type Parts = { pool: Pick<pg.Pool, "query">; upkeep: Pick<Upkeep, "pause"> };

/** One asker's backup. */
function createBackup({ pool, upkeep }: Parts) {
  let resume: (() => void) | null = null;
  let isBegun = false;

  async function end(): Promise<string> {
    isBegun = false;
    const { rows } = await pool.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
    return rows[0]?.labelfile ?? "";
  }
  return {
    async begin(): Promise<string> {
      // Nothing may take files of the log away before they are copied.
      resume = await upkeep.pause();
      await pool.query("select pg_backup_start('earshot', true)");
      isBegun = true;
      return "begun";
    },
    end: async () => JSON.stringify(await end()),
    async hangUp(): Promise<void> {
      if (isBegun) await end().catch(() => undefined);
      resume?.();
    },
  };
}

/**
 * Answers at `path` until it is closed.
 * @param path whose lock this process holds: what a killed process left there is removed
 */
export async function offerBackups(path: string, parts: Parts): Promise<OnlineBackups> {
  let current: Socket | null = null;
  let ending: Promise<void> = Promise.resolve();

  async function serve(socket: Socket): Promise<void> {
    if (current !== null) {
      socket.end("sorry Another backup is under way.\n");
      return;
    }
    current = socket;
    const backup = createBackup(parts);
    socket.setTimeout(LIMIT_MS, () => socket.destroy());
    const lines = createInterface({ input: socket });
    // A socket that is destroyed has no end of its own.
    socket.once("close", () => lines.close());
    try {
      for await (const line of lines) {
        const answer = line === "begin" ? await backup.begin() : line === "end" ? await backup.end() : "sorry What?";
        socket.write(`${answer}\n`);
      }
    } catch (error) {
      socket.end(`sorry ${error instanceof Error ? error.message : "It failed."}\n`);
    }
    await backup.hangUp();
    current = null;
  }

  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    const serving = serve(socket);
    ending = ending.then(() => serving);
  });
  rmSync(path, { force: true });
  await new Promise<void>((resolve) => {
    // Without it everything else works, and a backup says that nobody answers.
    server.once("error", () => resolve());
    server.listen(path, () => resolve());
  });
  server.unref();
  return {
    async close() {
      server.close();
      current?.destroy();
      await ending;
      rmSync(path, { force: true });
    },
  };
}
