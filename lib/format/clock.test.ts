import { describe, expect, it } from "vitest";
import { formatClock, formatDay, formatExactly } from "./clock";

const NOON = "2025-12-01T12:00:09Z";
const NOON_MS = Date.parse(NOON);

describe("formatClock", () => {
  it.each([
    [NOON, "UTC", "12:00:09"],
    [NOON, "Europe/Helsinki", "14:00:09"],
    [NOON, "America/New_York", "07:00:09"],
    [NOON, "Asia/Kolkata", "17:30:09"],
    ["2025-12-01T00:00:00Z", "UTC", "00:00:00"],
    [NOON_MS, "UTC", "12:00:09"],
    [0, "UTC", "00:00:00"],
    [NOON, "Not/AZone", "12:00:09"],
    [null, "UTC", "—"],
    [undefined, "UTC", "—"],
    ["", "UTC", "—"],
    ["soon", "UTC", "—"],
    [Number.NaN, "UTC", "—"],
    [8.65e15, "UTC", "—"],
  ])("writes %j in %s as %s", (moment, zone, text) => {
    expect(formatClock(moment, zone)).toBe(text);
  });
});

describe("formatExactly", () => {
  it.each([
    ["2026-11-01T04:30:00Z", "America/Havana", "Sun 1 Nov 2026, 00:30:00 GMT-4 (America/Havana)"],
    ["2026-11-01T05:30:00Z", "America/Havana", "Sun 1 Nov 2026, 00:30:00 GMT-5 (America/Havana)"],
    ["2026-04-04T15:00:00Z", "Australia/Lord_Howe", "Sun 5 Apr 2026, 01:30:00 GMT+10:30 (Australia/Lord Howe)"],
    [NOON, "UTC", "Mon 1 Dec 2025, 12:00:09 UTC"],
    [null, "UTC", "—"],
    ["soon", "UTC", "—"],
  ])("tells %j in %s as no other moment: %s", (moment, zone, text) => {
    expect(formatExactly(moment, zone)).toBe(text);
  });
});

describe("formatDay", () => {
  const at = (iso: string, now: string, zone = "UTC") => formatDay(iso, Date.parse(now), zone);

  it.each([
    ["2025-12-01T00:00:00Z", "2025-12-01T23:59:59Z", "Today"],
    ["2025-11-30T23:59:59Z", "2025-12-01T00:00:00Z", "Yesterday"],
    ["2025-11-29T12:00:00Z", "2025-12-01T00:00:00Z", "Sat 29 Nov"],
    ["2025-01-01T12:00:00Z", "2025-12-01T00:00:00Z", "1 Jan 2025"],
    ["2025-12-02T12:00:00Z", "2025-12-01T00:00:00Z", "Tue 2 Dec"],
  ])("calls %s, seen at %s, %s", (iso, now, text) => {
    expect(at(iso, now)).toBe(text);
  });

  it("turns the day where the zone turns it", () => {
    expect(at("2025-11-30T23:00:00Z", "2025-12-01T08:00:00Z", "Europe/Helsinki")).toBe("Today");
    expect(at("2025-11-30T23:00:00Z", "2025-12-01T08:00:00Z", "America/New_York")).toBe("Yesterday");
  });

  it("knows yesterday across a day of 23 hours", () => {
    // New York went to summer time on 9 March 2025.
    expect(at("2025-03-09T04:30:00Z", "2025-03-10T03:30:00Z", "America/New_York")).toBe("Yesterday");
    expect(at("2025-03-09T05:30:00Z", "2025-03-10T04:30:00Z", "America/New_York")).toBe("Yesterday");
  });

  it("says — to what is no time", () => {
    expect(formatDay(null, NOON_MS)).toBe("—");
    expect(formatDay("soon", NOON_MS)).toBe("—");
    expect(formatDay(NOON, Number.NaN)).toBe("—");
  });
});
