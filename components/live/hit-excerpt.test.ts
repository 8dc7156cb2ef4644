import fc from "fast-check";
import { expect, test } from "vitest";
import { fromFirstMark } from "./hit-excerpt";

test.each([
  ["a mark near the beginning leaves the line whole", "My parcel is late", [[3, 6]], "My parcel is late", [[3, 6]]],
  [
    "a far one begins it at the word before",
    "Since Monday I wait for my parcel",
    [[27, 6]],
    "…for my parcel",
    [[8, 6]],
  ],
  ["no word begins before it", `${"x".repeat(30)}parcel`, [[30, 6]], `…${"x".repeat(8)}parcel`, [[9, 6]]],
  ["found by its call alone, it begins where it began", "Since Monday I wait", [], "Since Monday I wait", []],
] as const)("%s", (_, content, marks, text, moved) => {
  const said = fromFirstMark({ content, marks: marks.map(([start, length]) => [start, length]) }, 8);
  expect(said).toEqual({ content: text, marks: moved });
});

test("every mark still marks the very words, and the first stands within reach of the beginning", () => {
  const pieces = fc.array(fc.constantFrom("a", " ", "parcel", "👩‍👩‍👧", "é"), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(pieces, fc.nat(20), (parts, before) => {
      const content = parts.join("");
      const marks = [...content.matchAll(/parcel/g)].map(({ index }): [number, number] => [index, 6]);
      const said = fromFirstMark({ content, marks }, before);
      for (const [start, length] of said.marks) expect(said.content.slice(start, start + length)).toBe("parcel");
      expect(said.marks).toHaveLength(marks.length);
      // A character of many units is never cut, and "…" takes one place.
      expect(said.marks[0]?.[0] ?? 0).toBeLessThanOrEqual(before + 1 + "👩‍👩‍👧".length);
    }),
  );
});
