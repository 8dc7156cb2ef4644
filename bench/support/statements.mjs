import { Worker } from "node:worker_threads";

const MOST_TOLD = 12;

/**
 * What each statement took the embedded engine, by its words without what differs: how often, ms at most, how often longer
 * than 100 ms. An exchange with the engine's thread begins with the statement in Postgres' own protocol.
 * @typedef {{ text: string, count: number, maxMs: number, long: number }} Statement
 */

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 6_000)).toString("latin1");
  const start = message.startsWith("P") ? message.indexOf("\0", 5) + 1 : 5;
  const words = message.slice(start, message.indexOf("\0", start)).replace(/\s+/g, " ");
  return words
    .replace(/\$\d+/g, "?")
    .replace(/(\(\?[^()]*\))(, \(\?[^()]*\))+/g, "$1…")
    .slice(0, 400);
}

/**
 * Watches every exchange with an engine's thread from now on.
 * @returns {{ taken: () => Statement[] }} the slowest since the last look, the slowest first
 */
export function recordStatements() {
  /** @type {Map<string, Omit<Statement, "text">>} */
  const statements = new Map();
  const { postMessage } = Worker.prototype;
  /** @type {WeakMap<Worker, { text: string, sinceMs: number }>} */
  const underWay = new WeakMap();
  /** @type {WeakSet<Worker>} */
  const heard = new WeakSet();

  /** @param {Worker} worker */
  function hear(worker) {
    const asked = underWay.get(worker);
    if (asked === undefined) return;
    underWay.delete(worker);
    const tookMs = performance.now() - asked.sinceMs;
    const known = statements.get(asked.text) ?? { count: 0, maxMs: 0, long: 0 };
    known.count += 1;
    known.maxMs = Math.max(known.maxMs, tookMs);
    if (tookMs > 100) known.long += 1;
    statements.set(asked.text, known);
  }

  /** @type {typeof postMessage} */
  Worker.prototype.postMessage = function (value, ...rest) {
    if (value instanceof Uint8Array) {
      underWay.set(this, { text: textOf(value), sinceMs: performance.now() });
      if (!heard.has(this)) {
        heard.add(this);
        this.on("message", () => hear(this));
      }
    }
    return postMessage.call(this, value, ...rest);
  };
  return {
    taken() {
      const slowest = [...statements].sort(([, one], [, other]) => other.maxMs - one.maxMs).slice(0, MOST_TOLD);
      statements.clear();
      return slowest.map(([text, one]) => ({ text, ...one }));
    },
  };
}
