import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import type { Message } from "@/lib/calls/call";
import { type KeyedLines, keyLines } from "./line-keys";

const line = (content: string, timestamp: string | null = null, role = "user"): Message =>
  aMessage({ role, content, timestamp });
const kept = (lines: Message[], before: KeyedLines | null = null): KeyedLines => ({
  lines,
  ...keyLines(before, lines),
});

describe("keys of lines", () => {
  test("begin in the order of reading, whatever order the lines came in", () => {
    expect(kept([line("b", at(2_000)), line("a", at(1_000)), line("c", at(3_000))]).keys).toEqual([1, 0, 2]);
  });

  test.each<[string, Message[], Message[], number[]]>([
    [
      "stay when a line is inserted above",
      [line("a", at(1)), line("b", at(9))],
      [line("a", at(1)), line("new", at(5)), line("b", at(9))],
      [0, 2, 1],
    ],
    [
      "stay when a line of the same moment is inserted above",
      [line("b", at(1))],
      [line("a", at(1)), line("b", at(1))],
      [1, 0],
    ],
    [
      "stay when a line is edited in place",
      [line("a", at(1)), line("b", at(9))],
      [line("a!", at(1)), line("b", at(9))],
      [0, 1],
    ],
    [
      "stay when a line without a time is edited between two others",
      [line("a"), line("b"), line("c")],
      [line("a"), line("B"), line("c")],
      [0, 1, 2],
    ],
    [
      "of lines that went are not given again",
      [line("a", at(1)), line("b", at(9))],
      [line("a", at(1)), line("c", at(12))],
      [0, 1 + 1],
    ],
    [
      "tell two lines apart that say the same",
      [line("yes", at(1)), line("yes", at(9))],
      [line("yes", at(1)), line("no", at(5), "assistant"), line("yes", at(9))],
      [0, 2, 1],
    ],
  ])("%s", (_, first, then, keys) => {
    expect(kept(then, kept(first)).keys).toEqual(keys);
  });

  const lines = fc.array(
    fc.record({
      role: fc.constantFrom("user", "assistant"),
      content: fc.constantFrom("a", "b", "c", "d"),
      timestamp: fc.option(fc.constantFrom(at(1_000), at(2_000), at(3_000))),
    }),
    { maxLength: 12 },
  );

  test("are each given once, whatever the readings were, and never below what was given", () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 4 }), (readings) => {
        let known: KeyedLines | null = null;
        for (const reading of readings) {
          const next = kept(
            reading.map((one) => aMessage(one)),
            known,
          );
          expect(new Set(next.keys).size).toBe(reading.length);
          expect(Math.max(-1, ...next.keys)).toBeLessThan(next.nextKey);
          expect(next.nextKey).toBeGreaterThanOrEqual(known?.nextKey ?? 0);
          known = next;
        }
      }),
    );
  });

  test("of the same reading are the same", () => {
    fc.assert(
      fc.property(lines, (reading) => {
        const first = kept(reading.map((one) => aMessage(one)));
        expect(
          kept(
            reading.map((one) => aMessage(one)),
            first,
          ),
        ).toMatchObject({ keys: first.keys, nextKey: first.nextKey });
      }),
    );
  });

  test("of lines that stay are the same, wherever new ones are inserted", () => {
    fc.assert(
      fc.property(lines, fc.array(fc.nat(20), { maxLength: 6 }), (reading, places) => {
        const old = reading.map((one) => aMessage(one));
        const before = kept(old);
        const after = [...old];
        for (const [count, place] of places.entries()) {
          after.splice(Math.min(place, after.length), 0, line(`new ${count}`, at(500_000 + count), "assistant"));
        }
        const { keys } = kept(after, before);
        expect(old.map((one) => keys[after.indexOf(one)])).toEqual([...before.keys]);
      }),
    );
  });
});
