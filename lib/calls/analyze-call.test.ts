import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeCall } from "./analyze-call";
import { aCall, aMessage, at } from "./build";
import type { Message } from "./call";
import { readCall } from "./read-call";

const sent = JSON.parse(readFileSync(join(import.meta.dirname, "../simulator/fixtures/call-completed.json"), "utf8"));

/** The document's own function. */
function calculateAvgResponseTime(transcript: Message[] | null): number {
  if (!transcript || transcript.length < 2) return 0;
  const responseTimes: number[] = [];
  for (let i = 1; i < transcript.length; i++) {
    const current = new Date(transcript[i]?.timestamp ?? "");
    const previous = new Date(transcript[i - 1]?.timestamp ?? "");
    responseTimes.push((Number(current) - Number(previous)) / 1000);
  }
  return responseTimes.reduce((a, b) => a + b, 0) / responseTimes.length;
}

describe("the document's figures of one call", () => {
  test("of its completed example are seven messages at a mean of 7.5 s", () => {
    const call = readCall(sent.data)?.call;
    if (call === undefined) throw new Error("no call");
    const analysis = { duration: 245, outcome: "completed", messageCount: 7, avgResponseTime: 7.5, sentiment: null };
    expect(analyzeCall(call)).toEqual(analysis);
  });

  test("are those of its own function for messages in any order", () => {
    const messages = fc.array(
      fc.integer({ min: 0, max: 4_000_000 }).map((ms) => aMessage({ timestamp: at(ms) })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(messages, (transcript) => {
        const { avgResponseTime } = analyzeCall(aCall({ transcript }));
        expect(avgResponseTime).toBeCloseTo(calculateAvgResponseTime(transcript), 6);
      }),
    );
  });

  test("are unknown where a time cannot be read, or where the beginning is not held", () => {
    const transcript = [aMessage(), aMessage({ timestamp: null }), aMessage({ timestamp: at(9_000) })];
    expect(analyzeCall(aCall({ transcript }))).toMatchObject({ messageCount: 3, avgResponseTime: null });
    expect(analyzeCall(aCall(), 5)).toMatchObject({ messageCount: null, avgResponseTime: null });
    expect(analyzeCall(aCall({ transcript: null }))).toMatchObject({ messageCount: 0, avgResponseTime: 0 });
  });
});
