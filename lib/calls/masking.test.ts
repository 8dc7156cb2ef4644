import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRosterEntry } from "./build";
import { maskName, maskNumber, maskPeople } from "./masking";

const digitsOf = (text: string) => text.replace(/\D/g, "");

describe("maskNumber", () => {
  it.each([
    ["+14155552671", "•••• 2671"],
    ["+1 (415) 555-2671", "•••• 2671"],
    ["12345", "•••• 45"],
    ["112", "•••• 2"],
    ["7", "••••"],
    ["anonymous", "••••"],
    ["", "••••"],
    ["•••• 14155552671", "•••• 2671"],
    [null, null],
  ])("shows of %j: %j", (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it("shows four digits at most, never more than half, and nothing else; masking twice is masking once", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d ().-]{0,24}$/)), (number) => {
        const masked = maskNumber(number) ?? "";
        expect(masked).toMatch(/^••••( \d{1,4})?$/);
        if (!/^••••/.test(number)) {
          expect(digitsOf(masked).length).toBeLessThanOrEqual(Math.min(4, digitsOf(number).length / 2));
        }
        expect(maskNumber(masked)).toBe(masked);
      }),
    );
  });
});

describe("maskName", () => {
  it.each([
    ["Jane Smith", "J. S."],
    ["jane", "J."],
    ["Åsa-Märta Öberg", "Å. M. Ö."],
    ["Juan Carlos de la Cruz", "J. C. D."],
    ["J. S.", "J. S."],
    ["王小明", "王."],
    ["+14155552671", "•••• 2671"],
    ["Caller +14155552671", "C."],
    ["🙂", "••••"],
    ["", "••••"],
    [null, null],
  ])("makes %j into %j", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it("leaves single letters or four digits of any name; masking twice is masking once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const masked = maskName(name) ?? "";
        expect(masked).toMatch(/^(••••( \d{1,4})?|\p{L}\.( \p{L}\.){0,2})$/u);
        expect(maskName(masked)).toBe(masked);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("maskPeople", () => {
  it("gives everybody a name of their own that stays the same over their stays", () => {
    const people = [
      aRosterEntry({ identity: "sip_+14155552671", name: "Jane Smith" }),
      aRosterEntry({ identity: "maria", name: "Maria Lopez", kind: "other" }),
      aRosterEntry({ identity: "sip_+14155552671", name: "Jane Smith" }),
    ];
    const masked = maskPeople(people);
    expect(masked.map(({ identity, name }) => `${identity} ${name}`)).toEqual([
      "caller-1 J. S.",
      "other-2 M. L.",
      "caller-1 J. S.",
    ]);
    expect(maskPeople(masked)).toEqual(masked);
  });
});
