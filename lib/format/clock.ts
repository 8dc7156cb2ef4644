import { timeMs } from "@/lib/calls/time";
import { UNKNOWN } from "./duration";

type Moment = string | number | null | undefined;

function momentMs(moment: Moment): number | null {
  const ms = typeof moment === "string" ? (timeMs(moment) ?? Number.NaN) : (moment ?? Number.NaN);
  // Beyond this a Date is invalid and Intl throws.
  return Math.abs(ms) <= 8.64e15 ? ms : null;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
const DAY = { weekday: "short", day: "numeric", month: "short" } as const;
const DAY_OF_YEAR = { day: "numeric", month: "short", year: "numeric" } as const;
const EXACT = { ...DAY, year: "numeric", ...CLOCK, timeZoneName: "shortOffset" } as const;
const SORTABLE_DAY = { year: "numeric", month: "2-digit", day: "2-digit" } as const;

/** Making a formatter costs a hundred times what using one does, so each is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  // A zone's name counts in any case: each way to write it would be kept for ever.
  const key = `${name} ${timeZone?.toLowerCase() ?? ""}`;
  const known = formatters.get(key);
  if (known) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    // A zone this machine does not know: a time in UTC is better than a broken page.
    made = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
  formatters.set(key, made);
  return made;
}

/**
 * Wall-clock time, "14:02:09", of an ISO time or of milliseconds since the epoch, in an IANA zone (default: this
 * machine's; a zone that is not known: UTC). "—" when there is no time or it cannot be read.
 */
export function formatClock(moment: Moment, timeZone?: string): string {
  const ms = momentMs(moment);
  return ms === null ? UNKNOWN : formatter("clock", CLOCK, timeZone).format(ms);
}

/**
 * A moment that can be mistaken for no other: "Sun 1 Nov 2026, 00:30:00 GMT-5 (America/Havana)". The hour that comes
 * twice when clocks go back differs by its distance to Greenwich. Zone and unreadable times as in formatClock.
 */
export function formatExactly(moment: Moment, timeZone?: string): string {
  const ms = momentMs(moment);
  if (ms === null) return UNKNOWN;
  const format = formatter("exact", EXACT, timeZone);
  const zone = zoneOf(format);
  const text = format
    .format(ms)
    .replace(",", "")
    .replace(/GMT(\+0)?$/, "UTC");
  return `${text}${zone === "UTC" ? "" : ` (${zone.replaceAll("_", " ")})`}`;
}

const zones = new WeakMap<Intl.DateTimeFormat, string>();

/** Asking a formatter for its zone costs far more than using it, so each is asked once. */
function zoneOf(format: Intl.DateTimeFormat): string {
  const known = zones.get(format) ?? format.resolvedOptions().timeZone;
  zones.set(format, known);
  return known;
}

/** This machine's time zone, "America/New York". */
export const ownZone = (): string => zoneOf(formatter("clock", CLOCK)).replaceAll("_", " ");

/** Day number in the zone, so that yesterday is yesterday across a change of clocks too. */
function dayNumber(ms: number, timeZone?: string): number {
  const parts = formatter("sortable", SORTABLE_DAY, timeZone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day")) / 86_400_000;
}

/**
 * The day of a moment as seen from `nowMs`: "Today", "Yesterday", "Mon 24 Nov", and "24 Nov 2025" once half a year away.
 * Zone and unreadable times as in formatClock.
 */
export function formatDay(moment: Moment, nowMs: number, timeZone?: string): string {
  const ms = momentMs(moment);
  const now = momentMs(nowMs);
  if (ms === null || now === null) return UNKNOWN;
  const daysAgo = dayNumber(now, timeZone) - dayNumber(ms, timeZone);
  if (daysAgo === 0) return "Today";
  if (daysAgo === 1) return "Yesterday";
  const [name, options] = Math.abs(daysAgo) < 183 ? (["day", DAY] as const) : (["year", DAY_OF_YEAR] as const);
  return formatter(name, options, timeZone).format(ms).replace(",", "");
}
