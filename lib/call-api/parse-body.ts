import "server-only";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { CallApiError } from "./errors";
import { trimAnswer } from "./trim.mjs";

/** Reading a megabyte takes the main thread some 10 ms; above that a worker does it. */
const INLINE_BYTES = 1_000_000;
/** What a worker may take before it is stopped instead of the whole server. */
const WORKER_MEMORY_MB = 512;

export type ParsedBody = {
  answer: unknown;
  omittedMessages: number;
  /** the call's messages, where there were too many to read at once; null when they still lie in `answer` */
  messages: unknown[] | null;
};

const decoder = new TextDecoder();

let queue: Promise<unknown> = Promise.resolve();

/** One large body at a time: two would double the memory, not the speed. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work);
  queue = turn.catch(() => undefined);
  return turn;
}

/**
 * JSON to value, trimmed to what can be held, without keeping the main thread busy for long.
 * @param options.isWhole nothing is left out: it is held for a moment only
 * @throws CallApiError malformed, too_large; or the signal's reason
 */
export async function parseBody(
  bytes: Uint8Array,
  signal: AbortSignal,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<ParsedBody> {
  // A copy of its own: it is handed over to the worker.
  if (bytes.byteLength > INLINE_BYTES) return inTurn(() => parseInWorker(new Uint8Array(bytes), signal, isWhole));
  let answer: unknown;
  try {
    answer = JSON.parse(decoder.decode(bytes));
  } catch {
    throw new CallApiError("malformed");
  }
  return { answer, omittedMessages: isWhole ? 0 : trimAnswer(answer), messages: null };
}

type FirstPiece = { answer: unknown; omittedMessages: number; messages: number };

async function parseInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  isWhole: boolean,
): Promise<ParsedBody> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./parse-worker.mjs", import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MB },
  });
  const ask = async (question: unknown, transfer: ArrayBuffer[] = []) => {
    const answered = once(worker, "message", { signal });
    worker.postMessage(question, transfer);
    return (await answered)[0] as unknown;
  };
  try {
    const first = (await ask({ bytes, isWhole }, [bytes.buffer])) as FirstPiece;
    if (first.answer === undefined) throw new CallApiError("malformed");
    const messages: unknown[] = [];
    for (let received = 0; received < first.messages; ) {
      const piece = (await ask("next")) as unknown[];
      received += piece.length;
      for (const message of piece) messages.push(message);
      await nextTurn();
    }
    return { answer: first.answer, omittedMessages: first.omittedMessages, messages };
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") throw new CallApiError("too_large");
    throw error;
  } finally {
    await worker.terminate();
  }
}
