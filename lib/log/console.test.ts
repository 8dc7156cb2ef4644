import { afterEach, beforeEach, expect, test } from "vitest";
import { logConsole, markReported } from "./console.mjs";
import { createLog } from "./log.mjs";

const { error, warn, log, info } = console;
const shared = globalThis as { [key: symbol]: unknown };
const LOG = Symbol.for("earshot.log");
let lines: string[] = [];

beforeEach(() => {
  lines = [];
  shared[LOG] = createLog({ level: "debug" }, (line) => void lines.push(line));
  logConsole();
});
afterEach(() => {
  Object.assign(console, { error, warn, log, info });
  delete shared[LOG];
});

test.each([
  "Failed to render /calls/call_8f3kq2?view=Jane",
  "GET http://localhost:3000/calls/call_8f3kq2 500",
  "Invalid href '/s/8f3kq2#Jane' passed to next/router",
  "no user eero.jane@example.com",
  "no user jane＠example.com",
  "peer 203.0.113.77:4711 went away",
  "peer 2001:db8:1:2::77 went away",
  "number +358 40 123 4577",
  'bad value "Jane 8f3kq2" in cookie',
  "can't read 'Jane' of user",
  `bad value "${"x".repeat(280)}Jane${"x".repeat(500)}"`,
])("of what others write to the console, nothing that may be somebody's is in the log: %s", (words) => {
  console.error(words);
  console.warn("%s", words);
  expect(lines).toHaveLength(2);
  expect(lines.join("")).not.toMatch(/8f3kq2|Jane|jane|eero|example|203\.0|db8|40 123/);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ event: "console" });
});

test("the rest of their words stays, on one line", () => {
  console.warn("Warning: the header is set twice,\nsee the documentation (code 42).");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "warn",
    msg: "Warning: the header is set twice,\nsee the documentation (code 42).",
  });
  expect(lines[0]?.trimEnd().split("\n")).toHaveLength(1);
});

test("of an error its kind is in the log and its message is not; one that was reported is not said again", async () => {
  const known = new TypeError("no Jane");
  console.error("Failed for Jane", known);
  const reported = new RangeError("no Jane");
  markReported(reported);
  console.error(reported);
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", error: "TypeError" });
  expect(lines[0]).not.toContain("Jane");
});
