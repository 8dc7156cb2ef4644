import { replaceEqualDeep } from "@tanstack/react-query";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shareJson } from "./share-json";

test("what is equal keeps its identity, whole or in part", () => {
  const known = { a: { deep: [1, 2] }, b: [{ id: 1 }, { id: 2 }], c: null };
  expect(shareJson(known, structuredClone(known))).toBe(known);
  const next = shareJson(known, { a: { deep: [1, 2] }, b: [{ id: 1 }, { id: 3 }], c: null });
  expect(next).toEqual({ a: { deep: [1, 2] }, b: [{ id: 1 }, { id: 3 }], c: null });
  expect(next.a).toBe(known.a);
  expect(next.b[0]).toBe(known.b[0]);
  expect(next.b).not.toBe(known.b);
});

test.each([
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [[1, 2], [1]],
  [[1], [1, 2]],
  [{ 0: 1 }, [1]],
  [[1], { 0: 1 }],
  [null, {}],
  [{}, null],
  [undefined, { a: 1 }],
  [{}, { toString: 1 }],
])("%j is not taken for %j", (known, incoming) => {
  const expected = structuredClone(incoming);
  expect(shareJson(known, incoming)).toEqual(expected);
});

test("gives the same value and the same sharing as React Query's own, whatever the JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (known, incoming) => {
      const expected = replaceEqualDeep(known, structuredClone(incoming));
      const shared = shareJson(known, structuredClone(incoming));
      expect(shared).toEqual(expected);
      expect(shared === known).toBe(expected === known);
      expect(shareJson(known, structuredClone(known))).toBe(known);
    }),
  );
});
