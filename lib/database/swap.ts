import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { sync, syncTree } from "./unpack.mjs";

/** Where the database that is being replaced lies while two folders change places; only then. */
const asideOf = (directory: string) => `${directory}.replaced`;
/** Where a new one is made, by whoever holds the lock. */
export const partOf = (directory: string) => `${directory}.part`;

/** Where one that was replaced is kept: nobody's but a person's to delete. */
function keptPath(directory: string, at: Date): string {
  const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const path = `${directory}.before-${stamp}`;
  return existsSync(path) ? keptPath(directory, new Date(at.getTime() + 1_000)) : path;
}

/**
 * Puts the whole database made at `partOf(directory)` in the place of the one that is there. Cut short at any moment,
 * `finishSwap` makes it one or the other. The caller holds the lock.
 * @returns where the one that was there is kept, null when there was none
 */
export async function swap(directory: string): Promise<string | null> {
  const parent = dirname(directory);
  await syncTree(partOf(directory));
  await finishSwap(directory);
  const isReplacing = existsSync(directory);
  if (isReplacing) renameSync(directory, asideOf(directory));
  renameSync(partOf(directory), directory);
  await sync(parent);
  return isReplacing ? finishSwap(directory) : null;
}

/** Ends an exchange of two folders that was cut short; the caller holds the lock. */
export async function finishSwap(directory: string): Promise<string | null> {
  const aside = asideOf(directory);
  if (!existsSync(aside)) return null;
  // Without the new one in its place, the old one is what counts.
  const target = existsSync(directory) ? keptPath(directory, new Date()) : directory;
  renameSync(aside, target);
  await sync(dirname(directory));
  return target;
}

/** Removes what a command that was cut short left half made. */
export const dropPart = (directory: string): void => rmSync(partOf(directory), { recursive: true, force: true });
