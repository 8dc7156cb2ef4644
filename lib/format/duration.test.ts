import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAge, formatDuration, formatOffset } from "./duration";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe("formatDuration", () => {
  it.each([
    [0, "0:00"],
    [999, "0:00"],
    [9 * SECOND, "0:09"],
    [59_999, "0:59"],
    [MINUTE, "1:00"],
    [245 * SECOND, "4:05"],
    [HOUR - 1, "59:59"],
    [HOUR, "1:00:00"],
    [HOUR + 2 * MINUTE + 3 * SECOND, "1:02:03"],
    [30 * HOUR, "30:00:00"],
    [-1, "0:00"],
    [-3 * HOUR, "0:00"],
    [null, "—"],
    [Number.NaN, "—"],
    [Number.POSITIVE_INFINITY, "—"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("never shows sixty seconds or sixty minutes, and never runs ahead", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e12, noNaN: true }), (ms) => {
        const parts = formatDuration(ms).split(":").map(Number);
        const [seconds = 0, minutes = 0, hours = 0] = parts.reverse();
        expect(seconds).toBeLessThan(60);
        expect(minutes).toBeLessThan(60);
        expect((hours * 3600 + minutes * 60 + seconds) * SECOND).toBeLessThanOrEqual(Math.max(0, ms));
      }),
    );
  });
});

describe("formatOffset", () => {
  it.each([
    [0, "+0:00"],
    [65 * SECOND, "+1:05"],
    [HOUR, "+1:00:00"],
    [-5 * SECOND, "+0:00"],
    [null, "—"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatOffset(ms)).toBe(text);
  });
});

describe("formatAge", () => {
  it.each([
    [0, "0 s"],
    [1999, "1 s"],
    [59_999, "59 s"],
    [MINUTE, "1:00"],
    [80 * SECOND, "1:20"],
    [HOUR - 1, "59:59"],
    [HOUR, "1 h"],
    [47.9 * HOUR, "47 h"],
    [48 * HOUR, "2 d"],
    [10 * 24 * HOUR, "10 d"],
    [-1, "0 s"],
    [-5 * HOUR, "0 s"],
    [null, "—"],
    [Number.NaN, "—"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatAge(ms)).toBe(text);
  });
});
