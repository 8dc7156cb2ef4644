import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const FIVE_MINUTES = 300_000;

describe("Retry-After", () => {
  it.each([
    ["seconds", "7", 7_000],
    ["broken seconds, rounded up", "0.25", 250],
    ["zero", "0", 0],
    ["blanks around it", "  3 ", 3_000],
    ["an HTTP date ahead", "Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["an HTTP date that is now", "Sun, 22 Nov 2026 12:00:00 GMT", 0],
    ["absurdly many seconds, capped", "999999999999", FIVE_MINUTES],
    ["more digits than a number holds, capped", "9".repeat(400), FIVE_MINUTES],
    ["a date years ahead, capped", "Mon, 22 Nov 2038 12:00:00 GMT", FIVE_MINUTES],
    ["a date in the past", "Sun, 22 Nov 2026 11:59:59 GMT", null],
    ["a negative number", "-5", null],
    ["hexadecimal", "0x10", null],
    ["scientific notation", "1e3", null],
    ["what could be a year as seconds, capped", "2038", FIVE_MINUTES],
    ["garbage", "soon", null],
    ["a day's name and garbage", "Sunday, sometime", null],
    ["nothing", "", null],
    ["no header", null, null],
  ])("reads %s", (_name, header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});
