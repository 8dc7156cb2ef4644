import { addDays, dayIn, dayStartMs, shownMs, weekdayOf } from "@/lib/format/zone-days";
import { type AnalyticsBucket, MOST_BUCKETS } from "@/lib/wire/analytics-contract";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = 900_000;
/** A day of 25 hours is one day. */
const SLACK_MS = 3 * HOUR_MS;
const LENGTH_MS: Record<AnalyticsBucket, number> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };

/** From `startMs` on and before `endMs`, ms since the epoch. */
type Bucket = { startMs: number; endMs: number; isPartial: boolean };
/** Buckets that follow each other; everything is counted from `fromMs` on and before `toMs`. */
export type Buckets = { fromMs: number; toMs: number; buckets: Bucket[] };

type Range = { fromMs: number; toMs: number; timeZone: string; bucket: AnalyticsBucket };

/** What suits a range: up to a few days by hours, up to half a year by days. */
export function bucketFor(spanMs: number): AnalyticsBucket {
  if (spanMs <= 3 * DAY_MS + SLACK_MS) return "hour";
  return spanMs <= 184 * DAY_MS ? "day" : "week";
}

/** So many buckets such a range would have, about. */
const countOf = ({ fromMs, toMs, bucket }: Omit<Range, "timeZone">): number =>
  Math.ceil((toMs - fromMs) / LENGTH_MS[bucket]);

export const isTooLong = (range: Omit<Range, "timeZone">): boolean => countOf(range) > MOST_BUCKETS;

/**
 * The hours, days or weeks (from Monday) of a range by the clocks of its zone, up to the one that is now. The first and the last
 * begin and end where the range does. An hour begins where the clocks show a full one, and where they are put forward or back.
 */
export function bucketsOf({ fromMs, toMs, timeZone, bucket }: Range, nowMs: number): Buckets {
  const edges = bucket === "hour" ? hoursOf(fromMs, toMs, timeZone) : daysOf(fromMs, toMs, timeZone, bucket);
  const buckets: Bucket[] = [];
  for (const [place, edgeMs] of edges.entries()) {
    const nextMs = edges[place + 1];
    if (nextMs === undefined || nextMs <= fromMs || edgeMs >= toMs) continue;
    const startMs = Math.max(edgeMs, fromMs);
    if (startMs > nowMs && buckets.length > 0) break;
    const endMs = Math.min(nextMs, toMs);
    buckets.push({ startMs, endMs, isPartial: startMs !== edgeMs || endMs !== nextMs || endMs > nowMs });
  }
  return { fromMs, toMs: buckets.at(-1)?.endMs ?? toMs, buckets };
}

/** Days, or Mondays, from the one that the range begins in to the one behind its end. */
function daysOf(fromMs: number, toMs: number, timeZone: string, bucket: "day" | "week"): number[] {
  const step = bucket === "day" ? 1 : 7;
  const first = dayIn(fromMs, timeZone);
  let day = bucket === "day" ? first : addDays(first, 1 - weekdayOf(first));
  const edges = [dayStartMs(day, timeZone)];
  while ((edges.at(-1) ?? toMs) < toMs) {
    day = addDays(day, step);
    const nextMs = dayStartMs(day, timeZone);
    // A day that the zone skipped has no length.
    if (nextMs > (edges.at(-1) ?? 0)) edges.push(nextMs);
  }
  return edges;
}

function hoursOf(fromMs: number, toMs: number, timeZone: string): number[] {
  const days = daysOf(fromMs, toMs, timeZone, "day");
  const edges: number[] = [];
  for (const [place, dayMs] of days.entries()) {
    const nextMs = days[place + 1];
    if (nextMs === undefined) continue;
    if (nextMs - dayMs === DAY_MS) for (let ms = dayMs; ms < nextMs; ms += HOUR_MS) edges.push(ms);
    else edges.push(...hoursOfOddDay(dayMs, nextMs, timeZone));
  }
  const last = days.at(-1);
  return last === undefined ? edges : [...edges, last];
}

function hoursOfOddDay(dayMs: number, nextMs: number, timeZone: string): number[] {
  const edges = [dayMs];
  let before = shownMs(dayMs, timeZone);
  for (let ms = dayMs + QUARTER_MS; ms < nextMs; ms += QUARTER_MS) {
    const shown = shownMs(ms, timeZone);
    if (shown % HOUR_MS === 0 || shown - before !== QUARTER_MS) edges.push(ms);
    before = shown;
  }
  return edges;
}

/** How far the zone's clocks are from Greenwich, from each moment on, over a range. */
export function offsetsOf({ fromMs, toMs, timeZone }: Omit<Range, "bucket">): { fromMs: number; offsetMs: number }[] {
  const offsetAt = (ms: number) => shownMs(ms, timeZone) - Math.floor(ms / 1_000) * 1_000;
  // Clocks change at full quarters of an hour.
  let lowMs = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS;
  let beforeMs = offsetAt(lowMs);
  const offsets = [{ fromMs: lowMs, offsetMs: beforeMs }];
  for (; lowMs < toMs; lowMs += DAY_MS) {
    const offsetMs = offsetAt(lowMs + DAY_MS);
    if (offsetMs === beforeMs) continue;
    beforeMs = offsetMs;
    let [before, after] = [lowMs, lowMs + DAY_MS];
    while (after - before > QUARTER_MS) {
      const middle = before + Math.floor((after - before) / 2 / QUARTER_MS) * QUARTER_MS;
      if (offsetAt(middle) === offsetMs) after = middle;
      else before = middle;
    }
    offsets.push({ fromMs: after, offsetMs });
  }
  return offsets;
}

/** So many days before, whole weeks, the same span lies before this one. */
export function daysBefore({ fromMs, toMs, timeZone }: Omit<Range, "bucket">): number {
  let days = 7 * Math.max(1, Math.floor((toMs - fromMs - SLACK_MS) / (7 * DAY_MS)));
  while (momentBefore(toMs, days, timeZone) > fromMs) days += 7;
  return days;
}

/** The moment at which the zone's clocks showed the same, so many days before; of a time they skipped, that of the skip. */
export function momentBefore(ms: number, days: number, timeZone: string): number {
  const shown = shownMs(ms, timeZone) + (ms % 1_000);
  const day = addDays(dayIn(ms, timeZone), -days);
  const startMs = dayStartMs(day, timeZone);
  const wanted = shown - days * DAY_MS;
  let found = startMs + (wanted - shownMs(startMs, timeZone));
  // Between the start of the day and this moment the clocks may have been put forward or back.
  found += wanted - (shownMs(found, timeZone) + (found % 1_000));
  return Math.max(startMs, found);
}
