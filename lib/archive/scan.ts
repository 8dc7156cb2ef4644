import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/access/actor";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { archivedCalls as calls } from "@/lib/database/schema";
import { type ArchiveFilters, conditionsOf, moment } from "./filters";
import { staleWays } from "./remaking-store";
import { type Language, matching } from "./search";
import { WORD_MAKING, type WordMaking } from "./store";
import type { Form } from "./words";

/** Where a walk over the archive stands: from the newest call to the oldest. */
export type ScanPlace = { happenedMs: number; callId: string };

export type Scanned = {
  /**
   * Those of the window that match, newest first. `bytes`: what each weighs in the database, about; `unsearched`: so many since
   * the one before it would match but for the words, which are not ready for this form.
   */
  found: { callId: string; bytes: number; unsearched: number }[];
  /** the same behind the last of them */
  unsearchedAfter: number;
  /** null: there is nothing further on */
  next: ScanPlace | null;
};

export type ScanAsked = {
  filters: ArchiveFilters;
  scope: Scope;
  form: Form;
  /** null: no words are looked for */
  languages: readonly Language[] | null;
  /** only these; null: all */
  ids: readonly string[] | null;
  after: ScanPlace | null;
};

/** So many calls are looked at in one statement, whether they match or not: none takes long, whatever is looked for. */
const WINDOW = 400;

/** One window of a walk over every call that matches. What the reader may not see is no part of the question. */
export async function scanWindow(
  database: Database,
  asked: ScanAsked,
  size = WINDOW,
  making: Pick<WordMaking, "version"> = WORD_MAKING,
): Promise<Scanned> {
  const { filters, scope, form, languages, ids, after } = asked;
  const { fromMs, toMs, ...others } = filters;
  const range = [
    ...conditionsOf({ fromMs, toMs }, null),
    ...(ids === null ? [] : [anyOfIds(ids)]),
    ...(after === null
      ? []
      : [sql`(${calls.happenedAt}, ${calls.callId}) < (${moment(after.happenedMs)}, ${escapeText(after.callId)})`]),
  ];
  const matches = [
    ...conditionsOf(others, scope),
    ...(languages === null ? [] : [matching(form, languages, "query", making)]),
  ];
  // Whoever reads plain talk finds by words that no redaction has made.
  const isStale =
    form === "plain" || languages === null
      ? sql`false`
      : and([...conditionsOf(others, scope), sql`(${sql.join(staleWays(making.version), sql` or `)})`]);
  const { rows } = await database.execute(sql`
    with seen as materialized (
      select ${calls.callId}, ${calls.happenedAt} from ${calls} where ${and(range)}
      order by ${calls.happenedAt} desc, ${calls.callId} desc limit ${size}
    )
    select seen.call_id as "callId", (extract(epoch from seen.happened_at) * 1000)::float8 as "happenedMs",
      (${and(matches)}) as "isIt", (${isStale}) as "isStale", coalesce(pg_column_size(${calls.sent}), 0) as bytes
    from seen join ${calls} on ${calls.callId} = seen.call_id
    order by seen.happened_at desc, seen.call_id desc`);
  const all = rows as {
    callId: string;
    happenedMs: number;
    isIt: boolean | null;
    isStale: boolean | null;
    bytes: number;
  }[];
  const last = all.at(-1);
  const found: Scanned["found"] = [];
  let unsearched = 0;
  for (const { callId, isIt, isStale: isUnread, bytes } of all) {
    if (isUnread === true) unsearched += 1;
    if (isIt !== true) continue;
    found.push({ callId, bytes: Number(bytes), unsearched });
    unsearched = 0;
  }
  return {
    found,
    unsearchedAfter: unsearched,
    next: last === undefined || all.length < size ? null : { happenedMs: last.happenedMs, callId: last.callId },
  };
}

const and = (conditions: readonly SQL[]): SQL => sql.join([sql`true`, ...conditions], sql` and `);

const anyOfIds = (ids: readonly string[]): SQL =>
  ids.length === 0
    ? sql`false`
    : sql`${calls.callId} in (${sql.join(
        ids.map((id) => sql`${escapeText(id)}`),
        sql`, `,
      )})`;
