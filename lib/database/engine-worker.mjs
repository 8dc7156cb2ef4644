import fs from "node:fs";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { DurableFS } from "./durable-fs.mjs";
import { sync, syncTree, unpack } from "./unpack.mjs";

/**
 * The embedded engine in a thread of its own: a search may keep it busy for 100 ms, and the pages must not wait for that.
 * Its process holds the directory's lock.
 * @typedef {{ directory: string, template: string | null, lowDiskBytes: number }} Order
 */
const START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  // fdatasync, the usual method, does nothing here.
  ...["fsync=on", "wal_sync_method=fsync", "shared_buffers=32MB", "max_wal_size=64MB", "min_wal_size=32MB"].flatMap(
    (setting) => ["-c", setting],
  ),
];
const DISK_LOOK_MS = 1_000;
/** What the engine needs to get up at all. */
const LEAST_BYTES = 20 * 1024 * 1024;

const { directory, template, lowDiskBytes } = /** @type {Order} */ (workerData);

/** Made beside, then renamed: whenever this is cut short, the directory is a whole database or none. */
async function makeFirst() {
  const part = `${directory}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  if (template === null) {
    const made = await PGlite.create({ fs: new DurableFS(part), startParams: START });
    await made.close();
  } else unpack(template, part);
  await syncTree(part);
  fs.rmSync(directory, { recursive: true, force: true });
  fs.renameSync(part, directory);
  fs.chmodSync(directory, 0o700);
  await sync(dirname(directory));
}

function freeBytes() {
  const { bavail, bsize } = fs.statfsSync(dirname(directory));
  return bavail * bsize;
}

/**
 * Before each exchange outside a transaction: with the disk nearly full the engine takes no writes until it has room.
 * @param {PGlite} engine
 */
function diskGuard(engine) {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let isLow = false;
  return async () => {
    const nowMs = performance.now();
    const wasLow = isLow;
    if (nowMs - lookedAtMs >= DISK_LOOK_MS) {
      lookedAtMs = nowMs;
      isLow = freeBytes() < lowDiskBytes;
    }
    // Said each time while it holds: a new connection forgets what the one before had set.
    if (isLow || wasLow) await engine.exec(`SET default_transaction_read_only = ${isLow ? "on" : "off"}`);
  };
}

async function open() {
  if (!fs.existsSync(`${directory}/PG_VERSION`)) await makeFirst();
  const disk = new DurableFS(directory);
  const engine = await PGlite.create({ fs: disk, startParams: START });
  return { disk, engine, guardDisk: diskGuard(engine) };
}

const say = (/** @type {object} */ words) => parentPort?.postMessage(words);
try {
  const { disk, engine, guardDisk } = await open();
  let isIdle = true;
  parentPort?.on("message", async (/** @type {Uint8Array | "close"} */ asked) => {
    try {
      if (asked === "close") {
        await engine.close();
        say({ closed: true });
        return;
      }
      if (isIdle) await guardDisk();
      const raw = await engine.execProtocolRaw(asked, { syncToFs: false });
      // A view into the engine's own buffer would take that with it; another copy would be left lying here for long.
      const answer = raw.byteLength === raw.buffer.byteLength ? raw : raw.slice();
      isIdle = answer.at(-1) === "I".charCodeAt(0);
      parentPort?.postMessage({ answer, syncs: disk.syncs }, [/** @type {ArrayBuffer} */ (answer.buffer)]);
    } catch (error) {
      // What a query does wrong is in an answer: this is the engine's end.
      say({ fault: String(error) });
    }
  });
  say({ opened: true });
} catch (error) {
  const { code = null } = /** @type {{ code?: string }} */ (error ?? {});
  // The engine's own complaint about a full disk does not say so.
  say({ fault: String(error), code: freeBytes() < LEAST_BYTES ? "ENOSPC" : code });
}
