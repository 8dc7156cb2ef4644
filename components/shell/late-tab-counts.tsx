"use client";

import { lazyAddition } from "./lazy-addition";

/** Counts in the tab's title and icon, which nobody sees before the page itself. */
export const LateTabCounts = lazyAddition(() => import("./tab-counts").then((part) => part.TabCounts));
