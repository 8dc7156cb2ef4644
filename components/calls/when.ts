import { addDays, dayIn, dayStartMs, localMs, monthStart, weekdayOf } from "@/lib/format/zone-days";

/** Spans of time that people ask for by name, in their own zone. */
export const PRESETS = ["today", "yesterday", "last7", "last30", "week", "month", "lastMonth"] as const;
export type Preset = (typeof PRESETS)[number];

export const PRESET_WORDS: Record<Preset, string> = {
  today: "Today",
  yesterday: "Yesterday",
  last7: "Last 7 days",
  last30: "Last 30 days",
  week: "This week",
  month: "This month",
  lastMonth: "Last month",
};

/** From this moment on, and before that one, ms since the epoch; null: no end. */
export type Span = { fromMs: number | null; toMs: number | null };

/**
 * What a preset means now. Today belongs to all but yesterday and last month; what is to come is left open, so that the span
 * stays the same while the day goes on. Weeks begin on Monday.
 */
export function presetSpan(preset: Preset, { nowMs, timeZone }: { nowMs: number; timeZone: string }): Span {
  const today = dayIn(nowMs, timeZone);
  const from = (day: string): Span => ({ fromMs: dayStartMs(day, timeZone), toMs: null });
  const between = (first: string, after: string): Span => ({
    fromMs: dayStartMs(first, timeZone),
    toMs: dayStartMs(after, timeZone),
  });
  switch (preset) {
    case "today":
      return from(today);
    case "yesterday":
      return between(addDays(today, -1), today);
    case "last7":
      return from(addDays(today, -6));
    case "last30":
      return from(addDays(today, -29));
    case "week":
      return from(addDays(today, 1 - weekdayOf(today)));
    case "month":
      return from(monthStart(today));
    case "lastMonth":
      return between(monthStart(today, -1), monthStart(today));
  }
}

/** Days of the year 0 and of others that nobody means would be refused by the server. */
const YEAR = /^(19|20)\d{2}-/;
const EXACT = /^(19|20)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A moment as an address has it: a day or a day and a time of the reader's clocks ("2026-11-26", "2026-11-26T14:30"), or one
 * that is the same everywhere ("2026-11-26T12:30:00Z").
 * @param edge which end of a day is meant
 * @returns ms since the epoch; null for what is none of these
 */
export function momentMs(text: string, timeZone: string, edge: "start" | "end"): number | null {
  if (!YEAR.test(text)) return null;
  if (!EXACT.test(text)) return localMs(text, timeZone, edge);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
