import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRosterEntry } from "./build";
import { maskName, maskNumber, maskPeople, withoutNumbers } from "./masking";

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

describe("a name that is a product's or an agent's", () => {
  it.each([
    ["Sales bot (jane.doe@example.com)", "Sales bot (••••)"],
    ["jane+calls@example.co.uk", "••••"],
    ["JANE＠EXAMPLE.COM callbacks", "•••• callbacks"],
    ["jane.doe (at) example.com", "••••"],
    ["jane @ example.com", "••••"],
    ["päivi.mäkinen@yritys.fi", "••••"],
    ["Agent 0401234567", "Agent ••••"],
    ["Agent 040_123_4567", "Agent ••••"],
    ["Agent 040/123 4567", "Agent 040/••••"],
    ["Agent ٠٤٠١٢٣٤٥٦٧", "Agent ••••"],
    ["Agent ０４０１２３４５６７", "Agent ••••"],
    ["Agent 0\u200b4\u200b0\u200b1\u200b2\u200b3", "Agent ••••"],
  ])("loses what reaches a person: %s", (name, shown) => {
    expect(withoutNumbers(name)).toBe(shown);
  });

  it.each([
    "Appointment bot 2",
    "Sales 24/7/365",
    "Helsinki @ night",
    "Support v3.2",
    "Bot #1024",
    "in-progress",
    "C&A @work",
  ])("keeps the rest: %s", (name) => {
    expect(withoutNumbers(name)).toBe(name);
  });
});
