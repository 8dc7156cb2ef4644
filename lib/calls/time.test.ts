import { describe, expect, it } from "vitest";
import { timeMs } from "./time";

const NOON = Date.UTC(2025, 11, 1, 12, 0, 0);

describe("timeMs", () => {
  it.each([
    ["2025-12-01T12:00:00Z", NOON],
    ["2025-12-01T12:00:00.123Z", NOON + 123],
    ["2025-12-01T12:00:00.123456+00:00", NOON + 123],
    ["2025-12-01T12:00:00,5Z", NOON + 500],
    ["2025-12-01T14:00:00+02:00", NOON],
    ["2025-12-01T14:00:00+0200", NOON],
    ["2025-12-01 12:00:00+00", NOON],
    ["2025-12-01 12:00:00Z", NOON],
    ["2025-12-01T12:00Z", NOON],
    ["2025-12-01", Date.UTC(2025, 11, 1)],
  ])("reads %s", (text, expected) => {
    expect(timeMs(text)).toBe(expected);
  });

  it("takes a time without an offset as UTC in every zone the server may stand in", () => {
    const zone = process.env.TZ;
    try {
      for (const place of ["Europe/Helsinki", "America/Los_Angeles", "UTC"]) {
        process.env.TZ = place;
        expect(timeMs("2025-12-01T12:00:00")).toBe(NOON);
        expect(timeMs("2025-12-01 12:00:00.000")).toBe(NOON);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it.each([
    null,
    undefined,
    "",
    "soon",
    "order 5",
    "5",
    "2025",
    "2025-13-01T00:00:00Z",
    "2025-12-01T25:00:00Z",
    "NaN",
    "\0",
  ])("says null to %j", (text) => {
    expect(timeMs(text)).toBeNull();
  });
});
