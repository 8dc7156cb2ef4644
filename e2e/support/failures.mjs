import { relative } from "node:path";

/**
 * What failed, in two short lines each: the end of a log is all that many of its readers see.
 * @typedef {{ name: string, error: string }} Failure
 */

const MOST_LETTERS = 300;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const COLOURS = /\u001b\[[0-9;]*m/g;
/** Where it was thrown and what the page looked like stand in the log above. */
const NO_NEWS = /^(at .+|❯ .+|[-+] (Expected|Received)\b.*|Call [Ll]og:|- .*|\d+ [|│].*|[>|^].*|Timeout: .*)$/;

/** The lines that say what was wrong, as one. @param {string | undefined} message */
function inShort(message) {
  const lines = (message ?? "").replace(COLOURS, "").split("\n");
  const told = lines
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line !== "" && !NO_NEWS.test(line));
  const text = told.join(" · ");
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

/** @param {any} report Vitest's JSON report @param {string} root @returns {Failure[]} */
export function unitFailures(report, root) {
  return (report?.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const path = relative(root, file.name ?? "");
    if (file.status === "failed" && file.assertionResults.length === 0)
      return [{ name: path, error: inShort(file.message) }];
    return file.assertionResults
      .filter((/** @type {any} */ test) => test.status === "failed")
      .map((/** @type {any} */ test) => ({
        name: [path, ...(test.ancestorTitles ?? []), test.title].join(" › "),
        error: inShort(test.failureMessages?.[0]),
      }));
  });
}

/** @param {any} suite of Playwright's JSON report @param {string[]} above titles of the suites around it @returns {Failure[]} */
function suiteFailures(suite, above) {
  const own = (suite.specs ?? [])
    .filter((/** @type {any} */ spec) => spec.ok === false)
    .map((/** @type {any} */ spec) => {
      const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
      const bad = results.find((/** @type {any} */ { status }) => status !== "passed" && status !== "skipped");
      // A test that ran out of time says so first, and then what it waited for.
      const errors = bad?.errors?.map((/** @type {any} */ { message }) => message).join("\n") ?? "";
      return { name: [`e2e/${spec.file}:${spec.line}`, ...above, spec.title].join(" › "), error: inShort(errors) };
    });
  const within = (suite.suites ?? []).flatMap((/** @type {any} */ inner) =>
    suiteFailures(inner, [...above, inner.title]),
  );
  return [...own, ...within];
}

/** @param {any} report Playwright's JSON report @returns {Failure[]} */
export function browserFailures(report) {
  const outside = (report?.errors ?? []).map((/** @type {any} */ { message }) => ({
    name: "outside of tests",
    error: inShort(message),
  }));
  // The outermost suite of each is its file.
  return [...(report?.suites ?? []).flatMap((/** @type {any} */ file) => suiteFailures(file, [])), ...outside];
}

/** The last words of a step that has no tests, or none that failed. @param {string} text @returns {Failure[]} */
export function lastWords(text) {
  const lines = text
    .replace(COLOURS, "")
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "");
  return [{ name: "its last words", error: lines.slice(-3).join(" · ").slice(-MOST_LETTERS) }];
}
