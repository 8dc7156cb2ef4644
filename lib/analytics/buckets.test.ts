import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { dayIn } from "@/lib/format/zone-days";
import { bucketFor, bucketsOf, daysBefore, momentBefore, offsetsOf } from "./buckets";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ms = (text: string) => Date.parse(text);
const LATER_MS = ms("2030-01-01T00:00:00Z");
const hoursLong = (fromMs: number, toMs: number, timeZone: string, bucket: "hour" | "day" | "week") =>
  bucketsOf({ fromMs, toMs, timeZone, bucket }, LATER_MS).buckets.map(
    ({ startMs, endMs }) => (endMs - startMs) / HOUR_MS,
  );

/** Zone, a day on which its clocks change, hours of that day and how its odd hours are. */
const CHANGES: [zone: string, from: string, to: string, hours: number, lengths: number[]][] = [
  ["Europe/Helsinki", "2026-10-24T21:00:00Z", "2026-10-25T22:00:00Z", 25, new Array(25).fill(1)],
  ["Europe/Helsinki", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", 23, new Array(23).fill(1)],
  ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 25, new Array(25).fill(1)],
  ["America/Havana", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 25, new Array(25).fill(1)],
  ["Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z", 23, new Array(23).fill(1)],
  ["Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 24.5, [1, 1, 0.5, ...new Array(22).fill(1)]],
  ["Asia/Kathmandu", "2026-05-31T18:15:00Z", "2026-06-01T18:15:00Z", 24, new Array(24).fill(1)],
];

describe("buckets", () => {
  test.each(CHANGES)("of a day in %s from %s are its %s hours", (zone, from, to, hours, lengths) => {
    expect(hoursLong(ms(from), ms(to), zone, "day")).toEqual([hours]);
    expect(hoursLong(ms(from), ms(to), zone, "hour")).toEqual(lengths);
  });

  test("follow each other without a gap from the beginning of the range to its end, and say where it cuts them", () => {
    const zones = fc.constantFrom(...CHANGES.map(([zone]) => zone), "UTC", "Pacific/Apia");
    const range = fc.record({
      fromMs: fc.integer({ min: ms("2011-12-01"), max: ms("2027-01-01") }),
      spanMs: fc.integer({ min: 1, max: 25 * DAY_MS }),
      timeZone: zones,
      bucket: fc.constantFrom("hour" as const, "day" as const, "week" as const),
    });
    fc.assert(
      fc.property(range, ({ fromMs, spanMs, timeZone, bucket }) => {
        const toMs = fromMs + spanMs;
        const { buckets } = bucketsOf({ fromMs, toMs, timeZone, bucket }, LATER_MS);
        expect([buckets[0]?.startMs, buckets.at(-1)?.endMs]).toEqual([fromMs, toMs]);
        for (const [place, { startMs, endMs, isPartial }] of buckets.entries()) {
          expect(endMs).toBeGreaterThan(startMs);
          if (place > 0) expect(startMs).toBe(buckets[place - 1]?.endMs);
          if (place > 0 && place < buckets.length - 1) expect(isPartial).toBe(false);
          // The last moment of a day is of that day still.
          if (bucket === "day") expect(dayIn(startMs, timeZone)).toBe(dayIn(endMs - 1, timeZone));
        }
      }),
    );
  });

  test("end with the one that is now, which is not over", () => {
    const [fromMs, toMs] = [ms("2026-06-01T00:00:00Z"), ms("2026-07-01T00:00:00Z")];
    const nowMs = ms("2026-06-10T12:00:00Z");
    const { buckets, toMs: untilMs } = bucketsOf({ fromMs, toMs, timeZone: "UTC", bucket: "day" }, nowMs);
    expect(buckets).toHaveLength(10);
    expect(new Date(untilMs).toISOString()).toBe("2026-06-11T00:00:00.000Z");
    expect(buckets.map(({ isPartial }) => isPartial)).toEqual([...new Array(9).fill(false), true]);
  });

  test.each([
    [1, "hour"],
    [3, "hour"],
    [7, "day"],
    [90, "day"],
    [365, "week"],
  ])("of %s days are by %s where nobody says otherwise", (days, bucket) => {
    expect(bucketFor(days * DAY_MS)).toBe(bucket);
  });
});

describe("the span before", () => {
  test.each([
    [1, 7],
    [7, 7],
    [8, 14],
    [30, 35],
    [90, 91],
  ])("of %s days begins %s days before: the same weekdays, and nothing of both", (days, before) => {
    const fromMs = ms("2026-06-01T00:00:00Z");
    const toMs = fromMs + days * DAY_MS;
    expect(daysBefore({ fromMs, toMs, timeZone: "UTC" })).toBe(before);
    const next = daysBefore({ fromMs, toMs: toMs + 1, timeZone: "UTC" });
    expect(next).toBe(days % 7 === 0 ? before + 7 : before);
  });

  test("of a week of which one day has 25 hours is the week before", () => {
    const [fromMs, toMs] = [ms("2026-10-18T21:00:00Z"), ms("2026-10-25T22:00:00Z")];
    expect(daysBefore({ fromMs, toMs, timeZone: "Europe/Helsinki" })).toBe(7);
  });

  test.each([
    ["Europe/Helsinki", "2026-10-30T10:00:00Z", 7, "2026-10-23T09:00:00.000Z"],
    ["Europe/Helsinki", "2026-03-30T21:00:00Z", 7, "2026-03-23T22:00:00.000Z"],
    ["America/New_York", "2026-03-09T04:00:00Z", 7, "2026-03-02T05:00:00.000Z"],
    ["UTC", "2026-06-08T10:11:12.345Z", 7, "2026-06-01T10:11:12.345Z"],
  ])("begins in %s when its clocks showed what they show at %s", (zone, at, days, before) => {
    expect(new Date(momentBefore(ms(at), days, zone)).toISOString()).toBe(before);
  });
});

test.each([...new Set(CHANGES.map(([zone]) => zone))])(
  "the clocks of %s are told for every quarter of an hour of a year",
  (timeZone) => {
    const [fromMs, toMs] = [ms("2026-01-01T05:07:00Z"), ms("2027-01-01T00:00:00Z")];
    const offsets = offsetsOf({ fromMs, toMs, timeZone });
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    for (let at = fromMs; at < toMs; at += 6 * HOUR_MS + 900_000) {
      const offsetMs = offsets.findLast((one) => one.fromMs <= at)?.offsetMs ?? Number.NaN;
      expect(new Date(at + offsetMs).toISOString().slice(0, 19).replace("T", " ")).toBe(format.format(at));
    }
  },
);

describe("days as they are counted by", () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openTestDatabase();
  });
  afterAll(() => open.close());

  test.each([...new Set(CHANGES.map(([zone]) => zone))])(
    "are those of the database in %s, but where one begins twice",
    async (zone) => {
      const first = "2026-01-01";
      const { rows } = await open.database.execute(
        sql`select (extract(epoch from (${first}::date + i)::timestamp at time zone ${zone}::text) * 1000)::float8 as ms from generate_series(0, 365) as i`,
      );
      const theirs = (rows as { ms: number }[]).map((row) => row.ms);
      const fromMs = theirs[0] ?? 0;
      const { buckets } = bucketsOf({ fromMs, toMs: theirs.at(-1) ?? 0, timeZone: zone, bucket: "day" }, LATER_MS);
      const others = buckets.map(({ startMs }, place) => (theirs[place] ?? 0) - startMs).filter((one) => one !== 0);
      // In Havana the hour after midnight comes twice: Postgres takes the second for the beginning of the day.
      expect(others).toEqual(zone === "America/Havana" ? [HOUR_MS] : []);
    },
  );
});
