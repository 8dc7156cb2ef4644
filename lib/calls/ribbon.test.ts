import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, BUILD_START_MS } from "./build";
import type { Message } from "./call";
import { decodeRibbon } from "./decode-ribbon";
import { RIBBON_MAX_SEGMENTS, ribbonOf, ribbonSegments } from "./ribbon";
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

  const speechMsOf = (segments: { speaker: string; startMs: number; endMs: number; share: number }[], who: string) =>
    segments
      .filter(({ speaker }) => speaker === who)
      .reduce((total, { startMs, endMs, share }) => total + (endMs - startMs) * share, 0);

  it("shows both voices of 1,500 strictly alternating lines, each with its own share of the time all along", () => {
    const messages = Array.from({ length: 1500 }, (_, index) =>
      line(index % 2 ? "user" : "assistant", index * 4.7, index % 2 ? 21 : 42),
    );
    const ribbon = ribbonWith(messages);
    expect(ribbon.segments).toEqual([]);
    const { segments } = decodeRibbon(ribbon);
    expect(speechMsOf(segments, "agent")).toBeGreaterThan(750 * 3000 * 0.95);
    expect(speechMsOf(segments, "agent")).toBeLessThan(750 * 3000 * 1.05);
    expect(speechMsOf(segments, "caller")).toBeGreaterThan(750 * 1500 * 0.95);
    expect(speechMsOf(segments, "caller")).toBeLessThan(750 * 1500 * 1.05);
    for (const who of ["agent", "caller"]) {
      const shares = segments.filter(({ speaker }) => speaker === who);
      expect(shares[0]?.startMs).toBe(0);
      expect(shares.at(-1)?.endMs).toBeGreaterThanOrEqual(1499 * 4700);
      for (const [index, { startMs }] of shares.entries()) expect(startMs).toBe(shares[index - 1]?.endMs ?? 0);
    }
  });

  it("weighs no more than the stretches it stands for, however long the call", () => {
    const few = ribbonWith(Array.from({ length: 96 }, (_, at) => line(at % 2 ? "user" : "assistant", at * 10, 28)));
    const many = ribbonWith(Array.from({ length: 9000 }, (_, at) => line(at % 2 ? "user" : "assistant", at * 3, 20)));
    expect(few.segments).toHaveLength(96);
    expect(JSON.stringify(many).length).toBeLessThan(JSON.stringify(few).length);
  });

  it("keeps the steps of a growing call: a line that comes changes only the last ones", () => {
    const messages = Array.from({ length: 200 }, (_, at) => line(at % 2 ? "user" : "assistant", at * 5, 28));
    const before = ribbonWith(messages.slice(0, 199)).shares;
    const after = ribbonWith(messages).shares;
    expect(after?.step).toBe(before?.step);
    expect(after?.agent.slice(0, 120)).toBe(before?.agent.slice(0, 120));
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
        const { startMs, endMs, segments } = decodeRibbon(ribbon);
        const reached: Record<string, number> = {};
        for (const { speaker, startMs: from, endMs: to, share } of segments) {
          const track = ribbon.shares === undefined ? "all" : speaker;
          expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
          expect(from).toBeGreaterThanOrEqual(reached[track] ?? 0);
          expect(to).toBeGreaterThan(from);
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
          reached[track] = to;
        }
        const latest = Math.max(0, ...Object.values(reached)) - 100 - (ribbon.shares?.step ?? 0) * 100;
        if (startMs !== null && endMs !== null) expect(endMs - startMs).toBeGreaterThanOrEqual(latest);
      }),
      { numRuns: 200 },
    );
  });

  it("never loses a speaker, and never gives one more or less time than was talked, however crowded it is", () => {
    const aTurn = fc.record({
      role: fc.constantFrom("assistant", "user", "colleague"),
      characters: fc.integer({ min: 3, max: 90 }),
      pauseS: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(aTurn, { minLength: 120, maxLength: 500 }), (turns) => {
        let second = 0;
        const messages = turns.map(({ role, characters, pauseS }) => {
          second += pauseS + Math.ceil(characters / 14);
          return line(role, second, characters);
        });
        const exact = segmentsOf(messages).map((segment) => ({ ...segment, share: 1 }));
        const ribbon = ribbonWith(messages);
        const { segments } = decodeRibbon(ribbon);
        const stepMs = (ribbon.shares?.step ?? 0) * 100;
        for (const who of ["agent", "caller", "other"]) {
          const told = speechMsOf(exact, who);
          const drawn = speechMsOf(segments, who);
          const steps = segments.filter(({ speaker }) => speaker === who).length;
          // A digit is off by half a 35th of a step, and by a whole one where somebody hardly spoke.
          const stretched = segments.reduce(
            (sum, { speaker, startMs, endMs }) => sum + (speaker === who ? (endMs - startMs) / Math.max(1, stepMs) : 0),
            0,
          );
          expect(Math.abs(drawn - told)).toBeLessThanOrEqual(Math.max(steps, stretched) * (stepMs / 35) + steps * 100);
          if (told > 0) expect(drawn).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
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
        { speaker: "agent", startMs: 1000, endMs: 2500, share: 1 },
        { speaker: "caller", startMs: 4000, endMs: 5000, share: 1 },
      ],
    });
  });

  it("takes a speaker it does not know as other", () => {
    expect(decodeRibbon({ start: null, end: null, segments: [[9, 0, 1]] })).toEqual({
      startMs: null,
      endMs: null,
      segments: [{ speaker: "other", startMs: 0, endMs: 100, share: 1 }],
    });
  });
});
