import { describe, expect, test } from "vitest";
import { type TabCounts, tabMark, tabTitle } from "./tab-title";

const counts = (more: Partial<TabCounts>): TabCounts => ({ attention: 0, critical: 0, kind: "live", ...more });

test.each([
  ["a quiet floor", counts({ active: 0 }), "Live · Earshot"],
  ["calls", counts({ active: 12 }), "(12) Live · Earshot"],
  ["calls that need attention", counts({ active: 12, attention: 3 }), "(12 · 3!) Live · Earshot"],
  ["some of them critical", counts({ active: 12, attention: 3, critical: 1 }), "(12 · 3!!) Live · Earshot"],
  ["attention without a running call", counts({ active: 0, attention: 1 }), "(0 · 1!) Live · Earshot"],
  ["one call with its reasons", counts({ attention: 2, critical: 2 }), "(2!!) Live · Earshot"],
  ["slow but true", counts({ active: 2, kind: "slow" }), "(2) Live · Earshot"],
])("the tab's title tells of %s", (_name, input, title) => {
  expect(tabTitle("Live", input)).toBe(title);
});

describe.each([
  ["stale", "(old) Live · Earshot", { text: "?", tone: "calm" }],
  ["offline", "(offline) Live · Earshot", { text: "?", tone: "calm" }],
  ["paused", "(paused) Live · Earshot", null],
] as const)("%s data", (kind, title, mark) => {
  test("is never counted as if it were now", () => {
    const old = counts({ active: 12, attention: 3, critical: 1, kind });
    expect(tabTitle("Live", old)).toBe(title);
    expect(tabMark(old)).toEqual(mark);
  });
});

test.each([
  [counts({ active: 0 }), null],
  [counts({ active: 140 }), { text: "99", tone: "calm" }],
  [counts({ active: 9, attention: 2 }), { text: "2", tone: "warning" }],
  [counts({ active: 9, attention: 2, critical: 1 }), { text: "2", tone: "critical" }],
])("the icon of %j", (input, mark) => {
  expect(tabMark(input)).toEqual(mark);
});
