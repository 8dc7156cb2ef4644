import { expect, test } from "vitest";
import { createLog, requestId, traceOf, withRequestId } from "./log.mjs";

function written(
  options: { level?: string; format?: string },
  use: (log: ReturnType<typeof createLog>) => void,
): string[] {
  const lines: string[] = [];
  use(createLog(options, (line) => void lines.push(line)));
  return lines;
}

test("a line is one JSON object with time, level, event, words, and the request it belongs to", async () => {
  const lines = written({}, (log) => {
    log.info({ event: "a.thing", count: 2 }, "It happened.");
    withRequestId("abc123", () => log.error({ event: "b" }, "Here."));
  });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      event: "a.thing",
      count: 2,
      msg: "It happened.",
    },
    { level: "error", time: expect.any(String), event: "b", requestId: "abc123", msg: "Here." },
  ]);
  for (const line of lines) expect(line).toMatch(/^\{.*\}\n$/);
  await withRequestId("later", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(requestId()).toBe("later");
  });
  expect(requestId()).toBeUndefined();
});

test("for people it is one line with the time, the words and what is known besides", () => {
  const [line] = written({ format: "text" }, (log) => log.warn({ event: "x.failing", reason: "timeout" }, "It fails."));
  expect(line).toMatch(/^\d\d:\d\d:\d\d warn {2}It fails\. \(reason: timeout\)\n$/);
});

test("a level hides what is less important; one that nobody knows is info", () => {
  const say = (log: ReturnType<typeof createLog>) => {
    log.debug("d");
    log.info("i");
    log.warn("w");
  };
  expect(written({ level: "warn" }, say)).toHaveLength(1);
  expect(written({ level: "silent" }, say)).toHaveLength(0);
  expect(written({ level: "shout" }, say)).toHaveLength(2);
});

test("of an unexpected error the kind and the place are said, never its message, however many lines it has", () => {
  const trace = traceOf(new TypeError("no +14155550123\n    at Ada Lovelace"));
  expect(trace.error).toBe("TypeError");
  expect(trace.at[0]).toContain("log.test.ts");
  expect(JSON.stringify(trace)).not.toMatch(/4155550123|Ada/);
  const odd = new Error("x");
  odd.name = "Ada Lovelace";
  expect(traceOf(odd).error).toBe("Error");
  expect(traceOf("Ada")).toEqual({ error: "string", at: [] });
});
