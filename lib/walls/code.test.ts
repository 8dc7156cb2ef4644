import fc from "fast-check";
import { expect, test } from "vitest";
import { newWallCode, readWallCode } from "./code";

test("a code has eight characters, none of which looks like another", () => {
  const codes = Array.from({ length: 300 }, newWallCode);
  for (const code of codes) expect(code).toMatch(/^[A-Z0-9]{8}$/);
  expect(codes.join("")).not.toMatch(/[01258BILMOSUVWZ]/);
  expect(new Set(codes).size).toBe(codes.length);
});

test("a code is understood however it was typed", () => {
  const typed = fc.record({ dash: fc.constantFrom("", "-", " ", " – ", "."), small: fc.boolean(), pad: fc.boolean() });
  fc.assert(
    fc.property(typed, ({ dash, small, pad }) => {
      const code = newWallCode();
      const text = `${pad ? "  " : ""}${code.slice(0, 4)}${dash}${code.slice(4)}${pad ? " \n" : ""}`;
      expect(readWallCode(small ? text.toLowerCase() : text)).toBe(code);
    }),
  );
});

test.each(["", "ACDE-FGH", "ACDE-FGHJK", "ACDE-FGH0", "ACDE-FGHÄ", "АCDE-FGHJ", "ACDE%FGHJ", "x".repeat(500)])(
  "“%s” is no code",
  (typed) => {
    expect(readWallCode(typed)).toBeNull();
  },
);
