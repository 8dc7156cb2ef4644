import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import { hashOfLine, keyOfSearch, lineIdOf, lineOfHash, rowOfKey, rowOfLine } from "./line-link";

const messages = fc.array(
  fc.record({
    role: fc.constantFrom("user", "assistant", "tool", "Mira Human"),
    content: fc.constantFrom("Hi", "", "…"),
    timestamp: fc.option(fc.integer({ min: 0, max: 12 }).map((second) => at(second * 1_000))),
  }),
  { maxLength: 40 },
);

describe("a line's name in an address", () => {
  it("leads back to that very line, whatever the others are", () => {
    fc.assert(
      fc.property(messages, (sent) => {
        const rows = transcriptRows(sent);
        const names = rows.map((_, index) => lineIdOf(rows, index));
        expect(names.map((name) => rowOfLine(rows, name))).toEqual(rows.map((_, index) => index));
      }),
    );
  });

  it("stays the same while lines come before and after it", () => {
    const line = (second: number) => ({ role: "user", content: "Hi", timestamp: at(second * 1_000) });
    const name = lineIdOf(transcriptRows([line(5)]), 0);
    expect(lineIdOf(transcriptRows([line(1), line(5), line(9)]), 1)).toBe(name);
  });

  it("says nothing of who spoke", () => {
    const rows = transcriptRows([{ role: "Mira Human", content: "Hi", timestamp: null }]);
    expect(lineIdOf(rows, 0)).toBe("n1");
  });

  it.each(["", "n", "n0", "abc", "12.0", "99", "1e9", "n1x"])("of nothing is no line: %j", (name) => {
    expect(rowOfLine(transcriptRows([{ role: "user", content: "Hi", timestamp: at(0) }]), name)).toBe(-1);
  });

  it("is read from an address, and no other part of it is", () => {
    expect(lineOfHash(hashOfLine("12.2"))).toBe("12.2");
    expect(lineOfHash("#main")).toBeNull();
    expect(lineOfHash("")).toBeNull();
  });
});

describe("a line's key in the archive", () => {
  const message = fc
    .record({
      role: fc.constantFrom("assistant", "user", "tool"),
      content: fc.string({ maxLength: 4 }),
      second: fc.option(fc.integer({ min: 0, max: 5 })),
    })
    .map(({ second, ...rest }) => ({ ...rest, timestamp: second === null ? null : at(second * 1_000) }));

  it("leads to the row of that very line, whatever the order in which lines came", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (messages, first) => {
        const keys = messages.map((_, place) => first + place * 2);
        const rows = transcriptRows(messages);
        const found = keys.map((key) => rowOfKey(messages, keys, key));
        expect(found.toSorted((a, b) => a - b)).toEqual(rows.map((_, index) => index));
        for (const [place, index] of found.entries()) {
          const { role, content, timestamp } = messages[place] ?? {};
          expect(rows[index]).toMatchObject({ role, content, timestamp });
        }
        expect(rowOfKey(messages, keys, first + 1)).toBe(-1);
      }),
    );
  });

  it.each([
    ["?line=12", 12],
    ["?a=b&line=0", 0],
    ["?line=-1", null],
    ["?line=1e3", null],
    ["?line=", null],
    ["", null],
  ])("is read from %j as %j", (search, key) => {
    expect(keyOfSearch(search)).toBe(key);
  });

  it("of which nobody knows leads nowhere", () => {
    expect(rowOfKey(null, null, 1)).toBe(-1);
    expect(rowOfKey([], null, 1)).toBe(-1);
  });
});
