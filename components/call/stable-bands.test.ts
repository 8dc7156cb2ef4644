import fc from "fast-check";
import { expect, it } from "vitest";
import type { Message } from "@/lib/calls/call";
import type { RibbonSegment } from "@/lib/calls/ribbon";
import { transcriptRows } from "@/lib/calls/transcript";
import { bandPaths } from "./ribbon-geometry";
import { advanceBands, type BandsMemory, NO_BANDS } from "./stable-bands";
import { advanceRows, NO_ROWS } from "./stable-rows";
import { advanceSegments, NO_SEGMENTS } from "./stable-segments";

const START_MS = Date.parse("2026-11-26T10:00:00Z");
const LENGTH_MS = 2 ** 21;

const aLine = (index: number, atS: number, characters: number) => ({
  role: ["assistant", "user", "supervisor"][index % 3] ?? "user",
  content: "a".repeat(characters),
  timestamp: new Date(START_MS + atS * 1000).toISOString(),
});

/** So many lines, two seconds apart. */
const aTalk = (lines: number) => Array.from({ length: lines }, (_, index) => aLine(index, index * 2, 20));

/** As the page goes from one talk to the next. */
function grown(talks: Message[][]): { memory: BandsMemory; segments: RibbonSegment[] } {
  let kept = NO_SEGMENTS;
  let memory = NO_BANDS;
  let known = NO_ROWS;
  for (const messages of talks) {
    known = advanceRows(known, messages);
    kept = advanceSegments(kept, known.rows, START_MS);
    memory = advanceBands(memory, kept.segments, LENGTH_MS);
  }
  return { memory, segments: kept.segments };
}

it("lines that come, grow, go and come late lead to the paths that all of them together have", () => {
  const aChange = fc.record({
    place: fc.integer({ min: 0, max: 500 }),
    removed: fc.integer({ min: 0, max: 40 }),
    added: fc.array(fc.tuple(fc.integer({ min: 0, max: 1_100 }), fc.integer({ min: 1, max: 300 })), { maxLength: 30 }),
  });
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 5 }), (changes) => {
      let lines = aTalk(420);
      const talks = [lines];
      for (const { place, removed, added } of changes) {
        lines = lines.toSpliced(place, removed, ...added.map(([atS, characters], nth) => aLine(nth, atS, characters)));
        talks.push(lines);
      }
      const { memory, segments } = grown(talks);
      expect(memory.paths).toEqual(bandPaths(segments, LENGTH_MS));
    }),
    { numRuns: 60 },
  );
});

it("another length, and few lines after many, are drawn as if nothing had been known", () => {
  const { memory, segments } = grown([aTalk(500)]);
  expect(advanceBands(memory, segments, LENGTH_MS * 2).paths).toEqual(bandPaths(segments, LENGTH_MS * 2));
  const few = segments.slice(0, 10);
  expect(advanceBands(memory, few, LENGTH_MS).paths).toEqual(bandPaths(few, LENGTH_MS));
});

it("the same segments cost nothing", () => {
  const { memory, segments } = grown([aTalk(500)]);
  expect(advanceBands(memory, segments, LENGTH_MS)).toBe(memory);
});

it("a line that comes has as many boxes written anew after 10,000 lines as after 500", () => {
  const boxesOfOneMore = (lines: number) => {
    const lengthMs = 2 ** Math.ceil(Math.log2(lines * 2_000));
    const rows = transcriptRows(aTalk(lines + 1));
    let kept = advanceSegments(NO_SEGMENTS, rows.slice(0, -1), START_MS);
    const memory = advanceBands(NO_BANDS, kept.segments, lengthMs);
    kept = advanceSegments(kept, rows, START_MS);
    const next = advanceBands(memory, kept.segments, lengthMs);
    const before = new Set(Object.values(memory.boxes ?? {}).flat());
    return Object.values(next.boxes ?? {})
      .flat()
      .filter((box) => !before.has(box)).length;
  };
  expect(boxesOfOneMore(500)).toBeLessThanOrEqual(12);
  expect(boxesOfOneMore(10_000)).toBeLessThanOrEqual(12);
});
