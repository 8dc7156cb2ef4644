import { formatDuration, formatResponse, UNKNOWN } from "@/lib/format/duration";
import { addDays, dayIn, shownMs, weekdayOf } from "@/lib/format/zone-days";
import type { AnalyticsBucket } from "@/lib/wire/analytics-contract";

const NUMBER = new Intl.NumberFormat("en");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "1,204"; "—" where it is not known */
export const countText = (value: number | null): string => (value === null ? UNKNOWN : NUMBER.format(value));
export const callsText = (value: number): string => `${NUMBER.format(value)} ${value === 1 ? "call" : "calls"}`;
/** A part of 1: "93 %", below a tenth and above nine with a digit more where that tells something. */
export function shareText(value: number | null): string {
  if (value === null) return UNKNOWN;
  const percent = value * 100;
  const isWhole = Math.abs(percent - Math.round(percent)) < 0.05 || (percent >= 10 && percent <= 95);
  return `${isWhole ? Math.round(percent) : percent.toFixed(1)} %`;
}
export const secondsText = (value: number | null): string => formatDuration(value === null ? null : value * 1_000);
export const responseText = (ms: number | null): string => formatResponse(ms);
export const decimalText = (value: number | null): string =>
  value === null ? UNKNOWN : value >= 100 ? countText(Math.round(value)) : value.toFixed(1).replace(/\.0$/, "");

/** "26 Nov" */
function shortDay(day: string): string {
  const [, month = "1", date = "1"] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ""}`;
}
/** "Thu 26 Nov" */
export const namedDay = (day: string): string => `${WEEKDAYS[weekdayOf(day) - 1] ?? ""} ${shortDay(day)}`;

const two = (value: number) => String(value).padStart(2, "0");
/** "14:30" by the zone's clocks */
export function clockText(ms: number, timeZone: string): string {
  const shown = new Date(shownMs(ms, timeZone));
  return `${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}`;
}

/** What a bucket is called: by its axis, and in full. Made by hand, so that server and browser write the same. */
export function bucketWords(
  { start, end }: { start: string; end: string },
  bucket: AnalyticsBucket,
  timeZone: string,
): { tick: string; label: string } {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
  const day = dayIn(startMs, timeZone);
  if (bucket === "hour") {
    const from = clockText(startMs, timeZone);
    return { tick: from, label: `${namedDay(day)}, ${from}–${clockText(endMs, timeZone)}` };
  }
  if (bucket === "day") return { tick: shortDay(day), label: namedDay(day) };
  const last = dayIn(endMs - 1, timeZone);
  return { tick: shortDay(day), label: day === last ? namedDay(day) : `${namedDay(day)} – ${namedDay(last)}` };
}

/** "Thu 20 – Thu 26 Nov 2026"; with times where it does not begin and end with a day. */
export function spanWords(fromIso: string, toIso: string, timeZone: string): string {
  const [fromMs, toMs] = [Date.parse(fromIso), Date.parse(toIso)];
  const [first, last] = [dayIn(fromMs, timeZone), dayIn(toMs - 1, timeZone)];
  const isMidnight = (ms: number) => shownMs(ms, timeZone) % 86_400_000 === 0;
  const year = last.slice(0, 4);
  if (!isMidnight(fromMs) || !isMidnight(toMs)) {
    const end = dayIn(toMs, timeZone);
    const until = `${end === first ? "" : `${namedDay(end)}, `}${clockText(toMs, timeZone)}`;
    return `${namedDay(first)}, ${clockText(fromMs, timeZone)} – ${until} ${end.slice(0, 4)}`;
  }
  if (first === last) return `${namedDay(first)} ${year}`;
  const firstYear = first.slice(0, 4);
  return `${namedDay(first)}${firstYear === year ? "" : ` ${firstYear}`} – ${namedDay(last)} ${year}`;
}

/** The day that lies before, for "against the 7 days before". */
export const daysWords = (days: number): string => (days === 1 ? "the day before" : `${days} days earlier`);

export const hourText = (hour: number): string => `${two(hour)}:00`;
/** The Monday that so many weeks later is. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
