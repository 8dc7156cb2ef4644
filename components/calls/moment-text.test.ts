import { expect, test } from "vitest";
import { lengthField, momentField, readLength, readMoment } from "./moment-text";

test.each([
  ["26 Nov 2026", "2026-11-26", "26 Nov 2026"],
  ["26.11.2026", "2026-11-26", "26 Nov 2026"],
  ["26 Nov 2026, 14:30", "2026-11-26T14:30", "26 Nov 2026, 14:30"],
  ["2026-11-26 9.05", "2026-11-26T09:05", "26 Nov 2026, 09:05"],
  ["2026-11-26T12:00:00Z", "2026-11-26T12:00:00Z", "2026-11-26T12:00:00Z"],
  ["26 Nov 2026, 24:30", null, ""],
  ["11/12/2026", null, ""],
  ["tomorrow", null, ""],
  ["", null, ""],
])("%j is the moment %j, shown as %j", (typed, moment, shown) => {
  expect(readMoment(typed)).toBe(moment);
  expect(momentField(moment)).toBe(shown);
});

test.each([
  ["5", 300, "5"],
  ["1:30", 90, "1:30"],
  ["1:02:03", 3_723, "62:03"],
  ["0", 0, "0"],
  ["1:75", null, ""],
  ["-5", null, ""],
  ["five", null, ""],
  ["", null, ""],
])("%j is a length of %j seconds, shown as %j", (typed, seconds, shown) => {
  expect(readLength(typed)).toBe(seconds);
  expect(lengthField(seconds)).toBe(shown);
});
