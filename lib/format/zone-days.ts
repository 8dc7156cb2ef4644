/** Days and moments of a time zone's clocks, whatever those do that day. Days are texts: "2026-11-26". */

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** A zone that this machine does not know is UTC. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  // Its name counts in any case: each way to write it would be kept for ever.
  const key = timeZone.toLowerCase();
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const options = { ...parts, second: "numeric", hourCycle: "h23", calendar: "gregory" } as const;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat("en-u-nu-latn", { ...options, timeZone });
  } catch {
    made = new Intl.DateTimeFormat("en-u-nu-latn", { ...options, timeZone: "UTC" });
  }
  formatters.set(key, made);
  return made;
}

/** What the zone's clocks show at a moment, as if they were in Greenwich: ms since the epoch, whole seconds. */
export function shownMs(ms: number, timeZone: string): number {
  // Month, day, year, hour, minute, second: parts by name take three times as long, and years of days are asked for.
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] =
    formatterOf(timeZone).format(ms).match(/\d+/g)?.map(Number) ?? [];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The first moment at which a zone's clocks show this; of a time that they skip, the moment they skip it at or the one that
 * comes as long after it. @param shown as if it were in Greenwich, ms since the epoch
 */
function momentShowing(shown: number, timeZone: string): number {
  const offsets = [shown - DAY_MS, shown, shown + DAY_MS].map((around) => shownMs(around, timeZone) - around);
  const candidates = [...new Set(offsets)].map((offset) => shown - offset).sort((one, other) => one - other);
  return candidates.find((ms) => shownMs(ms, timeZone) === shown) ?? shown - (offsets[0] ?? 0);
}

const two = (number: number) => String(number).padStart(2, "0");
const dayOfShown = (shown: number): string => new Date(shown).toISOString().slice(0, 10);

/** The day of a moment. */
export function dayIn(ms: number, timeZone: string): string {
  return dayOfShown(shownMs(ms, timeZone));
}

/** The first moment of a day, ms since the epoch. */
export function dayStartMs(day: string, timeZone: string): number {
  return momentShowing(Date.parse(`${day}T00:00:00Z`), timeZone);
}

/** So many days later. */
export function addDays(day: string, days: number): string {
  return dayOfShown(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** 1 (Monday) to 7 */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The first day of a month, so many months later. */
export function monthStart(day: string, months = 0): string {
  const date = new Date(`${day}T00:00:00Z`);
  const at = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-01`;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?$/;

/**
 * A day, or a day and a time, of the zone's clocks: "2026-11-26", "2026-11-26T14:30".
 * @param edge of a day: its first moment, or that of the day after
 * @returns ms since the epoch; null for what is neither
 */
export function localMs(text: string, timeZone: string, edge: "start" | "end"): number | null {
  const [, day, hours, minutes] = LOCAL.exec(text) ?? [];
  if (day === undefined) return null;
  const shown = Date.parse(`${day}T00:00:00Z`);
  // A 30th of February is no day, though engines make one of it.
  if (Number.isNaN(shown) || dayOfShown(shown) !== day) return null;
  if (hours === undefined || minutes === undefined) {
    return dayStartMs(edge === "start" ? day : addDays(day, 1), timeZone);
  }
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return momentShowing(shown + (Number(hours) * 60 + Number(minutes)) * 60_000, timeZone);
}
