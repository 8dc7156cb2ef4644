import fc from "fast-check";
import { expect, test } from "vitest";
import { patternOf, phrasesIn } from "./phrases";

/** What is found as a pattern says it. */
function byPattern(phrases: readonly string[]) {
  const gapped = phrases.map((phrase) => phrase.split(" ").join("[^\\p{L}\\p{N}]{0,8}")).join("|");
  return patternOf(new RegExp(`(?<![\\p{L}\\p{N}])(?:${gapped})(?![\\p{L}\\p{N}])\\.?`, "gu"));
}

const word = fc.constantFrom("a", "an", "anna", "ann", "b", "bell", "𝒶", "7", "é");
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const gap = fc.constantFrom(
  "",
  " ",
  "-",
  ". ",
  ".",
  "'",
  "        ",
  "         ",
  "😀😀😀😀😀😀😀😀",
  "😀😀😀😀😀😀😀😀😀",
  "\n",
);

test("phrases are found word by word where their pattern finds them", () => {
  fc.assert(
    fc.property(
      fc.array(phrase, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(word, gap), { maxLength: 12 }),
      (phrases, said) => {
        const text = said.flat().join("");
        expect([...phrasesIn(phrases)(text)]).toEqual([...byPattern(phrases)(text)]);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ["anna bell", "ask Anna".toLowerCase(), []],
  ["anna bell", "it is anna-bell.", ["anna-bell."]],
  ["anna bell", "annabell, hello", ["annabell"]],
  ["anna bell", "annabella", []],
  ["anna bell", "anna ......... bell", []],
])("of %s in %s is found %j", (name, text, found) => {
  expect([...phrasesIn([name])(text)].map(({ start, end }) => text.slice(start, end))).toEqual(found);
});
