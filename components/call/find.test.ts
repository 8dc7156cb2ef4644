import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { foldText, hitRanges } from "@/lib/format/fold-text";
import { findInRows, firstHitFrom, hitNumber, stepHit } from "./find";

const row = (content: string, key = content): TranscriptRow => ({
  key,
  kind: "speech",
  event: null,
  speaker: "caller",
  role: "user",
  content,
  timestamp: null,
  atMs: null,
});

describe("find", () => {
  it("counts in rows exactly the hits it marks, for any text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "A", "á", "e\u0301", "ß", "İ", "👍", " ", "\ud800", "b") });
    fc.assert(
      fc.property(text, text, (content, query) => {
        const needle = foldText(query.trim());
        const found = findInRows([row(content)], query);
        const ranges = hitRanges(content, needle);
        expect(found.total).toBe(ranges.length);
        for (const [from, to] of ranges) expect(foldText(content.slice(from, to))).toContain(needle);
      }),
    );
  });

  it("finds nothing for a blank query", () => {
    expect(findInRows([row("a b")], "  ").total).toBe(0);
  });

  it("walks through all hits and round the ends", () => {
    const found = findInRows([row("na na", "1"), row("no", "2"), row("na", "3")], "na");
    let place = firstHitFrom(found, 0);
    const seen = [hitNumber(found, place)];
    for (let times = 0; times < 3; times += 1) {
      place = stepHit(found, place, 1);
      seen.push(hitNumber(found, place));
    }
    expect(seen).toEqual([1, 2, 3, 1]);
    expect(hitNumber(found, stepHit(found, firstHitFrom(found, 0), -1))).toBe(3);
  });

  it("starts at the first hit at or below the row in view, else at the first of all", () => {
    const found = findInRows([row("na", "1"), row("no", "2"), row("na", "3")], "na");
    expect(firstHitFrom(found, 1)?.key).toBe("3");
    expect(firstHitFrom(found, 3)?.key).toBe("1");
  });

  it("keeps the reader's hit while lines come above and below, and renumbers it", () => {
    const rows = [row("na", "1"), row("na", "3")];
    const place = firstHitFrom(findInRows(rows, "na"), 1);
    const later = findInRows([row("na", "1"), row("na na", "2"), row("na", "3"), row("na", "4")], "na");
    expect(hitNumber(later, place)).toBe(4);
    expect(later.total).toBe(5);
  });

  it("says 0 for a hit whose line is gone", () => {
    const found = findInRows([row("na", "1")], "na");
    expect(hitNumber(found, { key: "gone", nth: 0 })).toBe(0);
    expect(stepHit(found, { key: "gone", nth: 0 }, -1)).toEqual({ key: "1", nth: 0 });
  });
});
