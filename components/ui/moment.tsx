"use client";

const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const DAY_MS = 86_400_000;

/** A moment as the reader's own clock has it, for pages drawn in the browser. @param iso ISO 8601; null: "never" */
export function Moment({ iso }: { iso: string | null }) {
  if (iso === null) return <>never</>;
  return <time dateTime={iso}>{FORMAT.format(new Date(iso))}</time>;
}

/** "in 3 days", "2 hours ago": how far a moment is from now, in the largest unit that fits. */
export function fromNow(iso: string, nowMs: number): string {
  const ms = Date.parse(iso) - nowMs;
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const size = Math.abs(ms);
  if (size < 60_000) return ms < 0 ? "just now" : "in less than a minute";
  if (size < 3_600_000) return words.format(Math.trunc(ms / 60_000), "minute");
  if (size < DAY_MS) return words.format(Math.trunc(ms / 3_600_000), "hour");
  return words.format(Math.trunc(ms / DAY_MS), "day");
}
