import { say, traceOf } from "./log.mjs";

/** The same defect comes with every poll: it is one line a minute, with how often it came meanwhile. */
const QUIET_MS = 60_000;
const MOST_KNOWN = 200;

/** @type {Map<string, { saidMs: number, more: number }>} */
const known = /** @type {any} */ (globalThis)[Symbol.for("earshot.log.defects")] ?? new Map();
/** @type {any} */ (globalThis)[Symbol.for("earshot.log.defects")] = known;

/**
 * Says that something failed that should not: its kind and place, never its message.
 * @param {string} event @param {string} words @param {unknown} error
 * @param {import("./log.mjs").Details} [details]
 */
export function sayDefect(event, words, error, details = {}) {
  const trace = traceOf(error);
  const key = [event, trace.error, ...trace.at].join("\n");
  const before = known.get(key);
  if (before !== undefined && performance.now() - before.saidMs < QUIET_MS) {
    before.more += 1;
    return;
  }
  if (before === undefined && known.size >= MOST_KNOWN) known.clear();
  known.set(key, { saidMs: performance.now(), more: 0 });
  say("error", event, words, { ...details, ...trace, ...(before?.more ? { more: before.more } : {}) });
}
