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
  /** the call's messages, read in pieces by `readMessages`; null when they still lie in `answer`, unread */
  messages: unknown[] | null;
};

let queue: Promise<unknown> = Promise.resolve();

/** One large body at a time: two would double the memory, not the speed. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work);
  queue = turn.catch(() => undefined);
  return turn;
}

/**
 * JSON to value, trimmed to what can be held, without keeping the main thread busy for long.
 * @param readMessages turns a piece of a large call's raw messages into what is kept
 * @throws CallApiError malformed, too_large; or the signal's reason
 */
export async function parseBody(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  readMessages: (piece: unknown[]) => unknown[],
): Promise<ParsedBody> {
  if (bytes.byteLength > INLINE_BYTES) return inTurn(() => parseInWorker(bytes, signal, readMessages));
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CallApiError("malformed");
  }
  return { answer, omittedMessages: trimAnswer(answer), messages: null };
}

type FirstPiece = { answer: unknown; omittedMessages: number; messages: number };

async function parseInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
  readMessages: (piece: unknown[]) => unknown[],
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
    const first = (await ask(bytes, [bytes.buffer])) as FirstPiece;
    if (first.answer === undefined) throw new CallApiError("malformed");
    const messages: unknown[] = [];
    for (let received = 0; received < first.messages; ) {
      const piece = (await ask("next")) as unknown[];
      received += piece.length;
      for (const message of readMessages(piece)) messages.push(message);
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
