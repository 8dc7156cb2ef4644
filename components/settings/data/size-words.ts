import { formatBytes } from "@/lib/format/bytes";
import type { ArchiveSize } from "@/lib/wire/archive-contract";
import { calls } from "./backfill-words";

type Size = ArchiveSize["data"];

const NUMBER = new Intl.NumberFormat("en");
const DAYS_A_WEEK = 7;
/** Whoever has less than this left is told what to do. */
const SOON_DAYS = 90;

/** How many calls a day there are lately; null: nobody can tell yet. */
const perDayOf = ({ recentCalls, recentDays }: Size): number | null =>
  recentDays === null ? null : recentCalls / recentDays;

/** "about 1,200 calls (12 MB) a day": from the calls of the last days, each as large as all are on average. */
export function growthWords(size: Size): string {
  const perDay = perDayOf(size);
  if (size.calls === 0) return "Nothing is kept yet.";
  if (perDay === null) return "Not known yet: there are calls of less than a day.";
  const about = (days: number) => {
    const count = Math.round(perDay * days);
    const bytes = (count * size.archiveBytes) / size.calls;
    return `${calls(count)} (${formatBytes(bytes)})`;
  };
  const days = Math.round(size.recentDays ?? 0);
  const from = days >= DAYS_A_WEEK ? "the last 7 days" : days === 1 ? "one day" : `${days} days`;
  return `About ${about(1)} a day, ${about(DAYS_A_WEEK)} a week, by the calls of ${from}.`;
}

/** How full the embedded database is, and what will come of it. `percent` is above 100 where it holds more than it is for. */
export type Fullness = { percent: number; words: string; isPressing: boolean };

/** @returns null: on a server, which has no such end */
export function fullnessOf(size: Size): Fullness | null {
  const { usualMost, keptDays } = size;
  if (usualMost === null) return null;
  const percent = Math.floor((size.calls / usualMost) * 100);
  const left = usualMost - size.calls;
  const perDay = perDayOf(size);
  if (left <= 0) {
    const words = "It holds more than it is made for. Nothing is switched off; searches and exports become slow.";
    return { percent, words, isPressing: true };
  }
  if (perDay === null || perDay === 0)
    return { percent, words: `There is room for ${calls(left)}.`, isPressing: false };
  const days = Math.floor(left / perDay);
  const inTheEnd = Math.round(perDay * keptDays);
  if (inTheEnd < usualMost) {
    const words = `At this rate it does not fill up: calls go after ${NUMBER.format(keptDays)} days, so it comes to hold about ${calls(inTheEnd)}.`;
    return { percent, words, isPressing: false };
  }
  const when = days === 0 ? "less than a day" : days === 1 ? "about a day" : `about ${NUMBER.format(days)} days`;
  return { percent, words: `At this rate it is full in ${when}.`, isPressing: days < SOON_DAYS };
}
