"use client";

const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const DAY_MS = 86_400_000;

const EXACTLY = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });
const FORMAT_SECONDS = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/**
 * A moment as the reader's own clock has it, for pages drawn in the browser: "26 Nov 2026, 13:05", with `seconds`
 * "26 Nov 2026, 13:05:09". Its zone stands in its title. @param iso ISO 8601; null: "never"
 */
export function Moment({ iso, seconds = false }: { iso: string | null; seconds?: boolean }) {
  if (iso === null) return <>never</>;
  return (
    <time dateTime={iso} title={EXACTLY.format(new Date(iso))}>
      {(seconds ? FORMAT_SECONDS : FORMAT).format(new Date(iso))}
    </time>
  );
}

/** The reader's own time zone, "Europe/Helsinki (GMT+2)", for pages drawn in the browser. */
export function zoneWords(): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZoneName: "shortOffset" });
  const offset = format.formatToParts(new Date()).find(({ type }) => type === "timeZoneName")?.value;
  const { timeZone } = format.resolvedOptions();
  return timeZone === "UTC" || offset === undefined ? timeZone : `${timeZone.replaceAll("_", " ")} (${offset})`;
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
