import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText, hitRanges, rangesIn } from "./fold-text";

const marked = (text: string, query: string) =>
  hitRanges(text, foldText(query)).map(([from, to]) => text.slice(from, to));

describe("folding", () => {
  it.each([
    ["case", "My Order", "ORDER", ["Order"]],
    ["accents in the text", "Les rétours à Orléans", "retours", ["rétours"]],
    ["accents in the query", "retours", "rétours", ["retours"]],
    ["accents written as marks of their own", "re\u0301tours", "ret", ["re\u0301t"]],
    ["German umlauts", "Über die Straße", "uber", ["Über"]],
    ["the Greek final sigma", "λόγος", "ΛΌΓΟΣ", ["λόγος"]],
    ["every hit", "na na na", "na", ["na", "na", "na"]],
    ["hits that do not overlap", "aaaa", "aa", ["aa", "aa"]],
    ["an emoji before the hit", "👍 yes", "yes", ["yes"]],
    ["text that looks like a pattern", "a.b (c)", ".b (", [".b ("]],
    ["nothing", "order", "x", []],
  ])("does not care about, or finds: %s", (_what, text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it("folds a text as its characters one by one, whatever stands in it", () => {
    const unit = fc.oneof(
      fc.constantFrom("Σ", "ς", "İ", "ß", "K", "e\u0301", "\ud800", "Å"),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const text = parts.join("");
        expect(foldText(text)).toBe([...text].map((character) => foldText(character)).join(""));
        rangesIn(text, (folded) => {
          expect(folded).toBe(foldText(text));
          return [];
        });
      }),
    );
  });
});
