import { format } from "node:util";
import { sayDefect } from "./defect.mjs";
import { say } from "./log.mjs";

const LONGEST_WORDS = 300;
/** Errors of which the log has said more already, such as on which page they came up. */
const reported = /** @type {WeakSet<object>} */ (
  /** @type {any} */ (globalThis)[Symbol.for("earshot.log.reported")] ?? new WeakSet()
);
/** @type {any} */ (globalThis)[Symbol.for("earshot.log.reported")] = reported;

/** From now on the console, which others write to, need not say anything of this error. @param {unknown} error */
export function markReported(error) {
  if (typeof error === "object" && error !== null) reported.add(error);
}

/** Of somebody else's sentence: quoted values, addresses of mail, pages and machines, long digits may all be somebody's. */
const MAY_BE_SOMEBODYS = [
  /"[^"]*(?:"|$)|(?<![\p{L}\d])'[^']*(?:'|$)|`[^`]*(?:`|$)/gu,
  /\S+[@＠]\S+/g,
  /(?:[a-z]+:\/)?\/\S+/gi,
  /(?:\d{1,3}\.){3}\d{1,3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}/gi,
  /\d[\d\s().-]{4,}\d/g,
];

const others = (/** @type {unknown[]} */ words) => {
  const text = format(...words).trim();
  return MAY_BE_SOMEBODYS.reduce((rest, pattern) => rest.replace(pattern, "…"), text.slice(0, LONGEST_WORDS));
};

/** Leads what the framework writes to the console into the log: of errors the kind and the place, never the message. */
export function logConsole() {
  const tell = (/** @type {"warn" | "error"} */ level, /** @type {unknown[]} */ words) => {
    const error = words.find((word) => word instanceof Error);
    if (error === undefined) return say(level, "console", others(words));
    // The framework writes to the console before it tells us on which page it was.
    setImmediate(() => {
      if (!reported.has(error)) sayDefect("console", "Something failed.", error);
    });
  };
  console.error = (...words) => tell("error", words);
  console.warn = (...words) => tell("warn", words);
  console.log = (...words) => say("debug", "console", others(words));
  console.info = console.log;
}
