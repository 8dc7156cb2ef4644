/**
 * What a test runner's own report says, as counts. A runner that failed without a failed test (a file that would not
 * load, a report that was not written, no tests at all) counts as one failure: nothing passes by not running.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @param {Tally} tally @param {boolean} ok whether the runner ended well @returns {Tally} */
function honest(tally, ok) {
  const ran = tally.passed + tally.failed > 0;
  return tally.failed === 0 && !(ok && ran) ? { ...tally, failed: 1 } : tally;
}

/** @param {any} report Vitest's JSON report, null when there is none @param {boolean} ok @returns {Tally} */
export function unitTally(report, ok) {
  const files = report?.testResults ?? [];
  const unloaded = files.filter(
    (/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return honest(
    {
      passed: report?.numPassedTests ?? 0,
      failed: (report?.numFailedTests ?? 0) + unloaded.length,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    },
    ok,
  );
}

/** @param {any} report Playwright's JSON report @param {boolean} ok @returns {Tally} a test that passed only when tried again failed */
export function browserTally(report, ok) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return honest({ passed: expected, failed: unexpected + flaky + (report?.errors?.length ?? 0), skipped }, ok);
}
