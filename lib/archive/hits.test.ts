import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aMessage, at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { hitsIn } from "./hits";
import { readQuery } from "./query";
import { archivedCallOf, recordOf } from "./record";
import { createArchiveSearch } from "./search";
import { anEnded, aTalk, keepAll } from "./testing";
import { formOf } from "./words";

const ALL = { masked: false, redacted: false, lines: true, raw: true };
const STRICT = { masked: true, redacted: true, lines: true, raw: false };
const MASKED = { masked: true, redacted: false, lines: true, raw: false };

const LINES = [
  "Hello, how can I help?",
  "I am Jane Appleseed and both parties want a refund for the broken lamp.",
  "We are refunding it.",
  `${"a long beginning of words ".repeat(12)}and then the refund at last ${"and a long end of words ".repeat(12)}`,
  "Fine <b>refund</b> it & go \u0001now\u0002.",
];
const ENDED = anEnded(aTalk(LINES, { id: "call_1", summary: "A refund for Jane Appleseed.", startedAt: at(0) }), {
  contactName: "Jane Appleseed",
});

let open: OpenDatabase;
beforeAll(async () => {
  open = await openTestDatabase();
  await keepAll(open.database, [ENDED]);
});
afterAll(() => open.close());

async function hits(q: string, visibility = ALL) {
  const search = createArchiveSearch({ database: open.database });
  const found = await search.search({
    ...{ query: readQuery(q), filters: {}, scope: null, form: formOf(visibility) },
    ...{ sort: "newest", limit: 5, after: null },
  });
  const archived = archivedCallOf(recordOf(ENDED, null, { nowMs: 0, keepsTalk: true }));
  const all = await hitsIn(open.database, [archived], visibility, found.marks);
  return (all.get("call_1") ?? []).map(({ line, parts }) => ({
    line,
    text: parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join(""),
  }));
}

describe("a hit", () => {
  test("is the summary first, then lines in reading order, three at most, each with its key", async () => {
    expect(await hits("refund")).toEqual([
      { line: null, text: "A [refund] for Jane Appleseed." },
      { line: 1, text: expect.stringContaining("both parties want a [refund] for") },
      { line: 2, text: "We are [refunding] it." },
    ]);
  });

  test("of another form of a word is found where that begins otherwise at its end", async () => {
    expect(await hits("party")).toEqual([{ line: 1, text: expect.stringContaining("[parties]") }]);
  });

  test("in a long line is shown with about sixty characters on each side, cut between words", async () => {
    const [hit] = await hits('"refund at last"');
    expect(hit?.line).toBe(3);
    expect(hit?.text).toMatch(/^…\S.{40,75}\[refund\] at \[last\].{40,75}\S…$/);
  });

  test("in a line with markup or signs of no meaning is shown as it stands, without those signs", async () => {
    expect(await hits("go")).toEqual(
      [{ line: 4, text: "Fine <b>refund</b> it & [go]  now ." }].map((one) => ({
        ...one,
        text: expect.stringMatching(/<b>refund<\/b> it & \[go\] +now/),
      })),
    );
  });

  test.each([
    ["masked", MASKED],
    ["redacted", STRICT],
  ])("shows nothing that a %s reader may not read, and finds nothing by it", async (_, visibility) => {
    const found = await hits("refund", visibility);
    expect(found).toHaveLength(3);
    expect(JSON.stringify(found)).not.toContain("Appleseed");
    expect(await hits("appleseed", visibility)).toEqual([]);
  });

  test("has the key of its line also where lines came in another order than they are read in", async () => {
    const lines = [
      aMessage({ role: "user", content: "Second about the lamp.", timestamp: at(2_000) }),
      aMessage({ role: "assistant", content: "First about the lamp.", timestamp: at(1_000) }),
    ];
    const call = { ...ENDED.call, id: "call_2", summary: null, transcript: lines };
    const archived = archivedCallOf(recordOf({ ...ENDED, call }, null, { nowMs: 0, keepsTalk: true }));
    for (const visibility of [ALL, MASKED, STRICT]) {
      const all = await hitsIn(open.database, [archived], visibility, [{ language: "english", any: "'lamp'" }]);
      const told = (all.get("call_2") ?? []).map(({ line, parts }) => [line, parts[0]?.text.slice(0, 6).trim()]);
      expect(told.sort()).toEqual([
        [0, "First"],
        [1, "Second"],
      ]);
    }
  });
});
