import { expect, test } from "vitest";
import { tabTitle } from "./tab-counts";

test.each([
  [0, 0, "Live · Earshot"],
  [12, 0, "(12) Live · Earshot"],
  [12, 3, "(12 · 3!) Live · Earshot"],
  [0, 1, "(0 · 1!) Live · Earshot"],
])("the tab says %i calls and %i alarms as “%s”", (active, alarms, title) => {
  expect(tabTitle("Live", active, alarms)).toBe(title);
});
