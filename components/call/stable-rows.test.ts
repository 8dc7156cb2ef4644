import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import type { Message } from "@/lib/calls/call";
import { transcriptRows } from "@/lib/calls/transcript";
import { advanceRows, NO_ROWS } from "./stable-rows";

const message = fc.record({
  role: fc.constantFrom("assistant", "user", "tool"),
  content: fc.constantFrom("yes", "no", "yes please", ""),
  timestamp: fc.option(
    fc.integer({ min: 0, max: 12 }).map((second) => at(second * 1000)),
    { freq: 8 },
  ),
});

const line = (second: number, content = `line ${second}`): Message =>
  aMessage({ role: second % 2 ? "user" : "assistant", content, timestamp: at(second * 1000) });

describe("advanceRows", () => {
  it("gives the rows of the whole transcript, whatever was known before", () => {
    fc.assert(
      fc.property(fc.array(fc.array(message, { maxLength: 9 }), { minLength: 1, maxLength: 5 }), (snapshots) => {
        let memory = NO_ROWS;
        for (const messages of snapshots) {
          memory = advanceRows(memory, messages);
          expect(memory.rows).toEqual(transcriptRows(messages));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives the same rows for a transcript that grows, grows in place and gets late lines", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.array(fc.nat(11), { maxLength: 12 }), (all, places) => {
        const shown: Message[] = [];
        let memory = NO_ROWS;
        all.forEach((next, index) => {
          shown.splice((places[index] ?? shown.length) % (shown.length + 1), 0, next);
          memory = advanceRows(memory, [...shown]);
          expect(memory.rows).toEqual(transcriptRows(shown));
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it("hands back unchanged rows as the same objects when a line is appended", () => {
    const messages = [line(1), line(2), line(3)];
    const before = advanceRows(NO_ROWS, messages);
    const after = advanceRows(before, [...messages.map((one) => ({ ...one })), line(4)]);
    expect(after.rows).toHaveLength(4);
    expect(after.rows.slice(0, 3).every((row, index) => row === before.rows[index])).toBe(true);
  });

  it("hands back all rows but the one that grew", () => {
    const before = advanceRows(NO_ROWS, [line(1), line(2), line(3, "I wanted")]);
    const after = advanceRows(before, [line(1), line(2), line(3, "I wanted to ask")]);
    expect(after.rows.map((row) => before.rows.includes(row))).toEqual([true, true, false]);
    expect(after.rows[2]?.key).toBe(before.rows[2]?.key);
  });

  it("keeps the rows around a late line", () => {
    const before = advanceRows(NO_ROWS, [line(1), line(2), line(5)]);
    const after = advanceRows(before, [line(1), line(2), line(5), line(4)]);
    expect(after.rows.map((row) => row.content)).toEqual(["line 1", "line 2", "line 4", "line 5"]);
    expect(after.rows.filter((row) => before.rows.includes(row))).toHaveLength(3);
  });

  it("hands back the very same list when nothing changed", () => {
    const before = advanceRows(NO_ROWS, [line(1), line(2)]);
    expect(advanceRows(before, [line(1), line(2)]).rows).toBe(before.rows);
  });
});
