import { describe, expect, it } from "vitest";
import { labelsIn, phraseIndex, wordsOf } from "./phrases";

describe("wordsOf", () => {
  it.each([
    ["Hello, World!", ["hello", "world"]],
    ["I'm — don’t", ["im", "dont"]],
    ["Señor ÑANDÚ", ["senor", "nandu"]],
    ["Straße STRASSE", ["strasse", "strasse"]],
    ["öljy, ÄÄNI", ["oljy", "aani"]],
    ["e\u0301te\u0301", ["ete"]],
    [`a${"\u0301".repeat(10_000)}b`, ["ab"]],
    ["\0\ud800 x", ["x"]],
    ["12 345", ["12", "345"]],
    ["", []],
  ])("reads %j as words without case and accents", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe("labelsIn", () => {
  const index = phraseIndex([
    { phrase: "real person", label: "person" },
    { phrase: "lawyer*", label: "lawyer" },
    { phrase: "café", label: "coffee" },
    { phrase: "small claims*", label: "claims" },
    { phrase: "don't", label: "no" },
    { phrase: "  ", label: "empty" },
    { phrase: "*", label: "everything" },
    { phrase: "a*", label: "too short to be open" },
  ]);

  it.each([
    ["Give me a REAL person.", ["person"]],
    ["real, person", ["person"]],
    ["a real nice person", []],
    ["surreal person", []],
    ["real personality", []],
    ["my lawyers' office", ["lawyer"]],
    ["lawyerly", ["lawyer"]],
    ["outlawyer", []],
    ["CAFE", ["coffee"]],
    ["cafés", []],
    ["small claimsXcourt", ["claims"]],
    ["Don’t!", ["no"]],
    ["real", []],
    ["person real", []],
    ["", []],
  ])("finds in %j: %j", (text, labels) => {
    expect([...labelsIn(wordsOf(text), index)]).toEqual(labels);
  });
});
