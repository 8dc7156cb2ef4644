import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { lineForPeople } from "./line-for-people.mjs";

/**
 * The log of this process: standard output, one JSON object a line (EARSHOT_LOG_FORMAT=text: one line for people). Plain
 * JavaScript, because the door writes to it before anything is built. What may stand in it: our own sentences, counts,
 * kinds of faults. Never a number, name, word, address or id of a caller or a person, nor another program's message.
 * @typedef {"debug" | "info" | "warn" | "error" | "fatal"} Level
 * @typedef {Record<string, string | number | boolean | null | undefined | string[]>} Details
 */

const LOG = Symbol.for("earshot.log");
const REQUEST = Symbol.for("earshot.request");
const LEVELS = ["debug", "info", "warn", "error", "silent"];

/** Route bundles and the door are loaded apart and share nothing but this. @type {any} */
const shared = globalThis;

/**
 * The request that is being answered. `isUnavailable`: what it needs is away, so that a failure is a 503.
 * @typedef {{ id: string, isUnavailable?: boolean }} Request
 */
/** @returns {AsyncLocalStorage<Request>} */
function requests() {
  shared[REQUEST] ??= new AsyncLocalStorage();
  return shared[REQUEST];
}

/**
 * Runs `work`, and everything that it starts, as part of the request of this id.
 * @template T @param {string} id @param {() => T} work @returns {T}
 */
export const withRequestId = (id, work) => requests().run({ id }, work);

/** The id that the answer carries in Earshot-Request-Id; undefined outside of a request. @returns {string | undefined} */
export const requestId = () => requests().getStore()?.id;

/** What the request that is being answered needs is away. */
export function requestIsUnavailable() {
  const request = requests().getStore();
  if (request !== undefined) request.isUnavailable = true;
}

/** @returns {boolean} */
export const isRequestUnavailable = () => requests().getStore()?.isUnavailable ?? false;

/**
 * @param {{ level?: string | undefined, format?: string | undefined }} options as in EARSHOT_LOG_LEVEL, EARSHOT_LOG_FORMAT
 * @param {(line: string) => void} write gets whole lines
 */
export function createLog({ level = "info", format = "json" }, write) {
  const stream = { write: format === "text" ? (/** @type {string} */ line) => write(lineForPeople(line)) : write };
  const options = {
    level: LEVELS.includes(level) ? level : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (/** @type {string} */ label) => ({ level: label }) },
    mixin: () => (requestId() === undefined ? {} : { requestId: requestId() }),
  };
  return pino(options, stream);
}

/** @returns {import("pino").Logger} */
function log() {
  if (shared[LOG] === undefined) {
    // A reader that goes away (`| head`) is no reason to end.
    process.stdout.on("error", () => undefined);
    const { EARSHOT_LOG_LEVEL: level, EARSHOT_LOG_FORMAT: format } = process.env;
    shared[LOG] = createLog({ level: level || undefined, format }, (line) => void process.stdout.write(line));
  }
  return shared[LOG];
}

/**
 * Writes one line.
 * @param {Level} level
 * @param {string} event what happened, for programs: "database.failing"
 * @param {string} words what happened, for people: a sentence of ours
 * @param {Details} [details]
 */
export function say(level, event, words, details = {}) {
  log()[level]({ event, ...details }, words);
}

/**
 * What may be said of an error nobody expected: its kind and where it happened. Its message stays out: it can hold data.
 * @param {unknown} error
 * @returns {{ error: string, at: string[] }}
 */
export function traceOf(error) {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const stack = String(error.stack ?? "");
  // A message may have lines of its own that look like frames.
  const start = Math.max(0, stack.indexOf(error.message)) + error.message.length;
  const frames = stack
    .slice(start)
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().slice(3));
  return { error: /^\w{1,60}$/.test(error.name) ? error.name : "Error", at: frames.slice(0, 12) };
}
