import { statfs } from "node:fs/promises";

/** With less free on its disk the embedded database takes no writes: running out in the middle of one would end it. */
export const LOW_DISK_BYTES = 64 * 1024 * 1024;

/** Whether the disk under this folder has room for writes. A folder that is not there counts as one that has. */
export async function hasRoom(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= LOW_DISK_BYTES;
  } catch {
    return true;
  }
}
