import { writeSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread, Worker } from "node:worker_threads";

// Loaded into the measured server (NODE_OPTIONS): on SIGUSR2 it says on stderr what only the process itself knows.
if (isMainThread) {
  /**
   * What each statement took the embedded engine, by its words without what differs: how often, how long at most, how often
   * longer than 100 ms. An exchange with the engine's thread begins with the statement in Postgres' own protocol.
   * @type {Map<string, { count: number, maxMs: number, long: number }>}
   */
  const statements = new Map();
  const { postMessage } = Worker.prototype;
  /** @type {WeakMap<Worker, { text: string, sinceMs: number }>} */
  const underWay = new WeakMap();
  /** @type {WeakSet<Worker>} */
  const heard = new WeakSet();
  /** @param {Uint8Array} bytes */
  const textOf = (bytes) => {
    const message = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 6_000)).toString("latin1");
    const start = message.startsWith("P") ? message.indexOf("\0", 5) + 1 : 5;
    const words = message.slice(start, message.indexOf("\0", start)).replace(/\s+/g, " ");
    return words
      .replace(/\$\d+/g, "?")
      .replace(/(\(\?[^()]*\))(, \(\?[^()]*\))+/g, "$1…")
      .slice(0, 300);
  };
  /** @type {typeof postMessage} */
  Worker.prototype.postMessage = function (value, ...rest) {
    if (value instanceof Uint8Array) {
      underWay.set(this, { text: textOf(value), sinceMs: performance.now() });
      if (!heard.has(this)) {
        heard.add(this);
        this.on("message", () => {
          const asked = underWay.get(this);
          if (asked === undefined) return;
          underWay.delete(this);
          const tookMs = performance.now() - asked.sinceMs;
          const known = statements.get(asked.text) ?? { count: 0, maxMs: 0, long: 0 };
          known.count += 1;
          known.maxMs = Math.max(known.maxMs, tookMs);
          if (tookMs > 100) known.long += 1;
          statements.set(asked.text, known);
        });
      }
    }
    return postMessage.call(this, value, ...rest);
  };
  setFlagsFromString("--expose-gc");
  /** @type {() => void} */
  const collectGarbage = import.meta.url.endsWith("?collect") ? runInNewContext("gc") : () => {};
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  process.on("SIGUSR2", () => {
    const lagMs = { p99: lag.percentile(99) / 1e6, max: lag.max / 1e6 };
    const { rss } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    const slowest = [...statements].sort(([, a], [, b]) => b.maxMs - a.maxMs).slice(0, 12);
    const facts = {
      ...{ lagMs, rssBytes: rss, heldBytes: heapUsed + external, cpuMs: (user + system) / 1000 },
      statements: slowest.map(([text, one]) => ({ text, ...one })),
    };
    statements.clear();
    writeSync(2, `BENCH ${JSON.stringify(facts)}\n`);
    lag.reset();
  });
}
