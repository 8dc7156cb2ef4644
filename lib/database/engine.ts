import { Worker } from "node:worker_threads";
import { type DatabaseFault, DatabaseUnavailableError } from "./errors";
import { LOW_DISK_BYTES } from "./room";
import type { WireEngine } from "./wire-stream";

export type Engine = WireEngine & {
  /** Until the function handed back is called, an exchange may take so long before its thread is ended. */
  bePatient(exchangeMs: number): () => void;
  /** how often the disk was told to keep what it was given */
  syncs(): number;
  close(): Promise<void>;
};

type Said = { opened?: true; closed?: true; answer?: Uint8Array; syncs?: number; fault?: string; code?: string | null };
type Waiting = { resolve: (said: Said) => void; reject: (error: Error) => void };

/** A first start makes the files, on a busy machine. */
const OPEN_LIMIT_MS = 180_000;
const CLOSE_LIMIT_MS = 5_000;
/** After a failure to open, the same answer for this long: opening costs seconds of a processor. */
const RETRY_AFTER_MS = 5_000;

export type EngineLimits = {
  /** the engine itself knows none for a statement: after this its thread is ended, and nothing acknowledged is lost */
  exchangeMs: number;
  /** with less free on the disk it takes no writes: running out in the middle of one would end it, and reading with it */
  lowDiskBytes: number;
};
const LIMITS: EngineLimits = { exchangeMs: 30_000, lowDiskBytes: LOW_DISK_BYTES };

/** Our side of one engine thread. Everything that was asked fails with `ended` when the thread ends. */
function startThread(order: { directory: string; template: string | null; lowDiskBytes: number }) {
  const worker = new Worker(new URL("./engine-worker.mjs", import.meta.url), {
    execArgv: [],
    workerData: order,
  });
  let waiting: Waiting | null = null;
  let ended: Error | null = null;
  let syncs = 0;

  function end(words: string, fault: DatabaseFault = "away"): void {
    ended ??= new DatabaseUnavailableError(words, fault);
    waiting?.reject(ended);
    waiting = null;
    void worker.terminate();
  }

  worker.on("message", (said: Said) => {
    syncs = said.syncs ?? syncs;
    if (said.fault !== undefined)
      return end(faultWords(order.directory, said), said.code === "ENOSPC" ? "read_only" : "unusable");
    waiting?.resolve(said);
    waiting = null;
  });
  worker.on("error", () => end("The embedded database stopped unexpectedly."));
  worker.on("exit", () => end("The embedded database stopped."));

  /** Hears the thread's next words. It keeps the process alive only while somebody waits for them. */
  async function hear(limitMs: number): Promise<Said> {
    if (ended !== null) throw ended;
    if (waiting !== null) throw new Error("The engine has one exchange at a time.");
    worker.ref();
    const timer = setTimeout(() => end("The embedded database took too long and was stopped.", "late"), limitMs);
    try {
      return await new Promise<Said>((resolve, reject) => {
        waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  }

  return {
    hear,
    tell: (words: Uint8Array | "close", transfer: ArrayBuffer[] = []) => worker.postMessage(words, transfer),
    end,
    hasEnded: () => ended !== null,
    syncs: () => syncs,
  };
}

function faultWords(directory: string, { code }: Said): string {
  if (code === "ENOSPC") return `The disk under ${directory} is full.`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `${directory} cannot be written (${code}).`;
  return `The database in ${directory} does not open: it may be damaged. Restore a copy of the directory.`;
}

/**
 * The embedded engine in its thread, started at the first `ready()` and again after its end.
 * @param directory whose lock the caller holds
 * @param template an empty database to start from, null to make one
 */
export function createEngine(directory: string, template: string | null, limits = LIMITS): Engine {
  let thread: ReturnType<typeof startThread> | null = null;
  let opening: Promise<void> | null = null;
  /** while somebody is patient; what the limits say is read at each exchange */
  let patientMs = 0;

  async function start(): Promise<void> {
    const starting = startThread({ directory, template, lowDiskBytes: limits.lowDiskBytes });
    try {
      await starting.hear(OPEN_LIMIT_MS);
      thread = starting;
      opening = null;
    } catch (error) {
      const failed = opening;
      setTimeout(() => {
        if (opening === failed) opening = null;
      }, RETRY_AFTER_MS).unref();
      throw error;
    }
  }

  return {
    async ready() {
      if (thread !== null && !thread.hasEnded()) return;
      opening ??= start();
      await opening;
    },
    async exchange(messages) {
      if (thread === null || thread.hasEnded())
        throw new DatabaseUnavailableError("The embedded database stopped.", "away");
      // A view into a shared buffer would take all of that with it.
      const copy = new Uint8Array(messages);
      const heard = thread.hear(Math.max(patientMs, limits.exchangeMs));
      thread.tell(copy, [copy.buffer]);
      const { answer } = await heard;
      return answer ?? new Uint8Array();
    },
    bePatient(longerMs) {
      patientMs = longerMs;
      return () => {
        patientMs = 0;
      };
    },
    syncs: () => thread?.syncs() ?? 0,
    async close() {
      if (thread === null || thread.hasEnded()) return;
      const heard = thread.hear(CLOSE_LIMIT_MS);
      thread.tell("close");
      await heard.catch(() => undefined);
      thread.end("The database was closed.");
    },
  };
}
