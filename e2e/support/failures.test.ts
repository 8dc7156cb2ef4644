import { describe, expect, it } from "vitest";
import { browserFailures, lastWords, unitFailures } from "./failures.mjs";

const RED = "\u001b[31m";
const PLAIN = "\u001b[39m";

describe("what failed, in short", () => {
  it("a unit test has its file, its name and what was wrong, without the stack", () => {
    const message = `${RED}AssertionError: expected 1 to be +0${PLAIN}\n    at file.ts:3:4\n    at next.ts:5:6`;
    const failed = { status: "failed", ancestorTitles: ["a pass"], title: "is kept", failureMessages: [message] };
    const file = { name: "/root/lib/a.test.ts", status: "failed", assertionResults: [failed, { status: "passed" }] };
    expect(unitFailures({ testResults: [file] }, "/root")).toEqual([
      { name: "lib/a.test.ts › a pass › is kept", error: "AssertionError: expected 1 to be +0" },
    ]);
  });

  it("a file of unit tests that does not load is named with the reason", () => {
    const file = { name: "/root/lib/a.test.ts", status: "failed", assertionResults: [], message: "No such module" };
    expect(unitFailures({ testResults: [file] }, "/root")).toEqual([
      { name: "lib/a.test.ts", error: "No such module" },
    ]);
  });

  it("a journey has its place and names around it, and what was expected, received and looked for", () => {
    const message = [
      "Error: expect(locator).toBeVisible() failed",
      "",
      `Locator:  getByText('${RED}x${PLAIN}')`,
      "Expected: visible",
      "Received: hidden",
      "Timeout:  10000ms",
      "",
      "Call log:",
      "  - waiting for getByText('x')",
    ].join("\n");
    const spec = (title: string, ok: boolean) => ({
      ...{ file: "wall.spec.ts", line: 12, title, ok },
      tests: [{ results: [{ status: ok ? "passed" : "failed", errors: ok ? [] : [{ message }] }] }],
    });
    const inner = { title: "a wall", specs: [spec("is dark", false), spec("is light", true)] };
    expect(browserFailures({ suites: [{ title: "wall.spec.ts", specs: [], suites: [inner] }], errors: [] })).toEqual([
      {
        name: "e2e/wall.spec.ts:12 › a wall › is dark",
        error:
          "Error: expect(locator).toBeVisible() failed · Locator: getByText('x') · Expected: visible · Received: hidden",
      },
    ]);
  });

  it("an error outside of journeys is told, too, and no report is no failure by name", () => {
    expect(browserFailures({ suites: [], errors: [{ message: "No browser" }] })).toEqual([
      { name: "outside of tests", error: "No browser" },
    ]);
    expect([browserFailures(null), unitFailures(null, "/")]).toEqual([[], []]);
  });

  it("is never longer than a few lines of a terminal", () => {
    const [failure] = browserFailures({ suites: [], errors: [{ message: "x".repeat(5_000) }] });
    expect(failure?.error).toHaveLength(301);
  });

  it("of a check its last three lines are told", () => {
    expect(lastWords("one\ntwo\n\nthree\nfour\n")).toEqual([{ name: "its last words", error: "two · three · four" }]);
  });
});
