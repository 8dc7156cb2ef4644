import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byTime, textMs, timeMs, timeText } from "./time";

const NOON = Date.UTC(2025, 11, 1, 12, 0, 0);

describe("timeMs", () => {
  it.each([
    ["2025-12-01T12:00:00Z", NOON],
    ["2025-12-01T12:00:00.123Z", NOON + 123],
    ["2025-12-01T12:00:00.123456+00:00", NOON + 123],
    ["2025-12-01T12:00:00.123456789Z", NOON + 123],
    ["2025-12-01T12:00:00,5Z", NOON + 500],
    ["2025-12-01t12:00:00z", NOON],
    ["2025-12-01T14:00:00+02:00", NOON],
    ["2025-12-01T14:00:00+0200", NOON],
    ["2025-12-01T06:30:00-05:30", NOON],
    ["2025-12-01T14:00:00+02:00[Europe/Helsinki]", NOON],
    ["2025-12-01 12:00:00+00", NOON],
    ["2025-12-01 12:00:00Z", NOON],
    ["2025-12-01 12:00:00 UTC", NOON],
    ["2025-12-01 14:00:00 +0200", NOON],
    [" 2025-12-01T12:00:00Z\n", NOON],
    ["2025-12-01T12:00Z", NOON],
    ["2025-11-30T24:00:00Z", Date.UTC(2025, 11, 1)],
    ["2025-12-01", Date.UTC(2025, 11, 1)],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["Mon, 01 Dec 2025 12:00:00 GMT", NOON],
    ["Mon, 1 Dec 2025 14:00:00 +0200", NOON],
    ["1 Dec 2025 12:00:00", NOON],
    ["20251201T120000Z", NOON],
    ["20251201T140000.5+0200", NOON + 500],
    ["20251201T120000", NOON],
    ["Mon Dec 01 2025 14:00:00 GMT+0200 (Eastern European Standard Time)", NOON],
    ["Mon Dec 01 2025 12:00:00 GMT+0000", NOON],
    [NOON / 1000, NOON],
    [NOON, NOON],
    [NOON * 1000, NOON],
    [NOON / 1000 + 0.25, NOON + 250],
    [`${NOON / 1000}`, NOON],
    [`${NOON}`, NOON],
    [`${NOON}000`, NOON],
    [`${NOON}000000`, NOON],
    [`${NOON / 1000}.5`, NOON + 500],
    ["2099-12-31T23:59:59Z", Date.UTC(2099, 11, 31, 23, 59, 59)],
  ])("reads %j", (told, expected) => {
    expect(timeMs(told)).toBe(expected);
  });

  it.each(["Mon Foo 45 2025 99:00:00 GMT+0000", "20251301T120000Z", "20251201T250000Z"])(
    "reads no time in %j",
    (told) => {
      expect(timeMs(told)).toBeNull();
      expect(textMs(told)).toBeNull();
    },
  );

  it("takes a time without an offset as UTC in every zone the server may stand in", () => {
    const zone = process.env.TZ;
    try {
      for (const place of ["Europe/Helsinki", "America/Los_Angeles", "UTC"]) {
        process.env.TZ = place;
        expect(timeMs("2025-12-01T12:00:00")).toBe(NOON);
        expect(timeMs("2025-12-01 12:00:00.000")).toBe(NOON);
        expect(timeMs("1 Dec 2025 12:00:00")).toBe(NOON);
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  const nothing = [null, undefined, "", " ", "\0", true, {}, [], [NOON], { seconds: NOON / 1000 }];
  const noTimes = [
    "soon",
    "order 5",
    "5",
    "2025",
    "NaN",
    "Infinity",
    "12:00",
    "Dec 2025",
    "1e12",
    "-1795698300",
    "0x6b",
  ];
  const impossible = [
    "2025-13-01T00:00:00Z",
    "2025-12-01T25:00:00Z",
    "2025-02-30",
    "2025-00-10",
    "2025-12-01T12:60:00Z",
  ];
  const senseless = [
    "0001-01-01T00:00:00Z",
    "0000-00-00 00:00:00",
    "1970-01-01T00:00:00Z",
    "1999-12-31T23:59:59Z",
    "2100-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    ...[0, -1, 1, 12.5, 86_400, 253_402_300_799, -62_135_596_800, Number.NaN, Number.POSITIVE_INFINITY, 1e308],
  ];
  it.each([...nothing, ...noTimes, ...impossible, ...senseless])("says null to %j", (told) => {
    expect(timeMs(told)).toBeNull();
  });

  it("never gives anything but a time of sense, whatever it is asked", () => {
    fc.assert(
      fc.property(fc.anything(), (told) => {
        const ms = timeMs(told);
        if (ms !== null) expect(new Date(ms).getUTCFullYear()).toBeGreaterThanOrEqual(2000);
      }),
    );
  });

  it("reads what dates write of themselves, in every unit", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-02"), max: new Date("2099-12-30"), noInvalidDate: true }),
        (date) => {
          const ms = date.getTime();
          for (const told of [ms, ms / 1000, ms * 1000, String(ms), date.toISOString()]) expect(timeMs(told)).toBe(ms);
          expect(timeMs(date.toUTCString())).toBe(Math.floor(ms / 1000) * 1000);
        },
      ),
    );
  });
});

describe("textMs", () => {
  it("reads times of any age", () => {
    expect(textMs("1969-12-31T23:59:59Z")).toBe(-1000);
    expect(textMs("0001-01-01")).toBe(-62_135_596_800_000);
    expect(textMs("Sun, 06 Nov 1994 08:49:37 GMT")).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
    expect(textMs("yesterday")).toBeNull();
  });
});

describe("timeText", () => {
  it.each([
    ["2025-12-01T14:00:00+02:00", "2025-12-01T14:00:00+02:00"],
    ["2025-12-01T12:00:00.123456Z", "2025-12-01T12:00:00.123456Z"],
    ["2025-12-01 12:00:00", "2025-12-01T12:00:00.000Z"],
    ["2025-12-01T12:00:00", "2025-12-01T12:00:00.000Z"],
    [NOON / 1000, "2025-12-01T12:00:00.000Z"],
    ["soon", null],
  ])("writes %j as %j", (told, text) => {
    expect(timeText(told)).toBe(text);
  });

  it("is read to the same moment", () => {
    for (const told of [NOON, "2025-12-01 14:00:00 +0200", "2025-12-01"])
      expect(timeMs(timeText(told))).toBe(timeMs(told));
  });
});

describe("byTime", () => {
  it("sorts moments and not texts, the unknown last", () => {
    const times = [null, "2025-12-01T12:00:00+05:00", "2025-12-01T08:00:00Z", "2025-12-01T09:00:00+02:00"];
    expect(times.sort(byTime)).toEqual([
      "2025-12-01T12:00:00+05:00",
      "2025-12-01T09:00:00+02:00",
      "2025-12-01T08:00:00Z",
      null,
    ]);
  });
});
