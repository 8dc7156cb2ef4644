import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import { seedReviewOf } from "./seed";

const ROOT = join(import.meta.dirname, "../..");
const sentOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, `lib/simulator/fixtures/${name}.json`), "utf8")).data;

function held(sent: unknown) {
  const reading = readCall(sent);
  if (reading === null) throw new Error("no call");
  return withSent(reading, sent);
}

/** What the document names and does not show. */
const NAMED_ONLY = { checkProfessionalism: () => true, calculateQAScore: () => 80 };
const OURS = { professionalLanguage: true, score: 80 };

/** The document's program as it stands there, letter for letter, on a call. */
async function byDocument(sent: unknown): Promise<unknown> {
  const program = readFileSync(join(ROOT, "e2e/fixtures/qa-review.document.txt"), "utf8");
  const fetch = async () => ({ json: async () => ({ data: structuredClone(sent) }) });
  return JSON.parse(
    JSON.stringify(await runInNewContext(`${program}\nperformQAReview("x")`, { ...NAMED_ONLY, fetch })),
  );
}

describe("the document's review of a call equals what its own program makes", () => {
  test.each(["call-completed", "call-active"])("of %s", async (name) => {
    const sent = sentOf(name);
    expect(seedReviewOf(held(sent), OURS)).toEqual(await byDocument(sent));
  });

  test("of the completed example: greeted, not closed in its last line, 7.5 s, efficient", () => {
    expect(seedReviewOf(held(sentOf("call-completed")), OURS)).toMatchObject({
      ...{ greetingUsed: true, closingUsed: true, resolutionProvided: false },
      ...{ responseTime: 7.5, callEfficiency: "efficient" },
    });
  });

  test("of any call that the document describes", async () => {
    const words = fc.constantFrom("Hello", "hi", "This", "thank", "Goodbye", "GOODBYE", "Your order", "");
    const line = fc.record({
      role: fc.constantFrom("assistant", "user", "tool"),
      content: fc.array(words, { maxLength: 4 }).map((all) => all.join(" ")),
      timestamp: fc.constantFrom("2025-12-01T14:00:05Z", "2025-12-01T14:00:01Z", "2025-12-01T14:01:05.250+02:00"),
    });
    const call = fc.record({
      id: fc.uuid(),
      status: fc.constantFrom("completed", "failed", "active"),
      duration: fc.option(fc.nat(600)),
      agent: fc.record({ id: fc.uuid(), name: fc.string({ maxLength: 20 }), type: fc.constant("voice") }),
      summary: fc.option(fc.constantFrom("It was resolved.", "unresolved", "Resolved", "")),
      transcript: fc.option(fc.array(line, { maxLength: 5 })),
      metadata: fc.constant({}),
    });
    for (const sent of fc.sample(call, { numRuns: 300, seed: 11 })) {
      expect(seedReviewOf(held(sent), OURS)).toEqual(await byDocument(sent));
    }
  });
});

test("where the document's program would stop, there is null and nothing else is lost", () => {
  const sent = {
    ...sentOf("call-completed"),
    agent: null,
    transcript: [
      { role: "user", content: "Hi", timestamp: "x" },
      { role: "user", content: "Bye" },
    ],
  };
  expect(seedReviewOf(held(sent), OURS)).toMatchObject({ agentName: null, responseTime: null, greetingUsed: true });
});
