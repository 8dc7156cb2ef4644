import { expect, test } from "vitest";
import { cutOf, placeOfCut } from "./cuts";

const lines = Array.from({ length: 300 }, (_, n) => n);

test("a length that the transcript does not reach is no cut", () => {
  expect([cutOf(null, lines), cutOf(300, lines), cutOf(20_000, lines), cutOf(5, null)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([cutOf(299, lines), cutOf(1, lines)]).toEqual([299, 1]);
});

test("every length that can be asked for has one of seventeen places", () => {
  const places = new Set(Array.from({ length: 20_000 }, (_, n) => placeOfCut(n + 1)));
  expect([...places.add(placeOfCut(null))]).toHaveLength(17);
  expect(placeOfCut(100)).toBe(placeOfCut(128));
  expect(placeOfCut(128)).not.toBe(placeOfCut(129));
});
