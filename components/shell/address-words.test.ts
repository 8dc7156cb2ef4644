import { describe, expect, test } from "vitest";
import { searchWith, wordsOf } from "./address-words";

const DEFAULTS = { q: "", sort: "attention" };

describe("words in the address", () => {
  test.each([
    ["", DEFAULTS],
    ["?q=caf%C3%A9+au+lait", { q: "café au lait", sort: "attention" }],
    ["?sort=newest&other=1&q=a%26b", { q: "a&b", sort: "newest" }],
    ["?q=first&q=second", { q: "first", sort: "attention" }],
    ["?sort=", { q: "", sort: "" }],
    ["?q=%E0%A4%A", { q: "\ufffd%A", sort: "attention" }],
  ])("%s names them", (search, words) => {
    expect(wordsOf(search, DEFAULTS)).toEqual(words);
  });

  test("a default stands in no address, and what is no word of the page stays in it", () => {
    expect(searchWith("?q=old&kept=1&sort=newest", DEFAULTS, DEFAULTS)).toBe("kept=1");
    expect(searchWith("?kept=1", { q: "new", sort: "longest" }, DEFAULTS)).toBe("kept=1&q=new&sort=longest");
  });

  test.each(["plain", "a&b=c#d", "+1 (415) 555", "😀 ünï", "100%"])("%s comes back as it was written", (q) => {
    expect(wordsOf(`?${searchWith("", { q, sort: "newest" }, DEFAULTS)}`, DEFAULTS)).toEqual({ q, sort: "newest" });
  });
});
