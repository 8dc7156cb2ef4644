import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boardCallSchema } from "./board";
import { aBoardCall, anAttention, aRosterEntry } from "./build";
import { maskBoardCall, maskName, maskNumber, maskPeople } from "./masking";

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

/** A telephone number as somebody writes it, and its digits. */
const anyNumber = fc
  .tuple(fc.stringMatching(/^[1-9]\d{6,14}$/), fc.constantFrom("", " ", "-", ". "))
  .map(([digits, gap]) => ({ digits, written: `+${digits.match(/.{1,3}/g)?.join(gap)}` }));

describe("maskBoardCall", () => {
  it("leaves what a wall needs, and takes out who calls and what is said", () => {
    const call = aBoardCall({ attention: [anAttention()], failureReason: "no_answer", campaignId: "holiday-2025" });
    expect(maskBoardCall(call)).toEqual({
      ...call,
      phoneNumber: "•••• 2671",
      contactName: "J. S.",
      participants: [
        { identity: "agent-1", name: "Customer Support Agent", kind: "agent" },
        { identity: "caller-2", name: "•••• 2671", kind: "caller" },
      ],
      lastMessages: [],
    });
  });

  it("lets no five digits of a number through, wherever it stands and however it is written", () => {
    fc.assert(
      fc.property(anyNumber, ({ digits, written }) => {
        const call = aBoardCall({
          phoneNumber: written,
          contactName: written,
          agent: { id: null, name: `Line ${written}` },
          failureReason: `refused by ${written}`,
          participants: [
            { identity: `sip_${written}`, name: written, kind: "caller" },
            { identity: `agent-${written}`, name: `Agent for ${written}`, kind: "agent" },
            { identity: written, name: `Jane ${written}`, kind: "other" },
          ],
          lastMessages: [{ role: "user", content: `My number is ${written}`, timestamp: null }],
        });
        const masked = maskBoardCall(call);
        expect(boardCallSchema.parse(masked)).toEqual(masked);
        const { id, createdAt, startedAt, endedAt, ribbon, changedAt, ...facts } = masked;
        const left = digitsOf(JSON.stringify(Object.values(facts).map((value) => JSON.stringify(value))));
        for (let place = 0; place + 5 <= digits.length; place++) {
          expect(JSON.stringify(facts)).not.toContain(digits.slice(place, place + 5));
        }
        // Four of the number, four of each name that is one: nothing beyond what those show.
        expect(left.length).toBeLessThan(30);
        expect(maskBoardCall(masked)).toEqual(masked);
      }),
    );
  });

  it("does not change what it is given", () => {
    const call = aBoardCall();
    maskBoardCall(call);
    expect(call).toEqual(aBoardCall());
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
