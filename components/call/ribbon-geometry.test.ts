import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RibbonSegment } from "@/lib/calls/ribbon";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { bandPaths, offsetOfRow, rowAtOffset, stripTimes, tickPath, windowOnStrip } from "./ribbon-geometry";

const START = 1_000_000;
const row = (atMs: number | null): TranscriptRow => ({
  key: String(atMs),
  kind: "speech",
  event: null,
  speaker: "agent",
  role: "assistant",
  content: "",
  timestamp: null,
  atMs: atMs === null ? null : START + atMs,
});
const segment = (startMs: number, endMs: number, speaker: RibbonSegment["speaker"] = "agent"): RibbonSegment => ({
  speaker,
  startMs,
  endMs,
  rowKey: String(startMs),
});
const rows = [row(1_000), row(4_000), row(null), row(9_000)];

describe("rowAtOffset", () => {
  it.each([
    [0, 0],
    [1_000, 0],
    [3_999, 0],
    [4_000, 2],
    [8_999, 2],
    [60_000, 3],
  ])("the line spoken at %i ms is row %i", (offsetMs, expected) => {
    expect(rowAtOffset(rows, START, offsetMs)).toBe(expected);
  });

  it("finds for every row's own moment a row of that moment", () => {
    const times = fc.array(fc.option(fc.nat(50_000)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, (atMs) => {
        const sorted = [...atMs].sort((a, b) => (a ?? 0) - (b ?? 0)).map(row);
        sorted.forEach((_, index) => {
          const offsetMs = offsetOfRow(sorted, index, START);
          expect(offsetOfRow(sorted, rowAtOffset(sorted, START, offsetMs), START)).toBe(offsetMs);
        });
      }),
    );
  });

  it("is -1 when nothing was said", () => {
    expect(rowAtOffset([], START, 5)).toBe(-1);
  });
});

describe("stripTimes", () => {
  const base = { startMs: START, endMs: null, nowMs: START + 100_000, running: true, segments: [segment(0, 500_000)] };
  it("grows to now while the call runs, however long the last line is estimated to be", () => {
    expect(stripTimes(base)).toEqual({ lengthMs: 100_000, reachedMs: 100_000 });
  });
  it("does not fill the strip with the first seconds", () => {
    expect(stripTimes({ ...base, nowMs: START + 6_000 })).toEqual({ lengthMs: 30_000, reachedMs: 6_000 });
  });
  it("ends where the call ended", () => {
    const times = stripTimes({ ...base, running: false, endMs: START + 45_000 });
    expect(times).toEqual({ lengthMs: 45_000, reachedMs: 45_000 });
  });
  it("ends with the last words when nobody says when the call ended", () => {
    expect(stripTimes({ ...base, running: false, segments: [segment(0, 8_000)] }).lengthMs).toBe(8_000);
  });
  it("is never zero or negative, whatever the clocks say", () => {
    for (const nowMs of [START - 5_000, Number.NEGATIVE_INFINITY]) {
      const { lengthMs, reachedMs } = stripTimes({ ...base, segments: [], nowMs });
      expect(lengthMs).toBeGreaterThan(0);
      expect(reachedMs).toBe(0);
    }
  });
});

describe("bandPaths", () => {
  it("draws agent above and caller below the line, in seconds", () => {
    const paths = bandPaths([segment(0, 2_000), segment(3_000, 4_500, "caller")], 10_000);
    expect(paths.agent).toBe("M0 3H2V19H0Z");
    expect(paths.caller).toBe("M3 21H4.5V37H3Z");
    expect(paths.other).toBe("");
  });
  it("stays short for ten thousand lines", () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      segment(index * 3_000, index * 3_000 + 2_500, index % 2 ? "caller" : "agent"),
    );
    expect(bandPaths(many, 30_000_000).agent.length).toBeLessThan(100_000);
  });
  it("draws both sides of a strip too crowded for its lines, each as high as it talked", () => {
    const many = Array.from({ length: 1_500 }, (_, index) =>
      segment(index * 4_700, index * 4_700 + (index % 2 ? 1_175 : 2_350), index % 2 ? "caller" : "agent"),
    );
    const paths = bandPaths(many, 1_500 * 4_700);
    const heights = (path: string) =>
      [...path.matchAll(/M[\d.]+ ([\d.]+)H[\d.]+V([\d.]+)/g)].map(([, top, bottom]) => Number(bottom) - Number(top));
    const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    // Of 16 units above the line: a quarter of the time, and an eighth below it.
    expect(mean(heights(paths.agent))).toBeGreaterThan(3);
    expect(mean(heights(paths.agent))).toBeLessThan(5);
    expect(mean(heights(paths.caller))).toBeGreaterThanOrEqual(2);
    expect(mean(heights(paths.caller))).toBeLessThan(mean(heights(paths.agent)));
    expect(Math.min(...heights(paths.caller))).toBeGreaterThanOrEqual(2);
  });
  it("keeps the shortest word visible", () => {
    expect(bandPaths([segment(5_000, 5_000)], 3_600_000).agent).not.toBe("M5 3H5V19H5Z");
  });
});

describe("tickPath", () => {
  const ticks = (offsetsMs: number[], lengthMs: number, widthPx: number) =>
    tickPath(offsetsMs, lengthMs, widthPx).match(/M/g)?.length ?? 0;

  it("thins marks that cannot be told apart", () => {
    expect(ticks([0, 1, 2, 20_000], 9_000_000, 4_000)).toBe(2);
  });
  it("never covers more than a third of a narrow strip, however many hits there are", () => {
    const hits = Array.from({ length: 1_000 }, (_, index) => index * 1_000);
    expect(ticks(hits, 1_000_000, 328)).toBeLessThanOrEqual(328 / 6);
    expect(ticks(hits, 1_000_000, 328)).toBeGreaterThan(40);
  });
  it("draws every hit where there is room", () => {
    expect(ticks([0, 50_000, 100_000], 600_000, 328)).toBe(3);
  });
});

describe("windowOnStrip", () => {
  it("frames what is on screen, to the start of the first line below", () => {
    expect(windowOnStrip(rows, START, { first: 1, last: 2 }, 20_000)).toEqual({ startMs: 4_000, endMs: 9_000 });
  });
  it("frames the whole strip when everything is on screen", () => {
    expect(windowOnStrip(rows, START, { first: 0, last: 3 }, 20_000)).toEqual({ startMs: 0, endMs: 20_000 });
  });
});
