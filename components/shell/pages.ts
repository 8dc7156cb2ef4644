import { analyticsPagePath, callsPagePath, livePagePath, qualityPath, wallPagePath } from "@/lib/wire/paths";

/** Where a page with the frame is. */
export type Page = "live" | "call" | "calls" | "analytics" | "quality";

/** What the head of every page leads to. `from`: a smaller screen's head has no room for it, and the menu beside it has it. */
export const PAGES = [
  { page: "live", label: "Live", href: livePagePath, from: null },
  { page: "calls", label: "Calls", href: callsPagePath(), from: null },
  { page: "analytics", label: "Analytics", href: analyticsPagePath(), from: "md" },
  { page: "quality", label: "Quality", href: qualityPath, from: "md" },
  { page: "wall", label: "Wall", href: wallPagePath, from: "sm" },
] as const;
