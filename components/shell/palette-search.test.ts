import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitOf, fittingEntries } from "./palette-search";

const entry = (...texts: string[]) => ({ texts });
const found = (typed: string, ...names: string[]) =>
  fittingEntries(
    names.map((name) => entry(name)),
    typed,
  ).map(({ texts }) => texts[0]);

describe("what the palette finds", () => {
  test("is first what it is called, then what begins so, then words of it, then anything with it inside", () => {
    expect(found("ruby", "Cruby", "Abby Rubyson", "Rubya", "Ruby")).toEqual(["Ruby", "Rubya", "Abby Rubyson", "Cruby"]);
  });

  test("has no letters that are scattered over a name", () => {
    expect(found("ruby", "Roland U. Bayly", "Ruth Abernathy")).toEqual([]);
  });

  test("does not ask for accents or capitals", () => {
    expect(found("jose", "José Núñez")).toEqual(["José Núñez"]);
    expect(found("NÚÑEZ", "jose nunez")).toEqual(["jose nunez"]);
  });

  test.each(["...", "---", "( )", "- 1 -"])("no number that %s does not name", (typed) => {
    expect(fitOf(entry("Ruby", "+14155550111"), typed)).toBeNull();
  });

  test.each(["+1 (415) 555-0111", "4155550111", "0111", "555 0111"])("the number as %s", (typed) => {
    expect(fitOf(entry("Ruby", "+14155550111"), typed)).not.toBeNull();
    expect(fitOf(entry("Ruby", "+14155550199"), typed)).toBeNull();
  });

  test("words in any order, after the same words together", () => {
    expect(found("smith jane", "Jane Smith", "Smith Janeway")).toEqual(["Smith Janeway", "Jane Smith"]);
    expect(found("jane doe", "Jane Smith")).toEqual([]);
  });

  test("is always something that has every word that was typed", () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 4 }), (typed, names) => {
        const name = names.join(" ");
        const isThere = typed.every((one) => name.includes(one));
        expect(fitOf(entry(name), typed.join(" ")) !== null).toBe(isThere);
      }),
    );
  });
});
