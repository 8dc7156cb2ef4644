import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import { ribbonSegments } from "@/lib/calls/ribbon";
import { timeMs } from "@/lib/calls/time";
import { advanceRows, NO_ROWS } from "./stable-rows";
import { advanceSegments, NO_SEGMENTS } from "./stable-segments";

const message = fc.record({
  role: fc.constantFrom("assistant", "user", "tool"),
  content: fc.constantFrom("yes", "no", "yes please, and a good deal more than that, if you have the time", ""),
  timestamp: fc.option(
    fc.integer({ min: 0, max: 12 }).map((second) => at(second * 1000)),
    { freq: 8 },
  ),
});
const startMs = timeMs(at(0)) ?? 0;

describe("advanceSegments", () => {
  it("gives the segments of the whole transcript, whatever was known before and wherever the call begins", () => {
    const snapshot = fc.record({
      messages: fc.array(message, { maxLength: 9 }),
      laterMs: fc.constantFrom(0, 0, 0, 2_000),
    });
    fc.assert(
      fc.property(fc.array(snapshot, { minLength: 1, maxLength: 5 }), (snapshots) => {
        let rows = NO_ROWS;
        let memory = NO_SEGMENTS;
        for (const { messages, laterMs } of snapshots) {
          rows = advanceRows(rows, messages);
          memory = advanceSegments(memory, rows.rows, startMs + laterMs);
          expect(memory.segments).toEqual(ribbonSegments(rows.rows, startMs + laterMs));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives the same segments for a transcript that grows, grows in place and gets late lines", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.nat(11), { maxLength: 12 }), (all, places) => {
        const shown: ReturnType<typeof aMessage>[] = [];
        let rows = NO_ROWS;
        let memory = NO_SEGMENTS;
        all.forEach((next, index) => {
          shown.splice((places[index] ?? shown.length) % (shown.length + 1), 0, next);
          rows = advanceRows(rows, [...shown]);
          memory = advanceSegments(memory, rows.rows, startMs);
          expect(memory.segments).toEqual(ribbonSegments(rows.rows, startMs));
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps the segments of lines that stand as they stood, but for the last, when a line is appended", () => {
    const line = (second: number) => aMessage({ role: "user", content: "yes", timestamp: at(second * 1000) });
    const one = advanceRows(NO_ROWS, [line(1), line(2), line(3)]);
    const before = advanceSegments(NO_SEGMENTS, one.rows, startMs);
    const after = advanceSegments(before, advanceRows(one, [line(1), line(2), line(3), line(4)]).rows, startMs);
    expect(after.segments).toHaveLength(4);
    expect(after.segments[0]).toBe(before.segments[0]);
    expect(after.segments[1]).toBe(before.segments[1]);
    expect(advanceSegments(after, after.rows as typeof one.rows, startMs)).toBe(after);
  });
});
