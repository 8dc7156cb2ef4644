import { type SQL, sql } from "drizzle-orm";
import { callFigures as figures } from "@/lib/database/schema";
import { all } from "./statements";

/**
 * Calls of a short time as columns: a column comes as one value, because a value a call costs the embedded engine and the
 * driver several times as much as all that is made of it. Numbers: NaN where nobody knows. Texts: places in a dictionary.
 */
export type Window = {
  count: number;
  /** when each was, and from when to when it went on, ms since the epoch */
  atMs: Float64Array;
  sinceMs: Float64Array;
  untilMs: Float64Array;
  /** seconds of completed calls */
  handling: Float64Array;
  responseMs: Float64Array;
  pausesMs: Float64Array;
  agentShare: Float64Array;
  callerShare: Float64Array;
  /** the rubric's, from 0 to 100 */
  score: Float64Array;
  /** of the caller by a list of words, from -1 to 1 */
  sentiment: Float64Array;
  /** WATCHED and the like */
  flags: Uint8Array;
  /** the bucket it was in, from 0 on; -1: none */
  bucket: Int32Array;
} & Record<TextColumn, Uint32Array>;

export const WATCHED = 1;
export const PERSON_JOINED = 2;
export const ASKED_FOR_PERSON = 4;
export const ENDED_BY_PERSON = 8;
export const COMPLETED = 16;

const epoch = (moment: SQL): SQL => sql`date_part('epoch', ${moment})`;
const flag = (column: SQL, bit: number): SQL => sql`(${column}::int4 * ${sql.raw(String(bit))})`;

const NUMBERS = {
  at: epoch(sql`${figures.happenedAt}`),
  // Nearly always nothing and a little, which is fewer characters than two moments.
  wait: epoch(sql`(${figures.startedAt} - ${figures.happenedAt})`),
  length: epoch(sql`(${figures.endedAt} - ${figures.startedAt})`),
  seconds: sql`${figures.durationSeconds}`,
  responseMs: sql`${figures.responseMedianMs}`,
  pausesMs: sql`${figures.pausesMs}`,
  agentShare: sql`${figures.agentShare}`,
  callerShare: sql`${figures.callerShare}`,
  score: sql`${figures.rubricScore}`,
  sentiment: sql`${figures.sentiment}`,
  flags: sql`(${figures.status} = 'completed')::int4 * ${sql.raw(String(COMPLETED))} + ${flag(sql`${figures.wasWatched}`, WATCHED)} + ${flag(sql`${figures.personJoined}`, PERSON_JOINED)}
    + ${flag(sql`${figures.askedForPerson}`, ASKED_FOR_PERSON)} + ${flag(sql`${figures.endedByPerson}`, ENDED_BY_PERSON)}`,
};
type NumberColumn = keyof typeof NUMBERS;

/** `agent`: as the filter of that name finds; `reasons`: of watched calls, as JSON. */
const TEXTS = {
  status: sql`${figures.status}`,
  direction: sql`${figures.direction}`,
  agent: sql`coalesce(${figures.agentId}, ${figures.agentName})`,
  campaign: sql`${figures.campaignId}`,
  failure: sql`${figures.failureReason}`,
  reasons: sql`case when ${figures.wasWatched} and cardinality(${figures.reasons}) > 0 then array_to_json(${figures.reasons})::text end`,
};
export type TextColumn = keyof typeof TEXTS;
const TEXT_COLUMNS = Object.keys(TEXTS) as TextColumn[];

const COLUMNS = sql.join(
  [
    ...Object.entries(NUMBERS).map(([name, value]) => sql`array_agg(${value})::text as ${sql.identifier(name)}`),
    // As bytes, because any sign may be in a text.
    ...Object.entries(TEXTS).map(([name, value]) => sql`array_send(array_agg(${value})) as ${sql.identifier(name)}`),
  ],
  sql`, `,
);

/** `nextMs`: where the window after it begins; null: it is the last. */
export type WindowRow = { nextMs: number | null } & Record<NumberColumn, string | null> &
  Record<TextColumn, Buffer | null>;

const moment = (ms: number): SQL => sql`${new Date(ms).toISOString()}::timestamptz`;

/**
 * Calls from a moment on that meet conditions, of the next so many that there are: a statement looks at no more, whatever the
 * conditions leave of them. (Only calls of one and the same moment are never parted.)
 */
export function windowFrom(sinceMs: number, untilMs: number, conditions: readonly SQL[], mostCalls: number): SQL {
  const at = sql`${figures.happenedAt}`;
  return sql`
    with next as materialized (
      select ${at} as at from ${figures} where ${at} > ${moment(sinceMs)} and ${at} < ${moment(untilMs)}
      order by ${at} offset ${mostCalls} limit 1
    )
    select (select ${epoch(sql`at`)} * 1000 from next) as "nextMs", ${COLUMNS} from ${figures}
    where ${at} >= ${moment(sinceMs)} and ${at} < coalesce((select at from next), ${moment(untilMs)}) and ${all(conditions)}`;
}

/** Texts under numbers; 0 is null. */
type Dictionary = { texts: (string | null)[]; places: Map<string, number> };
export const createDictionary = (): Dictionary => ({ texts: [null], places: new Map() });

/** @param dictionaries are added to @param bucketAt of a moment, ms since the epoch */
export function readWindow(
  row: WindowRow,
  dictionaries: Readonly<Record<TextColumn, Dictionary>>,
  bucketAt: (ms: number) => number,
): Window {
  const atMs = numbersOf(row.at);
  const sinceMs = numbersOf(row.wait);
  const untilMs = numbersOf(row.length);
  for (let one = 0; one < atMs.length; one += 1) {
    atMs[one] = Math.round((atMs[one] ?? 0) * 1_000);
    sinceMs[one] = (atMs[one] ?? 0) + Math.round((sinceMs[one] ?? 0) * 1_000);
    untilMs[one] = (sinceMs[one] ?? 0) + Math.round((untilMs[one] ?? 0) * 1_000);
  }
  const flags = Uint8Array.from(numbersOf(row.flags));
  const handling = numbersOf(row.seconds);
  const bucket = new Int32Array(flags.length);
  for (let one = 0; one < flags.length; one += 1) {
    bucket[one] = bucketAt(atMs[one] ?? 0);
    if (((flags[one] ?? 0) & COMPLETED) === 0) handling[one] = Number.NaN;
  }
  const texts = TEXT_COLUMNS.map((name) => [name, placesOf(row[name], atMs.length, dictionaries[name])] as const);
  return {
    ...{ count: atMs.length, atMs, sinceMs, untilMs, handling, flags },
    ...{ responseMs: numbersOf(row.responseMs), pausesMs: numbersOf(row.pausesMs) },
    ...{ agentShare: numbersOf(row.agentShare), callerShare: numbersOf(row.callerShare) },
    ...{ score: numbersOf(row.score), sentiment: numbersOf(row.sentiment) },
    bucket,
    ...(Object.fromEntries(texts) as Record<TextColumn, Uint32Array>),
  };
}

/** `{1,2.5,NULL}`, which is nearly JSON. */
function numbersOf(array: string | null): Float64Array {
  if (array === null) return new Float64Array();
  const values = JSON.parse(`[${array.slice(1, -1).replaceAll("NULL", "null")}]`) as (number | null)[];
  const numbers = new Float64Array(values.length);
  for (let one = 0; one < values.length; one += 1) numbers[one] = values[one] ?? Number.NaN;
  return numbers;
}

/** Before its values Postgres sends an array's dimensions, and before each value its length: -1 is null. */
const HEAD_BYTES = 20;

function placesOf(array: Buffer | null, count: number, { texts, places }: Dictionary): Uint32Array {
  const found = new Uint32Array(count);
  if (array === null) return found;
  let at = HEAD_BYTES;
  for (let one = 0; one < count; one += 1) {
    const length = array.readInt32BE(at);
    at += 4;
    if (length === -1) continue;
    const bytes = array.toString("latin1", at, at + length);
    let place = places.get(bytes);
    if (place === undefined) {
      place = texts.push(array.toString("utf8", at, at + length)) - 1;
      places.set(bytes, place);
    }
    found[one] = place;
    at += length;
  }
  return found;
}
