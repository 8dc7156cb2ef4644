"use client";

import { lateView } from "./lazy-part";
import type { TabCounts } from "./tab-counts";

const useTabCounts = lateView(() => import("./tab-counts").then((part) => part.TabCounts));

/** Counts in the tab's title and icon, which nobody sees before the page itself. */
export function LateTabCounts(counts: Parameters<typeof TabCounts>[0]) {
  const { Part } = useTabCounts();
  return Part === null ? null : <Part {...counts} />;
}
