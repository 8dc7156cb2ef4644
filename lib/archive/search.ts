import { inArray, type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/access/actor";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { archiveLanguages, archivedCalls as calls } from "@/lib/database/schema";
import type { ArchiveSort, Place } from "./cursor";
import { type ArchiveFilters, conditionsOf, moment } from "./filters";
import { type ArchiveQuery, anyOf, asksForPhrases, hasPhrase, tsqueryOf, withoutPhrases } from "./query";
import { staleWays } from "./remaking-store";
import { WORD_MAKING, type WordMaking } from "./store";
import type { Form } from "./words";

/** *Best* weighs the newest of those that match, a phrase is looked for in the newest that have its words. */
const MOST_WEIGHED = 1_500;
const MOST_COUNTED = 2_000;
/** Of words that are in more than this share of the calls, the newest matches are found by time, else by the index. */
const COMMON_SHARE = 0.25;

export type ArchiveSearched = {
  /** in order; their ids */
  callIds: string[];
  count: { value: number; isCapped: boolean };
  next: Place | null;
  /** how each language's lines are marked; empty: there were no words */
  marks: { language: string; any: string }[];
  /** calls before this moment were not looked into for the phrase, or not weighed; null: all were */
  lookedBackToMs: number | null;
  /** nothing is found, and in a language that talk here is in the words are so common that none ever is by them */
  isTooCommon: boolean;
  /** calls of this scope and these filters by whose words this form finds nothing yet: they are made anew (remaking.ts) */
  unsearched: Count;
};

type Listed = Omit<ArchiveSearched, "unsearched" | "isTooCommon">;
type Count = { value: number; isCapped: boolean };

type Asked = {
  query: ArchiveQuery | null;
  filters: ArchiveFilters;
  scope: Scope;
  form: Form;
  sort: ArchiveSort;
  limit: number;
  after: Place | null;
};

export type Language = { language: string; query: string; loose: string; any: string; isEmpty: boolean };
type Found = { callId: string; happenedMs: number; rank: number; seconds: number | null };

/** Finds calls that are over. What the reader may not see is no part of the question, so nothing is found by it. */
export function createArchiveSearch({
  database,
  making = WORD_MAKING,
}: {
  database: Database;
  making?: Pick<WordMaking, "version">;
}) {
  const { version } = making;

  async function ask<Row>(query: SQL): Promise<Row[]> {
    return (await database.execute(query)).rows as Row[];
  }

  /** What is looked for, in every language that archived talk is in. */
  async function languagesOf(query: ArchiveQuery): Promise<Language[]> {
    const known = await database.select().from(archiveLanguages);
    if (known.length === 0) return [];
    const loose = withoutPhrases(query);
    const each = known.map(
      ({ language }) =>
        sql`select ${language}::text as language, ${tsqueryOf(query, language)}::text as query, ${tsqueryOf(loose, language)}::text as loose, ${anyOf(query, language)}::text as any`,
    );
    const rows = await ask<Omit<Language, "isEmpty">>(sql.join(each, sql` union all `));
    return rows.map((row) => ({ ...row, isEmpty: row.query === "" }));
  }

  /** About how many calls a condition leaves, of how many: what the planner thinks, for the price of planning. */
  async function isCommon(where: SQL): Promise<boolean> {
    const [plan] = await ask<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(
      sql`explain (format json) select 1 from ${calls} where ${where}`,
    );
    const [size] = await ask<{ rows: number }>(
      sql`select reltuples::float8 as rows from pg_class where oid = 'archived_calls'::regclass`,
    );
    const rows = plan?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
    return rows > COMMON_SHARE * Math.max(size?.rows ?? 0, 1);
  }

  const FOUND = sql`${calls.callId} as "callId", (extract(epoch from ${calls.happenedAt}) * 1000)::float8 as "happenedMs", ${calls.durationSeconds} as seconds`;

  async function count(ways: readonly SQL[]): Promise<Count> {
    const each = ways.map((where) => sql`(select 1 from ${calls} where ${where} limit ${MOST_COUNTED + 1})`);
    const [row] = await ask<{ count: string }>(
      sql`select count(*) as count from (${sql.join(each, sql` union all `)}) as counted`,
    );
    const value = Number(row?.count ?? 0);
    return { value: Math.min(value, MOST_COUNTED), isCapped: value > MOST_COUNTED };
  }

  async function unsearchedOf({ form, query }: Asked, base: readonly SQL[]): Promise<Count> {
    if (form === "plain" || query === null) return NONE;
    return count(staleWays(version).map((way) => allOf([...base, way])));
  }

  /** Ids and times of the newest matches, before their vectors are looked at one by one. */
  async function newestOf(ways: SQL[]): Promise<SQL> {
    const where = sql`(${sql.join(ways, sql` or `)})`;
    if (await isCommon(where)) {
      const newest = sql`order by ${calls.happenedAt} desc, ${calls.callId} desc limit ${MOST_WEIGHED}`;
      return sql`select ${calls.callId}, ${calls.happenedAt} from ${calls} where ${where} ${newest}`;
    }
    // Behind "offset 0" the planner cannot put the order before the words.
    const each = ways.map(
      (way) => sql`(select ${calls.callId}, ${calls.happenedAt} from ${calls} where ${way} offset 0)`,
    );
    return sql`select found.call_id, found.happened_at from (${sql.join(each, sql` union all `)}) as found order by found.happened_at desc, found.call_id desc limit ${MOST_WEIGHED}`;
  }

  async function weigh(asked: Asked, languages: Language[], base: SQL[]): Promise<Listed> {
    const { form, sort, limit, after, query } = asked;
    const isPhrase = query !== null && asksForPhrases(query);
    const until = sort === "best" ? after?.asOf : undefined;
    const upTo =
      until === undefined
        ? []
        : [sql`(${calls.happenedAt}, ${calls.callId}) <= (${moment(until.happenedMs)}, ${escapeText(until.callId)})`];
    const newest = await newestOf(waysOf(form, languages, "loose", [...base, ...upTo], version));
    const rank = rankOf(languages);
    // Apart, so that nobody goes to the index for what is only asked of these few: of a phrase it gives all that have its words.
    const rows = await ask<
      Found & { weighed: string; oldestMs: number | null; newestMs: number; newestId: string }
    >(sql`
      with newest as materialized (${newest}),
      weighed as materialized (
        select ${FOUND}, ${calls.language}, ${vectorOf(form)} as words
        from newest join ${calls} on ${calls.callId} = newest.call_id
      ),
      hits as materialized (
        select "callId", "happenedMs", seconds, ${sort === "best" ? rank : sql`0`}::real as rank
        from weighed ${isPhrase ? sql`where ${hasWords(languages)}` : sql``}
      ),
      facts as (
        select (select count(*) from newest) as weighed,
          (select (extract(epoch from min(happened_at)) * 1000)::float8 from newest) as "oldestMs",
          (select (extract(epoch from happened_at) * 1000)::float8 from newest order by happened_at desc, call_id desc limit 1) as "newestMs",
          (select call_id from newest order by happened_at desc, call_id desc limit 1) as "newestId",
          (select count(*) from hits) as matched
      )
      select hits.*, facts.* from facts left join lateral (
        select * from hits where ${afterPlace(sort, after)} ${ORDER[sort]} limit ${limit + 1}
      ) as hits on true ${ORDER[sort]}`);
    const [first] = rows as unknown as [
      { weighed: string; oldestMs: number | null; newestMs: number; newestId: string; matched: string } | undefined,
    ];
    const found = rows.filter(({ callId }) => callId !== null);
    const isCapped = Number(first?.weighed ?? 0) >= MOST_WEIGHED;
    const asOf =
      until ??
      (first === undefined || first.newestId === null
        ? undefined
        : { happenedMs: first.newestMs, callId: first.newestId });
    return {
      ...pageOf(found, limit, sort, asOf),
      count: { value: Number(first?.matched ?? 0), isCapped },
      marks: languages,
      lookedBackToMs: isCapped ? (first?.oldestMs ?? null) : null,
    };
  }

  async function list(asked: Asked, languages: Language[], base: SQL[]): Promise<Listed> {
    const { query, form, sort, limit, after } = asked;
    const ways = query === null ? [allOf(base)] : waysOf(form, languages, "query", base, version);
    const where = sql`(${sql.join(ways, sql` or `)})`;
    const rows = await ask<Found>(
      sql`select ${FOUND}, 0::real as rank from ${calls} where ${where} and ${afterPlace(sort, after, true)} ${COLUMN_ORDER[sort]} limit ${limit + 1}`,
    );
    return { ...pageOf(rows, limit, sort), count: await count(ways), marks: languages, lookedBackToMs: null };
  }

  return {
    /** Those of these calls that are kept. @throws DatabaseUnavailableError */
    async keptOf(callIds: readonly string[]): Promise<Set<string>> {
      if (callIds.length === 0) return new Set();
      const rows = await database
        .select({ callId: calls.callId })
        .from(calls)
        .where(inArray(calls.callId, [...callIds]));
      return new Set(rows.map(({ callId }) => callId));
    },

    /** What is looked for, in every language in which it says something. */
    languagesFor: async (query: ArchiveQuery) => (await languagesOf(query)).filter(({ isEmpty }) => !isEmpty),

    /** @throws DatabaseUnavailableError */
    async search(asked: Asked): Promise<ArchiveSearched> {
      const known = asked.query === null ? [] : await languagesOf(asked.query);
      const languages = known.filter(({ isEmpty }) => !isEmpty);
      // In one language it may be a word like any other, and in another one be in every call.
      const isStopped = known.some(({ isEmpty }) => isEmpty);
      if (asked.query !== null && languages.length === 0) return { ...NOTHING, isTooCommon: isStopped };
      const base = conditionsOf(asked.filters, asked.scope);
      const unsearched = await unsearchedOf(asked, base);
      const found = await (isWeighed(asked) ? weigh : list)(asked, languages, base);
      return { ...found, unsearched, isTooCommon: isStopped && found.count.value === 0 };
    },
  };
}

export type ArchiveSearch = ReturnType<typeof createArchiveSearch>;

/**
 * What a form finds by: its own words, where they are others than everybody's; else those. Two ways that have no call in
 * common, each of which has its index. What another redaction has made is nobody's but of those who see all.
 */
function waysOf(
  form: Form,
  languages: readonly Language[],
  which: "query" | "loose",
  base: readonly SQL[],
  version: number,
): SQL[] {
  const found = (vector: SQL): SQL => {
    const each = languages.map((one) => {
      const has = sql`${vector} @@ ${one[which]}::tsquery`;
      return languages.length === 1 ? has : sql`(${calls.language} = ${one.language} and ${has})`;
    });
    return sql`(${sql.join(each, sql` or `)})`;
  };
  const everybodys = found(sql`${calls.words}`);
  if (form === "plain") return [allOf([...base, everybodys])];
  const own = ownVector(form);
  const current = sql`${calls.redactionVersion} = ${version}`;
  return [allOf([...base, current, found(own)]), allOf([...base, current, sql`${own} is null`, everybodys])];
}

/** The same as one condition, for what does not go by it to the calls. */
export const matching = (
  form: Form,
  languages: readonly Language[],
  which: "query" | "loose",
  { version }: Pick<WordMaking, "version"> = WORD_MAKING,
): SQL => sql`(${sql.join(waysOf(form, languages, which, [], version), sql` or `)})`;

const allOf = (conditions: readonly SQL[]): SQL => sql`(${sql.join([sql`true`, ...conditions], sql` and `)})`;

const ownVector = (form: Exclude<Form, "plain">): SQL =>
  form === "masked" ? sql`${calls.wordsMasked}` : sql`${calls.wordsRedacted}`;
const vectorOf = (form: Form): SQL =>
  form === "plain" ? sql`${calls.words}` : sql`coalesce(${ownVector(form)}, ${calls.words})`;

/** The whole query, of rows that carry the words of their form. */
function hasWords(languages: readonly Language[]): SQL {
  const each = languages.map(({ language, query }) =>
    languages.length === 1
      ? sql`words @@ ${query}::tsquery`
      : sql`(language = ${language} and words @@ ${query}::tsquery)`,
  );
  return sql`(${sql.join(each, sql` or `)})`;
}

function rankOf(languages: readonly Language[]): SQL {
  const [only] = languages;
  if (only !== undefined && languages.length === 1) return sql`ts_rank_cd(words, ${only.loose}::tsquery)`;
  const each = languages.map(({ language, loose }) => sql`when ${language} then ${loose}::tsquery`);
  return sql`ts_rank_cd(words, case language ${sql.join(each, sql` `)} end)`;
}

const NONE: Count = { value: 0, isCapped: false };
const NOTHING = { callIds: [], count: NONE, next: null, marks: [], lookedBackToMs: null, unsearched: NONE };

/** What is ordered by how well it fits, or is a phrase, is looked into call by call. */
const isWeighed = ({ query, sort }: Asked): boolean => query !== null && (sort === "best" || hasPhrase(query));

const ORDER: Record<ArchiveSort, SQL> = {
  best: sql`order by rank desc, "happenedMs" desc, "callId" desc`,
  newest: sql`order by "happenedMs" desc, "callId" desc`,
  oldest: sql`order by "happenedMs", "callId"`,
  longest: sql`order by seconds desc nulls last, "callId" desc`,
};
/** The same in the words of the indexes. */
const COLUMN_ORDER: Record<ArchiveSort, SQL> = {
  best: sql`order by ${calls.happenedAt} desc, ${calls.callId} desc`,
  newest: sql`order by ${calls.happenedAt} desc, ${calls.callId} desc`,
  oldest: sql`order by ${calls.happenedAt}, ${calls.callId}`,
  longest: sql`order by ${calls.durationSeconds} desc nulls last, ${calls.callId} desc`,
};

/** What comes after the last call of the page before, in this order. */
function afterPlace(sort: ArchiveSort, after: Place | null, byColumns = false): SQL {
  if (after === null) return sql`true`;
  const { happenedMs, rank = 0, seconds = null } = after;
  const callId = sql`${escapeText(after.callId)}`;
  const id = byColumns ? sql`${calls.callId}` : sql`"callId"`;
  const time = byColumns ? sql`${calls.happenedAt}` : sql`"happenedMs"`;
  const length = byColumns ? sql`${calls.durationSeconds}` : sql`seconds`;
  const then = byColumns ? moment(happenedMs) : sql`${happenedMs}::float8`;
  switch (sort) {
    case "best":
      if (byColumns) return sql`(${time}, ${id}) < (${then}, ${callId})`;
      return sql`(rank, ${time}, ${id}) < (${rank}::real, ${then}, ${callId})`;
    case "newest":
      return sql`(${time}, ${id}) < (${then}, ${callId})`;
    case "oldest":
      return sql`(${time}, ${id}) > (${then}, ${callId})`;
    case "longest":
      if (seconds === null) return sql`(${length} is null and ${id} < ${callId})`;
      return sql`(${length} < ${seconds} or (${length} = ${seconds} and ${id} < ${callId}) or ${length} is null)`;
  }
}

function pageOf(found: readonly Found[], limit: number, sort: ArchiveSort, asOf?: Place["asOf"]) {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const place = (one: Found): Place => ({
    ...{ sort, happenedMs: one.happenedMs, callId: one.callId, seconds: one.seconds },
    ...(sort === "best" && { rank: one.rank, ...(asOf !== undefined && { asOf }) }),
  });
  return {
    callIds: page.map(({ callId }) => callId),
    next: last === undefined || found.length <= limit ? null : place(last),
  };
}
