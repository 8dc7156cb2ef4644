import { expect, test } from "vitest";
import { fromNow } from "./moment";

const NOW_MS = Date.parse("2026-11-22T12:00:00.000Z");

test.each([
  ["2026-11-22T11:59:30.000Z", "just now"],
  ["2026-11-22T12:00:20.000Z", "in less than a minute"],
  ["2026-11-22T11:15:00.000Z", "45 minutes ago"],
  ["2026-11-22T10:00:00.000Z", "2 hours ago"],
  ["2026-11-22T15:59:00.000Z", "in 3 hours"],
  ["2026-11-21T12:00:00.000Z", "yesterday"],
  ["2026-12-22T12:00:00.000Z", "in 30 days"],
])("at noon %s is said as %s", (iso, words) => {
  expect(fromNow(iso, NOW_MS)).toBe(words);
});
