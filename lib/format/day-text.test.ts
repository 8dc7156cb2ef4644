import fc from "fast-check";
import { expect, test } from "vitest";
import { dayText, readDay } from "./day-text";

test.each([
  ["26 Nov 2026", "2026-11-26"],
  [" 1 september 2026 ", "2026-09-01"],
  ["5 Sept 2026", "2026-09-05"],
  ["26.11.2026", "2026-11-26"],
  ["2026-11-26", "2026-11-26"],
  ["29 Feb 2028", "2028-02-29"],
])("%j is the day %s", (typed, day) => {
  expect(readDay(typed)).toBe(day);
});

test.each([
  "",
  "11/12/2026",
  "30 Feb 2026",
  "26 Nou 2026",
  "26 Novemberr 2026",
  "32.1.2026",
  "2026-13-01",
  "31 Dec 9999",
  "Nov 2026",
])("%j is no day that everybody reads alike", (typed) => {
  expect(readDay(typed)).toBeNull();
});

test("every day reads as it is written", () => {
  const days = fc.date({ min: new Date("1970-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(readDay(dayText(day))).toBe(day);
    }),
  );
});
