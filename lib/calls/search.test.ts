import { describe, expect, test } from "vitest";
import { foldText } from "@/lib/format/fold-text";
import { allTerms, isSearch, searchOf, termPlaces, termsIn } from "./search";

/** What of a text a search finds, in its order. */
function foundIn(query: string, text: string): string[] {
  const search = searchOf(query);
  if (search === null) throw new Error("There is nothing to look for.");
  const folded = foldText(text);
  return termPlaces(search, folded).map(([from, to]) => folded.slice(from, to));
}

describe("a search", () => {
  test.each([
    ["a word within a word", "fund", "A Refund, please.", ["fund"]],
    ["whatever case and accents", "ÉCOLE", "à l’ecole", ["ecole"]],
    ["each of several words", "late parcel", "My parcel is late.", ["parcel", "late"]],
    ["a phrase as it stands", '"my order"', "Order, my order", ["my order"]],
    ["a phrase over any blanks", '"my order"', "my \n order", ["my \n order"]],
    ["a phrase in other quotation marks", "„my order“ now", "now my order", ["now", "my order"]],
    ["a phrase that nobody has ended", '"my order', "my order", ["my order"]],
    ["signs of patterns as signs", '"a.b (c)"', "a.b (c) aXb (c)", ["a.b (c)"]],
    ["a number without its signs", "4155552671", "+1 (415) 555-2671", ["415) 555-2671"]],
    ["a number with other signs", "415-555.2671", "415 5552671", ["415 5552671"]],
    ["a number in groups that were said", "1234", "It is 12 34.", ["12 34"]],
    ["a single digit as it stands", "7", "7 and 70", ["7", "7"]],
  ])("finds %s", (_, query, text, expected) => expect(foundIn(query, text)).toEqual(expected));

  test.each([
    ["the words of a phrase apart", '"my order"', "my old order"],
    ["digits with words between", "1234", "12 and 34"],
    ["a number that begins otherwise", "+49", "(49)"],
  ])("does not find %s", (_, query, text) => expect(foundIn(query, text)).toEqual([]));

  test.each(["", "   ", '""', '" "', "\u0301"])("of %j has nothing to look for", (query) => {
    expect(searchOf(query)).toBeNull();
  });

  test("is one and the same for all who look for the same, in whatever order and case", () => {
    const one = searchOf('late "My  order"');
    expect(searchOf('"my order" LATE late')).toBe(one);
    expect(searchOf("my order late")).not.toBe(one);
  });

  test("tells which of its words a text holds", () => {
    const search = searchOf("alpha beta gamma");
    if (search === null) throw new Error("There is nothing to look for.");
    expect(termsIn(search, "gamma alpha beta")).toBe(allTerms(search));
    expect(termsIn(search, "beta")).not.toBe(0);
    expect(termsIn(search, "beta") & termsIn(search, "alpha")).toBe(0);
    expect(termsIn(search, "delta")).toBe(0);
  });

  test("is of a hundred and twenty characters and twelve words at most", () => {
    expect(isSearch("a".repeat(120))).toBe(true);
    expect(isSearch("a".repeat(121))).toBe(false);
    const words = Array.from({ length: 13 }, (_, place) => `w${place}`);
    expect(isSearch(words.slice(1).join(" "))).toBe(true);
    expect(isSearch(words.join(" "))).toBe(false);
    expect(isSearch(`"${words.join(" ")}"`)).toBe(true);
  });
});
