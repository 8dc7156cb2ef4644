import { describe, expect, test } from "vitest";
import { cutPlace, cutText } from "./cut-text";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const boundariesOf = (text: string) =>
  new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));

/** What readers see as one character each, of every kind that is made of several. */
const CHARACTERS: Record<string, string> = {
  "an emoji of two units": "😀",
  "a family joined to one": "👨‍👩‍👧‍👦",
  "a flag": "🇭🇺",
  "a flag of letters": "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "a skin tone": "👍🏽",
  "a key cap": "7️⃣",
  "a letter and its mark": "e\u0301",
  "a letter with many marks": `z${"\u0351\u036b".repeat(6)}`,
  "a Devanagari conjunct": "क्षि",
  "a Tamil syllable": "நி",
  "a Thai syllable": "กำ",
  "a Hangul syllable of parts": "\u1112\u1161\u11ab",
  "a line break": "\r\n",
};

describe("cutting a text", () => {
  test.each(Object.entries(CHARACTERS))(
    "never falls within %s, wherever it is cut, from either side",
    (_, character) => {
      for (const text of [
        character.repeat(60),
        `x${character.repeat(60)}`,
        `${character.repeat(60)}x`,
        `ab${character}cd`,
      ]) {
        const places = boundariesOf(text);
        for (let most = 1; most < text.length; most += 1) {
          expect(places.has(cutPlace(text, most)) || most < character.length).toBe(true);
          if (most < character.length) continue;
          const start = cutText(text, most).slice(0, -1);
          const end = cutText(text, most, "end").slice(1);
          expect(text.startsWith(start) && places.has(start.length)).toBe(true);
          expect(text.endsWith(end) && places.has(text.length - end.length)).toBe(true);
          expect(Math.max(start.length, end.length)).toBeLessThanOrEqual(most);
        }
      }
    },
  );

  test("leaves a text alone that is short enough, and says where something is missing otherwise", () => {
    expect(cutText("hello", 5)).toBe("hello");
    expect(cutText("hello", 4)).toBe("hell…");
    expect(cutText("hello", 4, "end")).toBe("…ello");
    expect(cutText("", 0)).toBe("");
  });

  test("makes no half of a surrogate pair, not even of a single character that is longer than the whole may be", () => {
    const tower = `a${"\u0301".repeat(9_000)}`;
    for (const text of [tower, "👨‍👩‍👧‍👦".repeat(3), `${"\u{1F468}\u200D".repeat(5_000)}x`]) {
      for (const most of [1, 2, 3, 5, 7, 240]) {
        for (const keep of ["start", "end"] as const) {
          const cut = cutText(text, most, keep);
          expect(cut.isWellFormed()).toBe(true);
          expect(cut.length).toBeLessThanOrEqual(most + 2);
        }
      }
    }
  });

  test("a lone half that came so stays where it is and takes nothing else with it", () => {
    expect(cutText("ab\ud83dcd", 3)).toBe("ab\ud83d…");
    expect(cutText("\ude00abcdef", 6, "end")).toBe("…abcdef");
  });

  test("costs the same for a line of a megabyte as for a short one", () => {
    const giant = "👨‍👩‍👧‍👦".repeat(100_000);
    const startMs = performance.now();
    for (let round = 0; round < 100; round += 1) cutText(giant, 240, round % 2 === 0 ? "start" : "end");
    // Going through it once takes longer than this.
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});
