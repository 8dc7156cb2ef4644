import "server-only";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Changes, LongPart, LongTask } from "@/lib/redaction/redact-call";

export type DeskLine = LongPart["lines"][number];
/** What is said to the worker, and what it answers. */
export type DeskWords = { lines: DeskLine[] } | { task: LongTask } | { more: true };
export type DeskAnswer = { piece: Changes; isLast: boolean } | { failed: true };

/** Copied to the worker in one go: so much takes the main thread about a millisecond. */
const PIECE_CHARACTERS = 256_000;
const PIECE_LINES = 500;
/** What a worker may take before it is stopped instead of the whole server. */
const WORKER_MEMORY_MB = 512;

type Options = {
  startWorker?: () => Worker;
  /** a task that takes longer has failed */
  limitMs?: number;
  /** tasks of one asker that may wait, and of all together; what comes on top fails at once */
  mostOfOne?: number;
  mostOfAll?: number;
  /** the worker is let go when it was idle for so long */
  idleMs?: number;
};

type Waiting = { part: Pick<LongPart, "lines" | "task">; done: (changes: Changes | null) => void };

const startBundled = () =>
  new Worker(new URL("./redaction-worker.ts", import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MB },
  });

/**
 * One worker for long transcripts, one task at a time: two would double the memory, not the speed. Askers take turns, so
 * that somebody with many long calls does not keep the others waiting.
 * @returns `look(part, asker)`: what changes in the part's lines; null when it failed. Never rejects.
 */
export function createRedactionDesk({
  startWorker = startBundled,
  limitMs = 60_000,
  mostOfOne = 8,
  mostOfAll = 64,
  idleMs = 30_000,
}: Options = {}) {
  const waiting = new Map<string, Waiting[]>();
  let worker: Worker | null = null;
  let isBusy = false;
  let idle: NodeJS.Timeout | undefined;

  /** The next task of whoever has waited longest for a turn. */
  function take(): Waiting | undefined {
    for (const [asker, tasks] of waiting) {
      const first = tasks.shift();
      waiting.delete(asker);
      if (tasks.length > 0) waiting.set(asker, tasks);
      if (first) return first;
    }
    return undefined;
  }

  function letGo(): void {
    const last = worker;
    worker = null;
    last?.terminate().catch(() => undefined);
  }

  /** One that died between two tasks would keep the next waiting until its time is over. */
  function forget(ended: Worker): void {
    if (worker === ended) worker = null;
  }

  async function run(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(idle);
    for (let next = take(); next; next = take()) {
      try {
        worker ??= started(startWorker, forget);
        next.done(await withWorker(worker, next.part, limitMs));
      } catch {
        letGo();
        next.done(null);
      }
    }
    isBusy = false;
    idle = setTimeout(letGo, idleMs);
    idle.unref();
  }

  return {
    look(part: Pick<LongPart, "lines" | "task">, asker: string): Promise<Changes | null> {
      const own = waiting.get(asker) ?? [];
      const all = [...waiting.values()].reduce((sum, tasks) => sum + tasks.length, 0);
      if (own.length >= mostOfOne || all >= mostOfAll) return Promise.resolve(null);
      return new Promise((done) => {
        own.push({ part, done });
        waiting.set(asker, own);
        void run();
      });
    },
    /** Ends the worker, for tests. */
    close: letGo,
  };
}

export type RedactionDesk = ReturnType<typeof createRedactionDesk>;

function started(startWorker: () => Worker, onEnd: (ended: Worker) => void): Worker {
  const worker = startWorker();
  worker.once("exit", () => onEnd(worker));
  // Whoever waits for an answer hears of it; between two tasks nobody does.
  worker.on("error", () => undefined);
  worker.unref();
  return worker;
}

/** @throws when the worker ends, fails or takes too long */
async function withWorker(worker: Worker, { lines, task }: Pick<LongPart, "lines" | "task">, limitMs: number) {
  // A timer of our own: a signal of AbortSignal.timeout that only another signal knows may be collected before it fires.
  const over = new AbortController();
  const { signal } = over;
  const end = () => over.abort();
  const limit = setTimeout(end, limitMs);
  worker.once("exit", end);
  worker.ref();
  const ask = async (words: DeskWords): Promise<DeskAnswer> => {
    signal.throwIfAborted();
    const answered = once(worker, "message", { signal });
    worker.postMessage(words);
    return (await answered)[0] as DeskAnswer;
  };
  try {
    for (const piece of piecesOf(lines)) {
      worker.postMessage({ lines: piece } satisfies DeskWords);
      await nextTurn();
    }
    const changes: Changes[number][] = [];
    for (let answer = await ask({ task }); ; answer = await ask({ more: true })) {
      if ("failed" in answer) throw new Error("The worker could not do it.");
      for (const change of answer.piece) changes.push(change);
      if (answer.isLast) return changes;
    }
  } finally {
    clearTimeout(limit);
    worker.off("exit", end);
    worker.unref();
  }
}

function* piecesOf(lines: readonly DeskLine[]): Generator<DeskLine[]> {
  let piece: DeskLine[] = [];
  let characters = 0;
  for (const line of lines) {
    piece.push({ role: line.role, content: line.content, timestamp: line.timestamp });
    characters += line.content.length;
    if (characters < PIECE_CHARACTERS && piece.length < PIECE_LINES) continue;
    yield piece;
    piece = [];
    characters = 0;
  }
  yield piece;
}
