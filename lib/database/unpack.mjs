import fs from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const BLOCK = 512;
const FOLDER = "5";
/** Files open at the same time, of which a process may have some 250. */
const AT_ONCE = 32;

/** Tells the disk to keep it. @param {string} path a file or a folder */
export async function sync(path) {
  const file = await open(path);
  await file.sync().finally(() => file.close());
}

/** The same for a folder and everything in it; many at once, which a disk takes as quickly as one. @param {string} path */
export async function syncTree(path) {
  const inside = await readdir(path, { recursive: true });
  const paths = [path, ...inside.map((name) => join(path, name))];
  for (let at = 0; at < paths.length; at += AT_ONCE) await Promise.all(paths.slice(at, at + AT_ONCE).map(sync));
}

/**
 * Unpacks the template into a new folder: files and folders with short names, as `make-template.mjs` wrote them. By hand,
 * because the engine's own way starts it once more, which costs a second of processor and 100 MB.
 * @param {string} archive a tar file, compressed @param {string} folder
 */
export function unpack(archive, folder) {
  const tar = gunzipSync(fs.readFileSync(archive));
  fs.mkdirSync(folder, { mode: 0o700 });
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const head = at;
    const text = (/** @type {number} */ from, /** @type {number} */ length) =>
      tar.toString("latin1", head + from, head + from + length).split("\0", 1)[0] ?? "";
    const name = text(0, 100);
    if (name === "") return;
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const path = join(folder, name);
    if (text(156, 1) === FOLDER) fs.mkdirSync(path, { recursive: true, mode: 0o700 });
    else fs.writeFileSync(path, tar.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o600 });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
