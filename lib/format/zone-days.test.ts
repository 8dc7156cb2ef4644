import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { formatClock } from "./clock";
import { addDays, dayIn, dayStartMs, localMs, monthStart, weekdayOf } from "./zone-days";

const HOUR_MS = 3_600_000;
const ZONES = ["Europe/Helsinki", "America/New_York", "America/Havana", "Asia/Kathmandu", "Pacific/Auckland", "UTC"];

test("a zone is made ready once, in however many ways its name is written", () => {
  let made = 0;
  const counting = new Proxy(Intl.DateTimeFormat, {
    construct: (format, options) => {
      made += 1;
      return Reflect.construct(format, options);
    },
  });
  vi.stubGlobal("Intl", Object.create(Intl, { DateTimeFormat: { value: counting } }));
  const ways = ["Atlantic/Faroe", "atlantic/faroe", "ATLANTIC/FAROE", "aTLANTIC/fAROE"];
  for (const zone of ways) {
    expect(dayIn(Date.UTC(2026, 5, 1, 23, 30), zone)).toBe("2026-06-02");
    expect(formatClock(Date.UTC(2026, 5, 1, 23, 30), zone)).toBe("00:30:00");
  }
  vi.unstubAllGlobals();
  expect(made).toBe(2);
});

describe("a day", () => {
  test.each([
    ["2026-03-29", "Europe/Helsinki", "2026-03-28T22:00:00Z", 23],
    ["2026-10-25", "Europe/Helsinki", "2026-10-24T21:00:00Z", 25],
    ["2026-03-08", "America/New_York", "2026-03-08T05:00:00Z", 23],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00Z", 25],
    // Clocks go from 00:00 to 01:00: the day begins at one.
    ["2026-03-08", "America/Havana", "2026-03-08T05:00:00Z", 23],
    // The hour after midnight comes twice: the day begins with the first.
    ["2026-11-01", "America/Havana", "2026-11-01T04:00:00Z", 25],
    ["2026-04-05", "Pacific/Auckland", "2026-04-04T11:00:00Z", 25],
    ["2026-09-27", "Pacific/Auckland", "2026-09-26T12:00:00Z", 23],
    ["2026-06-01", "Asia/Kathmandu", "2026-05-31T18:15:00Z", 24],
  ])("%s in %s begins at %s and has %i hours", (day, zone, begins, hours) => {
    expect(new Date(dayStartMs(day, zone)).toISOString().replace(".000", "")).toBe(begins);
    expect((dayStartMs(addDays(day, 1), zone) - dayStartMs(day, zone)) / HOUR_MS).toBe(hours);
  });

  test("begins with the first moment that is of it, in any zone", () => {
    const ms = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(ms, fc.constantFrom(...ZONES), (moment, zone) => {
        const day = dayIn(moment, zone);
        const start = dayStartMs(day, zone);
        expect(dayIn(start, zone)).toBe(day);
        expect(dayIn(start - 1, zone)).toBe(addDays(day, -1));
        expect(start).toBeLessThanOrEqual(moment);
      }),
    );
  });

  test("of a zone that nobody knows is one of Greenwich", () => {
    expect(dayStartMs("2026-11-26", "Mars/Olympus")).toBe(Date.UTC(2026, 10, 26));
  });
});

test.each([
  ["2026-11-26", "start", "2026-11-25T22:00:00.000Z"],
  ["2026-11-26", "end", "2026-11-26T22:00:00.000Z"],
  ["2026-11-26T14:30", "start", "2026-11-26T12:30:00.000Z"],
  ["2026-11-26T14:30", "end", "2026-11-26T12:30:00.000Z"],
  // 03:30 is skipped there that night.
  ["2026-03-29T03:30", "start", "2026-03-29T01:30:00.000Z"],
  ["2026-02-30", "start", null],
  ["2026-11-26T25:00", "start", null],
  ["26.11.2026", "start", null],
  ["2026-11-26T14:30:00Z", "start", null],
] as const)("%s as a %s in Helsinki is %s", (text, edge, iso) => {
  const ms = localMs(text, "Europe/Helsinki", edge);
  expect(ms === null ? null : new Date(ms).toISOString()).toBe(iso);
});

test("weeks begin on Monday, months on their first", () => {
  expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-29")]).toEqual([1, 7]);
  expect([monthStart("2026-11-27"), monthStart("2026-01-15", -1), monthStart("2026-12-31", 1)]).toEqual([
    "2026-11-01",
    "2025-12-01",
    "2027-01-01",
  ]);
});
