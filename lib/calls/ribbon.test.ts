import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, BUILD_START_MS } from "./build";
import type { Message } from "./call";
import { decodeRibbon, RIBBON_MAX_SEGMENTS, ribbonOf, ribbonSegments } from "./ribbon";
import { readingOf, timesAsDear } from "./testing";
import { transcriptRows } from "./transcript";

const line = (role: string, second: number | null, characters: number): Message => ({
  role,
  content: "x".repeat(characters),
  timestamp: second === null ? null : at(second * 1000),
});
const segmentsOf = (messages: Message[], startMs = BUILD_START_MS) => ribbonSegments(transcriptRows(messages), startMs);
const ribbonWith = (transcript: Message[] | null, call: Partial<Parameters<typeof ribbonOf>[0]> = {}) =>
  ribbonOf({ status: "active", createdAt: at(-5000), startedAt: at(0), endedAt: null, ...call, transcript });

describe("ribbonSegments", () => {
  it("estimates how long a line takes at 14 characters a second", () => {
    expect(segmentsOf([line("assistant", 2, 28)])).toEqual([
      { speaker: "agent", startMs: 2000, endMs: 4000, rowKey: expect.any(String) },
    ]);
  });

  it("ends a line where the next one starts", () => {
    const [first, second] = segmentsOf([line("assistant", 0, 1400), line("user", 3, 14)]);
    expect(first).toMatchObject({ speaker: "agent", startMs: 0, endMs: 3000 });
    expect(second).toMatchObject({ speaker: "caller", startMs: 3000, endMs: 4000 });
  });

  it("names the row each segment was made from", () => {
    const rows = transcriptRows([line("assistant", 0, 14), line("user", 3, 14)]);
    expect(ribbonSegments(rows, BUILD_START_MS).map((segment) => segment.rowKey)).toEqual(rows.map((row) => row.key));
  });

  it("draws neither what nobody hears nor what has no time", () => {
    expect(segmentsOf([line("tool", 1, 14), line("system", 2, 14), line("user", null, 14)])).toEqual([]);
  });

  it("draws a colleague as other", () => {
    expect(segmentsOf([line("colleague", 1, 14)])).toMatchObject([{ speaker: "other" }]);
  });

  it("begins lines from before the call's start at zero", () => {
    expect(segmentsOf([line("user", -7200, 14), line("assistant", 1, 14)])).toMatchObject([
      { startMs: 0, endMs: 1000 },
      { startMs: 1000, endMs: 2000 },
    ]);
  });

  it("is empty when the start is not a number", () => {
    expect(segmentsOf([line("user", 1, 14)], Number.NaN)).toEqual([]);
  });
});

describe("ribbonOf", () => {
  it("writes speaker, start and length in tenths of a second", () => {
    expect(ribbonWith([line("assistant", 1, 21), line("user", 4, 14), line("colleague", 6, 7)])).toEqual({
      start: at(0),
      end: null,
      segments: [
        [0, 10, 15],
        [1, 40, 10],
        [2, 60, 5],
      ],
    });
  });

  it("is an empty strip for a call nobody has spoken in", () => {
    expect(ribbonWith(null)).toEqual({ start: at(0), end: null, segments: [] });
    expect(ribbonWith(null, { startedAt: null })).toEqual({ start: at(-5000), end: null, segments: [] });
    expect(ribbonWith(null, { startedAt: null, createdAt: null })).toEqual({ start: null, end: null, segments: [] });
  });

  it("starts with the first line where no start is known, or a later one", () => {
    expect(ribbonWith([line("user", 3, 14)], { startedAt: null, createdAt: null }).start).toBe(at(3000));
    expect(ribbonWith([line("user", -3, 14)]).start).toBe(at(-3000));
  });

  it.each([
    ["ends where the call ended", { status: "completed", endedAt: at(9000) }, at(9000)],
    ["never ends before its last line began", { status: "completed", endedAt: at(1000) }, at(4000)],
    ["ends with the talk when nobody says when it ended", { status: "failed", endedAt: null }, at(5000)],
    ["ends by its end, whatever the status says", { status: "wrapping_up", endedAt: at(9000) }, at(9000)],
    ["runs on while the call does", { status: "active", endedAt: null }, null],
  ])("%s", (_, call, end) => {
    expect(ribbonWith([line("user", 4, 14)], call).end).toBe(end);
  });

  it("cuts the last words off where the call ended", () => {
    const ribbon = ribbonWith([line("user", 4, 1400)], { status: "completed", endedAt: at(5000) });
    expect(ribbon.segments).toEqual([[1, 40, 10]]);
  });

  it("joins one speaker's lines across the shortest pauses first, and keeps the long silence", () => {
    // 120 lines a second long, a second apart; after the 30th nobody speaks for a minute.
    const messages = Array.from({ length: 120 }, (_, index) =>
      line("assistant", index * 2 + (index >= 30 ? 60 : 0), 14),
    );
    const { segments } = ribbonWith(messages);
    expect(segments).toHaveLength(RIBBON_MAX_SEGMENTS);
    const pauses = segments
      .slice(1)
      .map(([, start], index) => start - ((segments[index]?.[1] ?? 0) + (segments[index]?.[2] ?? 0)));
    expect(Math.max(...pauses)).toBe(610);
  });

  it("drops the shortest interjections of a long to-and-fro, and begins and ends as the talk did", () => {
    const messages = Array.from({ length: 241 }, (_, index) =>
      line(index % 2 ? "user" : "assistant", index * 10, index === 0 || index === 240 ? 2 : 20 + (index % 7) * 14),
    );
    const { segments } = ribbonWith(messages);
    expect(segments.length).toBeLessThanOrEqual(RIBBON_MAX_SEGMENTS);
    expect(segments.length).toBeGreaterThan(RIBBON_MAX_SEGMENTS / 2);
    expect(segments[0]?.slice(0, 2)).toEqual([0, 0]);
    const [speaker, start, length] = segments.at(-1) ?? [9, 0, 0];
    expect([speaker, start + length]).toEqual([0, 24_001]);
  });

  it("is orderly for any call: whole tenths, never negative, never overlapping, few, the same each time", () => {
    const anyMessage = fc.record({
      role: fc.constantFrom("assistant", "user", "tool", "colleague"),
      content: fc.string({ maxLength: 300 }),
      timestamp: fc.option(fc.oneof(fc.integer({ min: -1e8, max: 1e8 }).map(at), fc.constantFrom("", "soon"))),
    });
    const anyTime = fc.option(fc.integer({ min: -1e8, max: 1e8 }).map(at));
    const anyCall = fc.record({
      status: fc.constantFrom("active", "ringing", "completed", "odd"),
      createdAt: anyTime,
      startedAt: anyTime,
      endedAt: anyTime,
      transcript: fc.option(fc.array(anyMessage, { maxLength: 150 })),
    });
    fc.assert(
      fc.property(anyCall, (call) => {
        const ribbon = ribbonOf(call);
        expect(ribbonOf(structuredClone(call))).toEqual(ribbon);
        expect(ribbon.segments.length).toBeLessThanOrEqual(RIBBON_MAX_SEGMENTS);
        let endedAt = 0;
        for (const [speaker, start, length] of ribbon.segments) {
          expect([0, 1, 2]).toContain(speaker);
          expect(Number.isInteger(start) && Number.isInteger(length)).toBe(true);
          expect(start).toBeGreaterThanOrEqual(endedAt);
          expect(length).toBeGreaterThan(0);
          endedAt = start + length;
        }
        const { startMs, endMs } = decodeRibbon(ribbon);
        if (startMs !== null && endMs !== null) expect(endMs - startMs).toBeGreaterThanOrEqual((endedAt - 1) * 100);
      }),
      { numRuns: 200 },
    );
  });

  it("draws 300 messages at a small multiple of what reading them costs", () => {
    const messages = Array.from({ length: 300 }, (_, index) => line(index % 2 ? "user" : "assistant", index * 4, 40));
    expect(timesAsDear(() => ribbonWith(messages), readingOf(messages))).toBeLessThan(3);
  });
});

describe("decodeRibbon", () => {
  it("gives back milliseconds and speakers", () => {
    const ribbon = ribbonWith([line("assistant", 1, 21), line("user", 4, 14)], {
      status: "completed",
      endedAt: at(9000),
    });
    expect(decodeRibbon(ribbon)).toEqual({
      startMs: BUILD_START_MS,
      endMs: BUILD_START_MS + 9000,
      segments: [
        { speaker: "agent", startMs: 1000, endMs: 2500 },
        { speaker: "caller", startMs: 4000, endMs: 5000 },
      ],
    });
  });

  it("takes a speaker it does not know as other", () => {
    expect(decodeRibbon({ start: null, end: null, segments: [[9, 0, 1]] })).toEqual({
      startMs: null,
      endMs: null,
      segments: [{ speaker: "other", startMs: 0, endMs: 100 }],
    });
  });
});
