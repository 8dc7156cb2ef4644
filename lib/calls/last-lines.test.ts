import { describe, expect, test } from "vitest";
import { lastLines } from "./last-lines";

const line = (content: string) => ({ role: "user", content, timestamp: null });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

describe("the last lines of a call", () => {
  test("are two, and of a long one its end, cut where no character is broken", () => {
    const character = "👩🏽‍🚀";
    const [first, last] = lastLines([line("gone"), line("Hello."), line(`${character.repeat(300)}x`)]);
    expect(first?.content).toBe("Hello.");
    const shown = [...graphemes.segment(last?.content ?? "")].map(({ segment }) => segment);
    expect([shown.at(0), shown.at(1), shown.at(-1)]).toEqual(["…", character, "x"]);
    expect(new Set(shown).size).toBe(3);
  });
});
