import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MarkedLine } from "./hits";
import { passageOf } from "./passage";

const line = (key: number, isHit = false): MarkedLine => ({
  ...{ key, role: "user", at: null },
  parts: [{ text: `line ${key}`, isHit }],
});
const call = (count: number, hits: readonly number[] = []) =>
  Array.from({ length: count }, (_, key) => line(key, hits.includes(key)));

describe("a passage", () => {
  test.each<[string, ReturnType<typeof call>, number | null, object]>([
    ["is around the line that is asked for", call(100, [3]), 50, { around: 50, before: 30, after: 29 }],
    ["is around the first hit where none is asked for", call(100, [60, 70]), null, { around: 60, hitLines: [60, 70] }],
    ["is around the first hit where the line is gone", call(100, [60]), 500, { around: 60 }],
    ["is the beginning where nothing was looked for", call(100), null, { around: null, before: 0, after: 79 }],
    ["of a call without lines is empty", [], 4, { around: null, lines: [], before: 0, after: 0 }],
  ])("%s", (_, lines, wanted, expected) => expect(passageOf(lines, wanted)).toMatchObject(expected));

  test("and what it leaves out make the call, whatever is asked for", () => {
    fc.assert(
      fc.property(fc.nat(90), fc.array(fc.nat(90), { maxLength: 5 }), fc.nat(120), (count, hits, wanted) => {
        const { lines, before, after, around } = passageOf(call(count, hits), wanted);
        expect(before + lines.length + after).toBe(count);
        if (wanted < count) expect(around).toBe(wanted);
        if (around !== null) expect(lines.map(({ key }) => key)).toContain(around);
      }),
    );
  });
});
