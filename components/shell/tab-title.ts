import type { FreshnessKind } from "@/lib/queries/freshness";

export type TabCounts = {
  /** running calls; left out on a page about one call */
  active?: number | undefined;
  /** what needs attention: calls, or on a call's own page its reasons */
  attention: number;
  /** how many of these are critical */
  critical: number;
  /** how fresh all that is */
  kind: FreshnessKind;
};

/** Counts that may be over are not told as if they stood. */
const NOT_NOW: Partial<Record<FreshnessKind, string>> = { stale: "old", offline: "offline", paused: "paused" };

/** "(12 · 3!) Live · Earshot": calls now and what needs attention; "3!!" when some of it is critical; "(old)" otherwise. */
export function tabTitle(page: string, { active, attention, critical, kind }: TabCounts): string {
  const alarms = attention > 0 ? `${attention}${critical > 0 ? "!!" : "!"}` : null;
  const calls = active === undefined || (active === 0 && alarms === null) ? null : String(active);
  const told = NOT_NOW[kind] ?? [calls, alarms].filter((part) => part !== null).join(" · ");
  return `${told === "" ? "" : `(${told}) `}${page} · Earshot`;
}

export type TabMark = { text: string; tone: "critical" | "warning" | "calm" };

/** What the tab's icon carries: the number that matters most, "?" while the data is old, nothing when all is quiet. */
export function tabMark({ active = 0, attention, critical, kind }: TabCounts): TabMark | null {
  if (kind === "paused") return null;
  if (NOT_NOW[kind]) return { text: "?", tone: "calm" };
  const count = attention > 0 ? attention : active;
  if (count === 0) return null;
  const tone = critical > 0 ? "critical" : attention > 0 ? "warning" : "calm";
  return { text: count > 99 ? "99" : String(count), tone };
}
