/** Before and after these no time of a call makes sense: "0001-01-01" and "9999-12-31" are ways of writing nothing. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** Date, then time with or without seconds and fractions, then the offset: what services write for ISO 8601. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(Z|UTC|GMT|([+-])(\d\d)(?::?(\d\d))?))?(?:\[[\w/+-]+\])?)?$/i;
/** "Mon, 01 Dec 2025 12:00:00 GMT", as HTTP and e-mail write it. */
const RFC_2822 = /^(?:[a-z]{3,9}, ?)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)?( (?:GMT|UTC?|Z|[+-]\d{4}))?$/i;
/** "20261126T150000Z", ISO 8601 without its signs. */
const BASIC_ISO = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)((?:[.,]\d+)?(?:Z|[+-]\d\d:?(?:\d\d)?)?)$/i;
/** "Thu Nov 26 2026 15:00:00 GMT+0000 (Coordinated Universal Time)", as JavaScript writes a date that is made a text. */
const JAVASCRIPT = /^[a-z]{3} [a-z]{3} \d{1,2} \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}(?: \([^()]{0,80}\))?$/i;
const DIGITS = /^\d{9,19}(?:\.\d+)?$/;

/**
 * The one reader of times: milliseconds since the epoch, or null when there is none, it cannot be read or it makes no sense
 * (before 2000 or after 2099). Reads ISO 8601, RFC 2822 and JavaScript's own; numbers, and texts of digits, as seconds, milliseconds, micro- or
 * nanoseconds since the epoch. A time without an offset is UTC, wherever the server stands. Other texts are not times: engines
 * read "order 5" as the fifth month.
 */
export function timeMs(told: unknown): number | null {
  const ms = typeof told === "number" ? epochMs(told) : typeof told === "string" ? textMs(told.trim()) : null;
  return ms !== null && ms >= EARLIEST_MS && ms < LATEST_MS ? ms : null;
}

/** The same of a text, of any age: what somebody filters by. */
export function textMs(text: string): number | null {
  const plain = plainIsoMs(text);
  if (!Number.isNaN(plain)) return plain;
  const iso = ISO.exec(text);
  if (iso !== null) return isoMs(iso);
  if (DIGITS.test(text)) return epochMs(Number(text));
  const basic = ISO.exec(text.replace(BASIC_ISO, "$1-$2-$3T$4:$5:$6$7"));
  if (basic !== null) return isoMs(basic);
  const rfc = RFC_2822.exec(text);
  if (rfc === null && !JAVASCRIPT.test(text)) return null;
  const ms = Date.parse(rfc !== null && rfc[1] === undefined ? `${text} GMT` : text.replace(/ \(.*$/, ""));
  return Number.isFinite(ms) ? ms : null;
}

/** The day read last: the lines of a call are of one day, or of two. */
let lastDay = { text: "", ms: Number.NaN };

/** "2026-11-26T15:00:00.000Z", with milliseconds or without: as nearly all times are written. Not a number: anything else. */
function plainIsoMs(text: string): number {
  const { length } = text;
  if ((length !== 24 && length !== 20) || text[length - 1] !== "Z" || text[10] !== "T") return Number.NaN;
  if (text[13] !== ":" || text[16] !== ":" || (length === 24 && text[19] !== ".")) return Number.NaN;
  const [hour, minute, second] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)];
  if (hour > 23 || minute > 59 || second > 60) return Number.NaN;
  const day = text.slice(0, 10);
  if (day !== lastDay.text) {
    const parts = ISO.exec(day);
    lastDay = { text: day, ms: (parts === null ? null : isoMs(parts)) ?? Number.NaN };
  }
  return lastDay.ms + ((hour * 60 + minute) * 60 + second) * 1000 + (length === 24 ? digits(text, 20, 23) : 0);
}

/** The number that stands between two places; not a number where something else does. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function isoMs(parts: RegExpExecArray): number | null {
  const part = (index: number) => Number(parts[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A 30th of February is no time, though engines make one of it.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || month < 1) return null;
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 60) return null;
  const fractionMs = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000);
  const offsetMinutes = (part(10) * 60 + part(11)) * (parts[9] === "-" ? -1 : 1);
  return date.getTime() + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + fractionMs;
}

/** Which unit it is its size tells: between 2000 and 2100 no two units meet. */
function epochMs(number: number): number | null {
  for (const perMs of [0.001, 1, 1_000, 1_000_000]) {
    const ms = number / perMs;
    if (ms >= EARLIEST_MS && ms < LATEST_MS) return Math.round(ms);
  }
  return null;
}

const ISO_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * A time as every reader understands it: as it came where that is ISO 8601 with an offset. Null: not a time.
 * @param latestMs a later one makes no sense
 */
export function timeText(told: unknown, latestMs: number | null = null): string | null {
  const ms = timeMs(told);
  if (ms === null || (latestMs !== null && ms > latestMs)) return null;
  return typeof told === "string" && ISO_WITH_OFFSET.test(told) ? told : new Date(ms).toISOString();
}

/** For sorting, the unknown last. */
export function byTime(a: string | null, b: string | null): number {
  const [one, other] = [timeMs(a) ?? Number.MAX_SAFE_INTEGER, timeMs(b) ?? Number.MAX_SAFE_INTEGER];
  return one - other;
}
