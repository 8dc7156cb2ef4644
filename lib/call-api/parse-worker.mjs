import { parentPort } from "node:worker_threads";
import { trimAnswer } from "./trim.mjs";

/**
 * Reads one large answer away from the main thread. Hands back everything but the transcript first, then the messages
 * piece by piece, each when asked for: many at once would keep the main thread as busy as reading it itself.
 */
const PIECE = 500;

/** @param {Uint8Array} bytes @returns {any} undefined when they are not JSON */
function read(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

parentPort?.once("message", (/** @type {{ bytes: Uint8Array, isWhole: boolean }} */ { bytes, isWhole }) => {
  const answer = read(bytes);
  const omittedMessages = isWhole ? 0 : trimAnswer(answer);
  const transcript = answer?.data?.transcript;
  /** @type {unknown[]} */
  const messages = Array.isArray(transcript) ? transcript : [];
  if (Array.isArray(transcript)) answer.data.transcript = [];
  let sent = 0;
  parentPort?.on("message", () => {
    parentPort?.postMessage(messages.slice(sent, sent + PIECE));
    sent += PIECE;
  });
  parentPort?.postMessage({ answer, omittedMessages, messages: messages.length });
});
