import { describe, expect, it } from "vitest";
import { browserTally, unitTally } from "./tally.mjs";

const units = (numbers: object, testResults: object[] = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults,
  ...numbers,
});

describe("counting unit tests", () => {
  it.each([
    ["all passed", units({ numPassedTests: 7 }), true, { passed: 7, failed: 0, skipped: 0 }],
    ["one failed", units({ numPassedTests: 6, numFailedTests: 1 }), false, { passed: 6, failed: 1, skipped: 0 }],
    [
      "some skipped",
      units({ numPassedTests: 6, numPendingTests: 2, numTodoTests: 1 }),
      true,
      { passed: 6, failed: 0, skipped: 3 },
    ],
    [
      "a file that does not load",
      units({ numPassedTests: 6 }, [{ status: "failed", assertionResults: [] }]),
      false,
      { passed: 6, failed: 1, skipped: 0 },
    ],
    [
      "a runner that failed after its tests passed",
      units({ numPassedTests: 6 }),
      false,
      { passed: 6, failed: 1, skipped: 0 },
    ],
    ["no tests", units({}), true, { passed: 0, failed: 1, skipped: 0 }],
    ["no report", null, false, { passed: 0, failed: 1, skipped: 0 }],
  ])("%s", (_name, report, ok, expected) => {
    expect(unitTally(report, ok)).toEqual(expected);
  });
});

describe("counting browser tests", () => {
  const stats = (numbers: object, errors: unknown[] = []) => ({
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...numbers },
    errors,
  });
  it.each([
    ["all passed", stats({ expected: 5 }), true, { passed: 5, failed: 0, skipped: 0 }],
    ["one passed only when tried again", stats({ expected: 4, flaky: 1 }), true, { passed: 4, failed: 1, skipped: 0 }],
    [
      "one failed, one skipped",
      stats({ expected: 3, unexpected: 1, skipped: 1 }),
      false,
      { passed: 3, failed: 1, skipped: 1 },
    ],
    ["an error outside of tests", stats({ expected: 3 }, [{}]), false, { passed: 3, failed: 1, skipped: 0 }],
    ["stopped before its report", null, false, { passed: 0, failed: 1, skipped: 0 }],
  ])("%s", (_name, report, ok, expected) => {
    expect(browserTally(report, ok)).toEqual(expected);
  });
});
