import { describe, expect, test } from "vitest";
import { pollIntervalMs } from "./intervals";

const well = {
  refreshMs: 2_000,
  hidden: false,
  failed: false,
  dataUpdatedAt: 1_000,
  errorUpdatedAt: 0,
  errorUpdateCount: 0,
};
const failing = (outageMs: number, more = {}) =>
  pollIntervalMs({ ...well, failed: true, errorUpdatedAt: 1_000 + outageMs, errorUpdateCount: 1, ...more });

describe("how long until the next poll", () => {
  test.each([
    ["the server's interval", well, 2_000],
    ["before any answer", { ...well, refreshMs: null, dataUpdatedAt: 0 }, 2_000],
    ["never under half a second", { ...well, refreshMs: 20 }, 500],
    ["a stretched interval is kept", { ...well, refreshMs: 14_000 }, 14_000],
    ["a hidden tab every 10 s", { ...well, hidden: true }, 10_000],
    ["a hidden tab no faster than stretched", { ...well, hidden: true, refreshMs: 14_000 }, 14_000],
    ["an old failure, since healed, counts no more", { ...well, errorUpdatedAt: 900, errorUpdateCount: 50 }, 2_000],
  ])("%s", (_name, state, ms) => {
    expect(pollIntervalMs(state)).toBe(ms);
  });

  test("a failing server is asked more rarely the longer it fails, and within 10 s always", () => {
    expect(failing(1_000)).toBe(2_000);
    expect(failing(10_000)).toBeGreaterThanOrEqual(3_750);
    expect(failing(10_000)).toBeLessThanOrEqual(5_000);
    for (const outageMs of [30_000, 300_000, 3_600_000, 1e12]) {
      expect(failing(outageMs)).toBeGreaterThanOrEqual(7_500);
      expect(failing(outageMs)).toBeLessThanOrEqual(10_000);
    }
  });

  test("never having answered counts failures instead", () => {
    const never = (errorUpdateCount: number) =>
      pollIntervalMs({ ...well, refreshMs: null, failed: true, dataUpdatedAt: 0, errorUpdatedAt: 7, errorUpdateCount });
    expect(never(1)).toBe(2_000);
    expect(never(9)).toBeGreaterThanOrEqual(7_500);
    expect(never(10_000)).toBeLessThanOrEqual(10_000);
  });

  test("screens that lost the server in the same second come back scattered", () => {
    const intervals = Array.from({ length: 1_000 }, (_, ms) => failing(300_000 + ms));
    expect(Math.min(...intervals)).toBeLessThan(7_700);
    expect(Math.max(...intervals)).toBeGreaterThan(9_800);
    expect(new Set(intervals).size).toBeGreaterThan(500);
  });

  test("equal state gives an equal answer, so that drawing again never starts the wait anew", () => {
    expect(failing(123_456)).toBe(failing(123_456));
  });

  test("data stamped by a server whose clock is ahead harms nothing", () => {
    expect(failing(-3_600_000)).toBe(2_000);
  });
});
