import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArchiveSize } from "@/lib/wire/archive-contract";
import { fullnessOf, growthWords } from "./size-words";

const size = (fields: Partial<ArchiveSize["data"]>): ArchiveSize["data"] => ({
  ...{ calls: 10_000, lines: 200_000, archiveBytes: 100_000_000, databaseBytes: 120_000_000 },
  ...{ recentCalls: 700, recentDays: 7, usualMost: 50_000, keptDays: 400, countedAt: "2026-11-27T08:00:00.000Z" },
  ...fields,
});

describe("how fast it grows", () => {
  test.each<[Partial<ArchiveSize["data"]>, string]>([
    [{}, "About 100 calls (1 MB) a day, 700 calls (7 MB) a week, by the calls of the last 7 days."],
    [{ recentDays: 3, recentCalls: 3 }, "About 1 call (10 kB) a day, 7 calls (70 kB) a week, by the calls of 3 days."],
    [
      { recentDays: 1.2, recentCalls: 12 },
      "About 10 calls (100 kB) a day, 70 calls (700 kB) a week, by the calls of one day.",
    ],
    [{ recentDays: null }, "Not known yet: there are calls of less than a day."],
    [{ calls: 0, recentDays: null, recentCalls: 0 }, "Nothing is kept yet."],
  ])("%o", (fields, words) => {
    expect(growthWords(size(fields))).toBe(words);
  });
});

describe("how full the embedded database is", () => {
  test.each<[Partial<ArchiveSize["data"]>, number, string, boolean]>([
    [
      {},
      20,
      "At this rate it does not fill up: calls go after 400 days, so it comes to hold about 40,000 calls.",
      false,
    ],
    [{ recentCalls: 1_400 }, 20, "At this rate it is full in about 200 days.", false],
    [{ recentCalls: 7_000 }, 20, "At this rate it is full in about 40 days.", true],
    [{ calls: 49_999, recentCalls: 7_000 }, 99, "At this rate it is full in less than a day.", true],
    [{ recentDays: null }, 20, "There is room for 40,000 calls.", false],
    [{ recentCalls: 0 }, 20, "There is room for 40,000 calls.", false],
    [{ calls: 0, recentDays: null }, 0, "There is room for 50,000 calls.", false],
    [
      { calls: 60_000 },
      120,
      "It holds more than it is made for. Nothing is switched off; searches and exports become slow.",
      true,
    ],
  ])("%o is %d %%", (fields, percent, words, isPressing) => {
    expect(fullnessOf(size(fields))).toEqual({ percent, words, isPressing });
  });

  test("on a server nothing is said of it", () => {
    expect(fullnessOf(size({ usualMost: null }))).toBeNull();
  });

  test("it never says that it is full while there is room, nor that there is room when it is full", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(5_000), (calls, recentCalls) => {
        const full = fullnessOf(size({ calls, recentCalls }));
        expect((full?.percent ?? 0) >= 100).toBe(calls >= 50_000);
        expect(full?.words.startsWith("It holds more")).toBe(calls >= 50_000);
      }),
    );
  });
});
