import { writeSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";
import { recordStatements } from "./statements.mjs";

// Loaded into the measured server (NODE_OPTIONS): on SIGUSR2 it says on stderr what only the process itself knows.
if (isMainThread) {
  const statements = recordStatements();
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
    const facts = {
      ...{ lagMs, rssBytes: rss, heldBytes: heapUsed + external, cpuMs: (user + system) / 1000 },
      statements: statements.taken(),
    };
    writeSync(2, `BENCH ${JSON.stringify(facts)}\n`);
    lag.reset();
  });
}
