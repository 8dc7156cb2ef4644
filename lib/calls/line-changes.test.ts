import fc from "fast-check";
import { expect, test } from "vitest";
import { aMessage, at } from "./build";
import type { Message } from "./call";
import { lineChanges, withLineChanges } from "./line-changes";
import { transcriptRows } from "./transcript";

const line: fc.Arbitrary<Message> = fc
  .record({
    role: fc.constantFrom("user", "assistant", "tool", "system"),
    content: fc.constantFrom("", "Yes.", "No.", "One moment please."),
    timestamp: fc.option(fc.integer({ min: 0, max: 8 }).map((second) => at(second * 1_000))),
    event: fc.option(fc.constant("Tool · look_up"), { nil: undefined }),
  })
  .map((parts) => aMessage(parts));
const lines = fc.array(line, { maxLength: 12 });

test("a transcript and what differs make the other transcript, whichever two they are", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = transcriptRows(before);
      const wanted = transcriptRows(after);
      expect(withLineChanges(rows, lineChanges(rows, wanted))).toEqual(wanted);
      expect(lineChanges(wanted, transcriptRows(structuredClone(after)))).toEqual({ put: [], gone: [] });
    }),
    { numRuns: 2_000 },
  );
});

test("what is said at the end, what grows and what comes late is told alone", () => {
  const said = [1, 2, 3, 4].map((second) => aMessage({ content: `Line ${second}`, timestamp: at(second * 1_000) }));
  const [first, second, third, fourth] = said as [Message, Message, Message, Message];
  const rows = transcriptRows([first, second, fourth]);
  const changesTo = (messages: Message[]) => {
    const { put, gone } = lineChanges(rows, transcriptRows(messages));
    return { put: put.map(({ index, row, isNew }) => [index, row.content, isNew]), gone };
  };
  const fifth = aMessage({ content: "Line 5", timestamp: at(5_000) });
  expect(changesTo([first, second, fourth, fifth])).toEqual({ put: [[3, "Line 5", true]], gone: [] });
  expect(changesTo([first, second, { ...fourth, content: "Line 4 goes on" }])).toEqual({
    put: [[2, "Line 4 goes on", false]],
    gone: [],
  });
  expect(changesTo([first, second, fourth, third])).toEqual({ put: [[2, "Line 3", true]], gone: [] });
  expect(changesTo([first, fourth])).toEqual({ put: [], gone: [rows[1]?.key] });
});
