import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEWEST_CHARACTERS, fittedName, linesOf, shownNames, widthEm } from "./names";

const words = fc.array(fc.stringMatching(/^[A-Za-zÄÖåß&0-9-]{1,14}$/), { minLength: 1, maxLength: 7 });
const name = fc.oneof(
  words.map((parts) => parts.join(" ")),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }).map((text) => text.trim() || "x"),
);

describe("a name on a wall", () => {
  test("is never cut below ten characters, and never cut where it fits", () => {
    fc.assert(
      fc.property(
        name,
        fc.double({ min: 2, max: 40, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (whole, em, lines) => {
          const shown = fittedName(whole, em, lines);
          if (linesOf(whole, em) <= lines) expect(shown).toBe(whole);
          else if (shown !== whole) {
            const [head = "", tail = ""] = shown.split("…");
            expect(whole.startsWith(head) && whole.endsWith(tail)).toBe(true);
            expect(head.length + tail.length).toBeGreaterThanOrEqual(FEWEST_CHARACTERS);
          }
        },
      ),
    );
  });

  test("that is cut fits its lines whenever ten of its characters do", () => {
    fc.assert(
      fc.property(name, fc.double({ min: 12, max: 40, noNaN: true }), (whole, em) => {
        expect(linesOf(fittedName(whole, em, 2), em)).toBeLessThanOrEqual(2);
      }),
    );
  });

  test("keeps beginning and end, so that two that begin alike are told apart", () => {
    const long = "Maximiliana-Theodora Customer Relationship and Retention Desk";
    const shown = [`${long} North`, `${long} South`].map((one) => fittedName(one, 12, 2));
    expect(new Set(shown).size).toBe(2);
    expect(shown[0]).toMatch(/^Maximiliana.*….*North$/);
  });

  test("takes room by its letters: broad ones more than slim ones, other scripts a square each", () => {
    expect(widthEm("WWW")).toBeGreaterThan(widthEm("iii"));
    expect(widthEm("高橋")).toBeGreaterThan(2);
    expect(linesOf("Nimbrel Tech Support", 9)).toBe(2);
    expect(linesOf("Donaudampfschifffahrtsgesellschaft", 9)).toBeGreaterThan(2);
  });
});

describe("a beginning that all agents share", () => {
  test.each([
    ["is left out", ["Acme Support Helsinki", "Acme Support Stockholm"], ["Support Helsinki", "Support Stockholm"]],
    [
      "stays where less than ten characters would be left",
      ["Acme Sales", "Acme Billing"],
      ["Acme Sales", "Acme Billing"],
    ],
    [
      "is whole words",
      ["Supportive Helsinki Team", "Support Stockholm Team"],
      ["Supportive Helsinki Team", "Support Stockholm Team"],
    ],
    ["of one agent is its name", ["Acme Support Helsinki"], ["Acme Support Helsinki"]],
    [
      "of the same name twice is its name",
      ["Acme Support Desk", "Acme Support Desk"],
      ["Acme Support Desk", "Acme Support Desk"],
    ],
    [
      "ends at a dash or a colon, too",
      ["Acme: Reception North", "Acme: Reception South"],
      ["Reception North", "Reception South"],
    ],
  ])("%s", (_, names, expected) => {
    expect(names.map(shownNames(names))).toEqual(expected);
  });

  test("leaves every name ten characters, and no two names alike that were not", () => {
    const prefixed = fc
      .tuple(words, fc.array(words, { minLength: 2, maxLength: 6 }))
      .map(([start, rest]) => rest.map((end) => [...start, ...end].join(" ")));
    fc.assert(
      fc.property(prefixed, (names) => {
        const shown = names.map(shownNames(names));
        for (const [at, one] of shown.entries()) {
          expect(one.length).toBeGreaterThanOrEqual(Math.min(FEWEST_CHARACTERS, names[at]?.length ?? 0));
        }
        expect(new Set(shown).size).toBe(new Set(names).size);
      }),
    );
  });

  test("an agent of whom no name is known is said to be unknown", () => {
    expect(shownNames([])(null)).toBe("Unknown agent");
    expect(shownNames(["Aurora"])("  ")).toBe("Unknown agent");
  });
});
