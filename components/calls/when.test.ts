import { describe, expect, test } from "vitest";
import { momentMs, type Preset, presetSpan } from "./when";

const span = (preset: Preset, now: string, timeZone: string) => {
  const { fromMs, toMs } = presetSpan(preset, { nowMs: Date.parse(now), timeZone });
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace(":00.000Z", "Z"));
  return [iso(fromMs), iso(toMs)];
};

describe("a span by its name, over the days on which clocks change", () => {
  test.each<[string, string, Preset, string | null, string | null]>([
    // Clocks went forward at 03:00 on 29 March: that day has 23 hours.
    ["Europe/Helsinki", "2026-03-30T09:00:00Z", "today", "2026-03-29T21:00Z", null],
    ["Europe/Helsinki", "2026-03-30T09:00:00Z", "yesterday", "2026-03-28T22:00Z", "2026-03-29T21:00Z"],
    ["Europe/Helsinki", "2026-03-30T09:00:00Z", "last7", "2026-03-23T22:00Z", null],
    ["Europe/Helsinki", "2026-03-30T09:00:00Z", "week", "2026-03-29T21:00Z", null],
    ["Europe/Helsinki", "2026-03-30T09:00:00Z", "month", "2026-02-28T22:00Z", null],
    ["Europe/Helsinki", "2026-04-02T09:00:00Z", "lastMonth", "2026-02-28T22:00Z", "2026-03-31T21:00Z"],
    // They went back on 1 November: that day has 25 hours, and two hours after one are of it twice.
    ["America/New_York", "2026-11-01T05:30:00Z", "today", "2026-11-01T04:00Z", null],
    ["America/New_York", "2026-11-01T06:30:00Z", "today", "2026-11-01T04:00Z", null],
    ["America/New_York", "2026-11-02T06:30:00Z", "yesterday", "2026-11-01T04:00Z", "2026-11-02T05:00Z"],
    ["America/New_York", "2026-11-02T04:30:00Z", "yesterday", "2026-10-31T04:00Z", "2026-11-01T04:00Z"],
    ["America/New_York", "2026-11-02T06:30:00Z", "last30", "2026-10-04T04:00Z", null],
    ["America/New_York", "2026-11-02T06:30:00Z", "week", "2026-11-02T05:00Z", null],
    // South of the equator it is the other way round, and it is tomorrow already.
    ["Pacific/Auckland", "2026-09-26T20:00:00Z", "today", "2026-09-26T12:00Z", null],
    ["Pacific/Auckland", "2026-09-27T20:00:00Z", "yesterday", "2026-09-26T12:00Z", "2026-09-27T11:00Z"],
    ["Pacific/Auckland", "2026-04-05T20:00:00Z", "yesterday", "2026-04-04T11:00Z", "2026-04-05T12:00Z"],
    ["Pacific/Auckland", "2026-12-31T20:00:00Z", "month", "2026-12-31T11:00Z", null],
    ["Pacific/Auckland", "2026-12-31T20:00:00Z", "lastMonth", "2026-11-30T11:00Z", "2026-12-31T11:00Z"],
  ])("in %s at %s, %s is from %s to %s", (timeZone, now, preset, from, to) => {
    expect(span(preset, now, timeZone)).toEqual([from, to]);
  });

  test("is the same all day, so that what was found is not asked for anew", () => {
    const at = (now: string) => span("last7", now, "Europe/Helsinki");
    expect(at("2026-03-29T00:00:00Z")).toEqual(at("2026-03-29T20:59:59Z"));
    expect(at("2026-03-29T20:59:59Z")).not.toEqual(at("2026-03-29T21:00:00Z"));
  });
});

test.each([
  ["2026-11-26", "start", "2026-11-25T22:00:00.000Z"],
  ["2026-11-26", "end", "2026-11-26T22:00:00.000Z"],
  ["2026-11-26T14:30", "end", "2026-11-26T12:30:00.000Z"],
  ["2026-11-26T14:30:00Z", "end", "2026-11-26T14:30:00.000Z"],
  ["2026-11-26T14:30:00.250+02:00", "start", "2026-11-26T12:30:00.250Z"],
  ["yesterday", "start", null],
  ["0001-01-01", "start", null],
  ["2026-13-01", "start", null],
  ["", "start", null],
] as const)("%j in an address is, as a %s, %s", (text, edge, iso) => {
  const ms = momentMs(text, "Europe/Helsinki", edge);
  expect(ms === null ? null : new Date(ms).toISOString()).toBe(iso);
});
