import { describe, expect, it } from "vitest";
import { foldText } from "@/lib/format/fold-text";
import { excerptOf } from "./excerpt";
import { SHOWN_CHARACTERS } from "./row-height";

describe("excerptOf", () => {
  it("leaves an ordinary line whole", () => {
    expect(excerptOf("Hello", "", -1)).toEqual({ text: "Hello", current: -1, cut: false });
  });
  it("cuts a line that would fill the page", () => {
    const { text, cut } = excerptOf("x".repeat(1_000_000), "", -1);
    expect([text.length, cut]).toEqual([SHOWN_CHARACTERS, true]);
  });
  it("cuts a page of empty lines", () => {
    expect(excerptOf(`a${"\n".repeat(5_000)}b`, "", -1).text.length).toBeLessThan(60);
  });
  it("shows the part around a hit beyond the cut, and marks that very hit", () => {
    const content = `order ${"x".repeat(9_000)} order order ${"y".repeat(9_000)}`;
    const { text, current } = excerptOf(content, foldText("order"), 2);
    const places = [...text.matchAll(/order/g)].map((hit) => hit.index);
    expect(text.slice(places[current], (places[current] ?? 0) + 7)).toBe("order y");
  });
  it("never cuts through a character", () => {
    const { text } = excerptOf(`${"x".repeat(SHOWN_CHARACTERS - 1)}👍👍`, "", -1);
    expect(text.isWellFormed()).toBe(true);
  });
});
