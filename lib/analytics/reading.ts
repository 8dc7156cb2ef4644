import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { archivedCalls, callFigures as figures } from "@/lib/database/schema";
import { inTurns } from "@/lib/jobs/in-turns";
import type { Buckets } from "./buckets";
import { type Level, levelsOf } from "./concurrency";
import { loadCalls, placeAmong } from "./load";
import { measuresBy } from "./measuring";
import type { PartsOf } from "./parts";
import { all, type MeasuresRow, NO_MEASURES, texts as textArray } from "./statements";
import { COMPLETED, type TextColumn, WATCHED, type Window } from "./window";

/** What calls are grouped by; the same as the filter of that name finds. */
export type Dimension = "agent" | "campaign" | "direction";

type Statused = { key: string | null; status: string; calls: number };
export type Counted = { key: string; place: number; calls: number };
type WeekHour = Record<"weekday" | "hour" | "calls" | "completed" | "unanswered" | "watched" | "needed", number>;
const UNANSWERED = ["no_answer", "busy", "failed"];
const HOUR_MS = 3_600_000;
/** So many are counted in their places, which is quicker than by name. */
const MOST_NUMBERS = 1_000_000;

/**
 * Reads figures of the calls that conditions leave: the calls once, and everything of them by counting here.
 * @param question.conditions of the question and of what the reader sees at all, without the range
 */
export async function readFigures(database: Database, range: Buckets, question: Parameters<typeof loadCalls>[2]) {
  const { buckets } = range;
  const { windows, texts } = await loadCalls(database, range, question);
  const textOf = (column: TextColumn, place: number) => texts[column][place] ?? "";
  const lists = texts.reasons.map((text) => (text === null ? [] : (JSON.parse(text) as string[])));
  const reasonsOf = Uint8Array.from(lists, ({ length }) => length);

  /** Every call of the range. */
  const visit = (each: (window: Window, call: number, bucket: number) => void): Promise<void> =>
    inTurns(
      (function* () {
        for (const window of windows) {
          for (let call = 0; call < window.count; call += 1) {
            const bucket = window.bucket[call] ?? -1;
            if (bucket >= 0) each(window, call, bucket);
          }
          yield;
        }
      })(),
    );

  /** How many calls of the range have each number. @param most all are below it @param numberOf -1: is not counted */
  async function count(
    most: number,
    numberOf: (window: Window, call: number, bucket: number) => number,
  ): Promise<[number, number][]> {
    const few = new Uint32Array(Math.min(most, MOST_NUMBERS));
    const more = new Map<number, number>();
    await visit((window, call, bucket) => {
      const number = numberOf(window, call, bucket);
      if (number === -1) return;
      if (number < few.length) few[number] = (few[number] ?? 0) + 1;
      else more.set(number, (more.get(number) ?? 0) + 1);
    });
    return [...[...few.entries()].filter(([, calls]) => calls > 0), ...more];
  }

  /** Calls by bucket (from 0) and status. */
  async function statuses(): Promise<{ place: number; status: string; calls: number }[]> {
    const some = texts.status.length;
    const found = await count(
      buckets.length * some,
      (window, call, bucket) => bucket * some + (window.status[call] ?? 0),
    );
    return found.map(([number, calls]) => {
      return { place: Math.floor(number / some), status: textOf("status", number % some), calls };
    });
  }

  const measures = (groups: number, groupsOf: PartsOf) => inTurns(measuresBy(windows, groups, groupsOf, reasonsOf));

  /** Measures of each bucket, in its place. */
  const byBucket = () => measures(buckets.length, (window) => window.bucket);

  async function totals(): Promise<MeasuresRow> {
    const [row] = await measures(1, ({ bucket }) => bucket.map((place) => Math.min(0, place)));
    return row ?? NO_MEASURES;
  }

  /** Peak, and milliseconds of calls, of each bucket. @param nowMs what comes after it has not happened */
  function concurrency(nowMs: number): Promise<Level[]> {
    const passed = buckets.map(({ startMs, endMs }) => ({
      ...{ startMs, endMs: Math.max(startMs + 1, Math.min(endMs, nowMs)) },
    }));
    return inTurns(levelsOf(passed, windows));
  }

  /** Calls by key and status. */
  async function groups(dimension: Dimension): Promise<Statused[]> {
    const some = texts.status.length;
    const found = await count(
      texts[dimension].length * some,
      (window, call) => (window[dimension][call] ?? 0) * some + (window.status[call] ?? 0),
    );
    return found.map(([number, calls]) => {
      const key = texts[dimension][Math.floor(number / some)] ?? null;
      return { key, status: textOf("status", number % some), calls };
    });
  }

  /** Of each text of a column its place among some; -1: it is none of them. */
  const placesOf = (column: TextColumn, some: readonly string[]) =>
    Int32Array.from(texts[column], (text) => (text === null ? -1 : some.indexOf(text)));

  /** Measures of some keys, in their places. */
  function byKey(dimension: Dimension, keys: readonly string[]): Promise<MeasuresRow[]> {
    const places = placesOf(dimension, keys);
    return measures(keys.length, ({ bucket, [dimension]: own }) =>
      bucket.map((place, call) => (place < 0 ? -1 : (places[own[call] ?? 0] ?? -1))),
    );
  }

  /** Calls of some keys by bucket. */
  async function trends(column: TextColumn, keys: readonly string[]): Promise<Counted[]> {
    const places = placesOf(column, keys);
    const found = await count(keys.length * buckets.length, (window, call, bucket) => {
      const place = places[window[column][call] ?? 0] ?? -1;
      return place === -1 ? -1 : place * buckets.length + bucket;
    });
    return found.map(([number, calls]) => {
      return { key: keys[Math.floor(number / buckets.length)] ?? "", place: number % buckets.length, calls };
    });
  }

  /** The newest name of agents that have an id. */
  async function names(ids: readonly string[]): Promise<{ id: string; name: string | null }[]> {
    if (ids.length === 0) return [];
    const { rows } = await database.execute(
      sql`select id, (select ${archivedCalls.agentName} from ${archivedCalls} where ${archivedCalls.agentId} = id
        order by ${archivedCalls.happenedAt} desc nulls first limit 1) as name from unnest(${textArray(ids)}) as id`,
    );
    return rows as { id: string; name: string | null }[];
  }

  /** @param offsets of the zone's clocks from Greenwich, from each moment on */
  async function weekHours(offsets: readonly { fromMs: number; offsetMs: number }[]): Promise<WeekHour[]> {
    const offsetAt = placeAmong(offsets.map(({ fromMs }) => fromMs));
    const hours = Array.from({ length: 7 * 24 }, (_, place) => ({
      ...{ weekday: Math.floor(place / 24) + 1, hour: place % 24 },
      ...{ calls: 0, completed: 0, unanswered: 0, watched: 0, needed: 0 },
    }));
    const unanswered = new Set(UNANSWERED.map((status) => texts.status.indexOf(status)));
    await visit((window, call) => {
      const atMs = window.atMs[call] ?? 0;
      const here = Math.floor((atMs + (offsets[Math.max(0, offsetAt(atMs))]?.offsetMs ?? 0)) / HOUR_MS);
      // The first hour of 1970 was a Thursday's.
      const hour = hours[(((here + 3 * 24) % 168) + 168) % 168];
      if (hour === undefined) return;
      hour.calls += 1;
      if (((window.flags[call] ?? 0) & COMPLETED) !== 0) hour.completed += 1;
      if (unanswered.has(window.status[call] ?? 0)) hour.unanswered += 1;
      if (((window.flags[call] ?? 0) & WATCHED) === 0) return;
      hour.watched += 1;
      if ((window.reasons[call] ?? 0) > 0) hour.needed += 1;
    });
    return hours.filter(({ calls }) => calls > 0);
  }

  async function failures(): Promise<{ key: string; calls: number }[]> {
    const found = await count(texts.failure.length, (window, call) => window.failure[call] || -1);
    return found.map(([place, calls]) => ({ key: textOf("failure", place), calls }));
  }

  /** Watched calls by kind of reason and bucket. */
  async function attention(): Promise<Counted[]> {
    const found = await count(lists.length * buckets.length, (window, call, bucket) => {
      const list = window.reasons[call] ?? 0;
      return list === 0 ? -1 : list * buckets.length + bucket;
    });
    const counts = new Map<string, Counted>();
    for (const [number, calls] of found) {
      const place = number % buckets.length;
      for (const key of lists[Math.floor(number / buckets.length)] ?? []) {
        const one = counts.get(`${place} ${key}`) ?? { key, place, calls: 0 };
        counts.set(`${place} ${key}`, { ...one, calls: one.calls + calls });
      }
    }
    return [...counts.values()];
  }

  /**
   * Calls by the bar of a distribution (from 0) that a value of theirs falls into.
   * @param value seconds of completed calls, or the median of an agent's answers @param bars starts of the bars
   */
  async function distribution(value: "handling" | "response", bars: readonly number[]): Promise<[number, number][]> {
    const barAt = placeAmong(bars);
    return count(bars.length, ({ handling, responseMs }, call) => {
      const known = (value === "handling" ? handling : responseMs)[call] ?? Number.NaN;
      return Number.isNaN(known) ? -1 : barAt(known);
    });
  }

  return {
    ...{ statuses, byBucket, totals, concurrency, groups, byKey, trends, names, weekHours, failures, attention },
    distribution,
  };
}

export type Reading = Awaited<ReturnType<typeof readFigures>>;

/** When the oldest call was, ms since the epoch; null: there is none. */
export async function oldestOf(database: Database, conditions: readonly SQL[]): Promise<number | null> {
  const { rows } = await database.execute(
    sql`select (extract(epoch from min(${figures.happenedAt})) * 1000)::float8 as ms from ${figures} where ${all(conditions)}`,
  );
  return (rows as { ms: number | null }[])[0]?.ms ?? null;
}
