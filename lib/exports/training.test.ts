import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callFor, type Visibility } from "@/lib/access/visibility";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import { trainingOf } from "./training";

const ROOT = join(import.meta.dirname, "../..");
const FIXTURES = ["call-completed", "call-active", "call-failed"];
const sentOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, `lib/simulator/fixtures/${name}.json`), "utf8")).data;

/** As Earshot reads a call, keeping what came. */
function held(sent: unknown) {
  const reading = readCall(sent);
  if (reading === null) throw new Error("no call");
  return withSent(reading, sent);
}

/** The document's function as it stands there, letter for letter but for its lines' beginnings, which the document has lost. */
function documentsProgram(): string {
  const lines = readFileSync(join(ROOT, "e2e/fixtures/training.document.txt"), "utf8").trimEnd().split("\n");
  return lines
    .map((line, place) => {
      if (place === 0) return line;
      return `${lines[place - 1]?.startsWith("if ") ? "        " : "    "}${line}`;
    })
    .join("\n");
}

const AROUND = (program: string) => `
import json, sys
class requests:
    def get(url, headers):
        class Response:
            def json(self):
                return {"data": calls[url.rsplit("/", 1)[1]]}
        return Response()
calls = json.load(sys.stdin)
${program}
print(json.dumps({call_id: extract_transcript_for_training(call_id) for call_id in calls}))
`;
const PYTHON = ["python3", "python"].find((name) => spawnSync(name, ["-c", "pass"]).status === 0);

function byDocument(calls: Record<string, unknown>): Record<string, unknown> {
  const ran = spawnSync(PYTHON ?? "", ["-c", AROUND(documentsProgram())], {
    input: JSON.stringify(calls),
    encoding: "utf8",
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}

describe.skipIf(PYTHON === undefined)("a training record equals what the document's own program makes", () => {
  test("of the document's calls, field by field", () => {
    const calls = Object.fromEntries(FIXTURES.map((name) => [name, sentOf(name)]));
    const ours = Object.fromEntries(FIXTURES.map((name) => [name, trainingOf(held(calls[name]))]));
    expect(ours).toEqual(byDocument(calls));
    expect(ours["call-completed"]?.messages).toHaveLength(7);
    expect(ours["call-failed"]).toBeNull();
  });

  test("of any call that the document describes", () => {
    const line = fc.record({
      role: fc.constantFrom("assistant", "user", "tool", "system"),
      content: fc.string({ unit: "grapheme", maxLength: 30 }),
      timestamp: fc.constantFrom("2025-12-01T14:00:05Z", "2025-12-01T14:00:05.250+02:00"),
    });
    const call = fc.record({
      id: fc.uuid(),
      status: fc.constantFrom("completed", "failed", "active", "no_answer"),
      duration: fc.option(fc.nat(10_000)),
      agent: fc.record({ id: fc.uuid(), name: fc.string({ maxLength: 20 }), type: fc.constant("voice") }),
      transcript: fc.option(fc.array(line, { maxLength: 6 })),
      metadata: fc.constant({}),
    });
    const many = fc.sample(call, { numRuns: 200, seed: 7 });
    const calls = Object.fromEntries(many.map((one) => [one.id, one]));
    const ours = Object.fromEntries(many.map((one) => [one.id, trainingOf(held(one))]));
    expect(ours).toEqual(byDocument(calls));
  });
});

describe("a training record", () => {
  test.each<[what: string, sent: Record<string, unknown>, record: object | null]>([
    ["of a call without an agent names none", { agent: null }, { agent_name: null }],
    ["has null where nothing came", { duration: undefined }, { duration: null, outcome: "completed" }],
    [
      "has words and times that came under other names",
      { transcript: [{ speaker: "agent", text: "Hello.", time: "2025-12-01T14:00:05Z" }] },
      { messages: [{ role: "agent", content: "Hello.", timestamp: "2025-12-01T14:00:05Z" }] },
    ],
    [
      "has the lines of a transcript that is a text as they were read",
      { transcript: "agent: Hello.\nuser: Hi." },
      { messages: [{ content: "Hello." }, { content: "Hi." }] },
    ],
    ["of an empty transcript is none", { transcript: [] }, null],
  ])("%s", (_, more, record) => {
    const made = trainingOf(held({ ...sentOf("call-completed"), ...more }));
    if (record === null) expect(made).toBeNull();
    else expect(made).toMatchObject(record);
  });

  test("is masked and redacted as its reader's view is", () => {
    const sent = {
      ...sentOf("call-completed"),
      transcript: [
        {
          role: "user",
          content: "John Doe, +14155552671, card 4111 1111 1111 1111.",
          timestamp: "2025-12-01T14:00:05Z",
        },
      ],
    };
    const seen = (view: Partial<Visibility>) => {
      const visibility = { masked: true, redacted: false, lines: true, raw: false, ...view };
      const whole = { call: held(sent), contactName: "John Doe", campaignId: null, roster: [] };
      return JSON.stringify(trainingOf(callFor(visibility, whole).call));
    };
    expect(seen({ masked: false, raw: true })).toContain("4155552671");
    expect(seen({})).not.toMatch(/4155552671|John/);
    expect(seen({})).toContain("4111");
    expect(seen({ redacted: true })).not.toMatch(/4155552671|John|4111/);
  });
});
