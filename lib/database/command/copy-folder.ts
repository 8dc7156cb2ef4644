import { constants } from "node:fs";
import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Of a process that is gone by the time somebody reads it. */
const NOT_COPIED = new Set(["postmaster.pid", "postmaster.opts"]);

/** A file that went while the folder was copied was not to be in it. */
const unlessGone = (error: NodeJS.ErrnoException) => {
  if (error.code !== "ENOENT") throw error;
};

/**
 * Copies a database's folder, for its owner alone. Where the disk can, nothing is written twice.
 * @param isWanted asked for every path within it, such as `base/5/1259`; a folder not wanted is made, and is empty
 */
export async function copyFolder(
  from: string,
  to: string,
  isWanted: (path: string) => boolean = () => true,
  within = "",
): Promise<void> {
  await mkdir(to, { mode: 0o700, recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const path = `${within}${entry.name}`;
    if (NOT_COPIED.has(path)) continue;
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      await mkdir(target, { mode: 0o700, recursive: true });
      if (isWanted(path)) await copyFolder(join(from, entry.name), target, isWanted, `${path}/`).catch(unlessGone);
    } else if (entry.isFile() && isWanted(path)) {
      await copyFile(join(from, entry.name), target, constants.COPYFILE_FICLONE).catch(unlessGone);
    }
  }
}
