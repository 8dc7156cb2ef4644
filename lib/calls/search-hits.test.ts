import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldText } from "@/lib/format/fold-text";
import { aBoardCall } from "./build";
import { searchOf } from "./search";
import { hitOf } from "./search-hits";

const said = (...contents: string[]) => contents.map((content) => ({ role: "user", content, timestamp: null }));
const named = { phoneNumber: "+1 (415) 555-2671", contactName: "José Muñoz", campaignId: "spring-renewals" };
const call = aBoardCall({ id: "call_77", ...named, agent: { id: "a1", name: "Ada" }, lastMessages: [] });

function hit(query: string, lines: ReturnType<typeof said> = []) {
  const search = searchOf(query);
  if (search === null) throw new Error("There is nothing to look for.");
  return hitOf(search, call, lines);
}

const marked = (line: { content: string; marks: [number, number][] } | undefined) =>
  line?.marks.map(([start, length]) => line.content.slice(start, start + length));

describe("a call is found", () => {
  test.each(["call_77", "ada", "munoz", "JOSÉ", "renewals", "4155552671", "415-555", "ada muñoz"])(
    "by “%s”, which it is called by, without a line",
    (query) => expect(hit(query)).toEqual({ id: "call_77", lineCount: 0, lines: [] }),
  );

  test("by a word said long ago, with the line and the word's place in it", () => {
    const lines = said("I want a Refund.", ...Array.from({ length: 500 }, () => "Yes."));
    const found = hit("refund", lines);
    expect(found?.lineCount).toBe(1);
    expect(marked(found?.lines[0])).toEqual(["Refund"]);
  });

  test("by words of which one is its agent's and one was said", () => {
    expect(hit("ada refund", said("A refund, please."))?.lineCount).toBe(1);
    expect(hit("bob refund", said("A refund, please."))).toBeNull();
  });

  test("only by all words together, wherever in its talk each was said", () => {
    expect(hit("late parcel", said("It is late.", "My parcel!"))?.lineCount).toBe(2);
    expect(hit("late parcel", said("It is late."))).toBeNull();
  });

  test("never by words over the end of a line or of a name", () => {
    expect(hit('"my order"', said("It is my", "order."))).toBeNull();
    expect(hit('"ada jose"')).toBeNull();
  });
});

test("the lines are those with most of the words, the newest three of them, and all are counted", () => {
  const lines = said(
    "late one",
    "parcel late one",
    "parcel",
    "late parcel two",
    "LATE parcel three",
    "parcel, late four",
  );
  const found = hit("parcel late", lines);
  expect(found?.lineCount).toBe(4);
  expect(found?.lines.map(({ content }) => content.split(" ").at(-1))).toEqual(["two", "three", "four"]);
  expect(marked(found?.lines[2])).toEqual(["parcel", "late"]);
});

test("a giant line is cut around its first hit, and never within a character", () => {
  const found = hit("needle", said(`${"👍🏽".repeat(500)} needle ${"x".repeat(5_000)}`));
  const [line] = found?.lines ?? [];
  expect(line?.content.length).toBeLessThan(250);
  expect(line?.content).toMatch(/^…(👍🏽)+ needle x+…$/u);
  expect(marked(line)).toEqual(["needle"]);
});

test("places stand in the text as it was written: accents, marks and pictures count", () => {
  expect(marked(hit("retour", said("👍 Les re\u0301tours, RÉTOURS"))?.lines[0])).toEqual(["re\u0301tour", "RÉTOUR"]);
});

test("words that overlap are one mark", () => {
  expect(marked(hit("ban nan", said("banana"))?.lines[0])).toEqual(["banan"]);
});

test("a standing search looks only at talk that has changed, and at none of it for the same words in another order", () => {
  let looked = 0;
  const line = (content: string) => ({
    ...{ role: "user", timestamp: null },
    get content() {
      looked += 1;
      return content;
    },
  });
  const talks = Array.from({ length: 50 }, (_, call) => [line(`Call ${call}, late`), line("Its parcel")]);
  const all = (query: string) => talks.map((lines) => hit(query, lines)?.lineCount);
  expect(all("parcel late")).toEqual(talks.map(() => 2));
  looked = 0;
  expect(all("late parcel")).toEqual(talks.map(() => 2));
  expect(looked).toBe(0);
  talks[7] = [...(talks[7] ?? []), line("The parcel, late")];
  expect(all("parcel late")[7]).toBe(1);
  // Each line is folded, and the one that is told is read for it.
  expect(looked).toBeLessThan(8);
});

test("for any talk and words, every mark holds a word, and every line with one counts", () => {
  const unit = fc.constantFrom("a", "B", "é", "e\u0301", "ß", "1", "-", " ", "👍", "\ud800");
  const text = fc.string({ unit, maxLength: 400 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), fc.string({ unit, minLength: 1, maxLength: 3 }), (contents, word) => {
      const search = searchOf(`"${word}"`);
      if (search === null) return;
      const found = hitOf(search, aBoardCall({ id: "zz", ...NAMELESS }), said(...contents));
      const [{ text: needle, pattern } = { text: "", pattern: null }] = search.terms;
      const holds = (content: string) =>
        pattern === null ? foldText(content).includes(needle) : foldText(content).search(pattern) !== -1;
      expect(found?.lineCount ?? 0).toBe(contents.filter(holds).length);
      for (const line of found?.lines ?? []) for (const one of marked(line) ?? []) expect(holds(one)).toBe(true);
    }),
  );
});
const NAMELESS = { phoneNumber: null, contactName: null, campaignId: null, agent: { id: null, name: null } };
