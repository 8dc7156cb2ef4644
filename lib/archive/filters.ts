import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/access/actor";
import { escapeJson, escapeText } from "@/lib/database/any-text";
import { archivedCalls, callFigures, qualityNotes, shareLinks } from "@/lib/database/schema";

/** What narrows a search beside words; left out: does not. Lists: any of them. */
export type ArchiveFilters = {
  statuses?: readonly string[] | undefined;
  direction?: string | undefined;
  /** by id; by name those whose id the call service did not tell */
  agents?: readonly string[] | undefined;
  campaigns?: readonly string[] | undefined;
  /** a field of the metadata and its value as text */
  metadata?: { key: string; value: string } | undefined;
  /** from this moment on, and before that one, ms since the epoch */
  fromMs?: number | undefined;
  toMs?: number | undefined;
  leastSeconds?: number | undefined;
  mostSeconds?: number | undefined;
  /** "any": with any reason. Only calls that were watched have some */
  attention?: "any" | readonly string[] | undefined;
  endedByPerson?: boolean | undefined;
  shared?: boolean | undefined;
  /** somebody has written something about it */
  hasNotes?: boolean | undefined;
  /** part of an id, a number or a name; `onlyIds` for whoever may find by nothing else */
  who?: { text: string; onlyIds: boolean } | undefined;
  failures?: readonly string[] | undefined;
  /** the median of the agent's answers in the call: this or more, and less than that */
  leastResponseMs?: number | undefined;
  belowResponseMs?: number | undefined;
  weekHour?: WeekHour | undefined;
};

/** An hour of every week, by the clocks of a time zone; weekday 1 is Monday. */
type WeekHour = { weekday: number; hour: number; timeZone: string };

const calls = archivedCalls;

/** What the filters ask of facts that both tables have; of `callFigures` for statistics. */
type Facts = typeof archivedCalls | typeof callFigures;

function factConditions(filters: ArchiveFilters, scope: Scope, facts: Facts): (SQL | null)[] {
  const { statuses, direction, agents, campaigns, failures, weekHour } = filters;
  return [
    scope === null ? null : inScope(scope, facts),
    statuses === undefined ? null : anyOfTexts(sql`${facts.status}`, statuses),
    direction === undefined ? null : sql`${facts.direction} = ${escapeText(direction)}`,
    agents === undefined
      ? null
      : sql`(${anyOfTexts(sql`${facts.agentId}`, agents)} or (${facts.agentId} is null and ${anyOfTexts(sql`${facts.agentName}`, agents)}))`,
    campaigns === undefined ? null : anyOfTexts(sql`${facts.campaignId}`, campaigns),
    failures === undefined ? null : anyOfTexts(sql`${facts.failureReason}`, failures),
    filters.fromMs === undefined ? null : sql`${facts.happenedAt} >= ${moment(filters.fromMs)}`,
    filters.toMs === undefined ? null : sql`${facts.happenedAt} < ${moment(filters.toMs)}`,
    filters.leastSeconds === undefined ? null : sql`${facts.durationSeconds} >= ${filters.leastSeconds}`,
    filters.mostSeconds === undefined ? null : sql`${facts.durationSeconds} <= ${filters.mostSeconds}`,
    weekHour === undefined ? null : inWeekHour(weekHour, sql`${facts.happenedAt}`),
  ];
}

function inWeekHour({ weekday, hour, timeZone }: WeekHour, at: SQL): SQL {
  const here = sql`(${at} at time zone ${timeZone}::text)`;
  return sql`(extract(isodow from ${here}) = ${weekday} and extract(hour from ${here}) = ${hour})`;
}

function withinResponse({ leastResponseMs, belowResponseMs }: ArchiveFilters, medianMs: SQL): (SQL | null)[] {
  return [
    leastResponseMs === undefined ? null : sql`${medianMs} >= ${leastResponseMs}::float8`,
    belowResponseMs === undefined ? null : sql`${medianMs} < ${belowResponseMs}::float8`,
  ];
}

const given = (conditions: readonly (SQL | null)[]): SQL[] => conditions.filter((one): one is SQL => one !== null);

/** The same on `call_figures`, of those that it can tell; @returns the rest, which only `archived_calls` can. */
export function figureConditionsOf(filters: ArchiveFilters, scope: Scope): { conditions: SQL[]; rest: ArchiveFilters } {
  const { metadata, shared, hasNotes, who, ...told } = filters;
  const { attention, endedByPerson } = told;
  const { reasons } = callFigures;
  const conditions = given([
    ...factConditions(told, scope, callFigures),
    ...withinResponse(told, sql`${callFigures.responseMedianMs}`),
    attention === undefined
      ? null
      : attention === "any"
        ? sql`cardinality(${reasons}) > 0`
        : attention.length === 0
          ? sql`false`
          : sql`${reasons} && array[${sql.join(
              attention.map((reason) => sql`${escapeText(reason)}`),
              sql`, `,
            )}]::text[]`,
    endedByPerson === undefined ? null : sql`${callFigures.endedByPerson} = ${endedByPerson}`,
  ]);
  return { conditions, rest: { metadata, shared, hasNotes, who } };
}

/** Every condition of the filters and of what the reader may see at all. */
export function conditionsOf(filters: ArchiveFilters, scope: Scope): SQL[] {
  const { metadata, attention, who } = filters;
  return given([
    ...factConditions(filters, scope, calls),
    ...withinResponse(filters, sql`(${calls.measures} ->> 'responseMedianMs')::float8`),
    metadata === undefined
      ? null
      : sql`${calls.metadata} ->> ${escapeText(metadata.key)} = ${escapeText(metadata.value)}`,
    attention === undefined ? null : withAttention(attention),
    filters.endedByPerson === undefined ? null : sql`(${calls.endedByName} is not null) = ${filters.endedByPerson}`,
    filters.shared === undefined
      ? null
      : sql`exists (select from ${shareLinks} where ${shareLinks.callId} = ${calls.callId}) = ${filters.shared}`,
    filters.hasNotes === undefined
      ? null
      : sql`exists (select from ${qualityNotes} where ${qualityNotes.callId} = ${calls.callId}) = ${filters.hasNotes}`,
    who === undefined ? null : byPart(who),
  ]);
}

/** No call is of before or after these, and years of other than four digits the database does not read. */
const FIRST_MS = Date.UTC(1900, 0, 1);
const LAST_MS = Date.UTC(2200, 0, 1);

/** Milliseconds as the database's time: of an absurd one the nearest that is not, which has the same calls before it. */
export const moment = (ms: number): SQL =>
  sql`${new Date(Math.min(Math.max(ms, FIRST_MS), LAST_MS)).toISOString()}::timestamptz`;

function anyOfTexts(column: SQL, texts: readonly string[]): SQL {
  if (texts.length === 0) return sql`false`;
  return sql`${column} in (${sql.join(
    texts.map((text) => sql`${escapeText(text)}`),
    sql`, `,
  )})`;
}

/** As isInScope (lib/access/can.ts) judges a call. */
export function inScope({ agents, agentNames, campaigns }: NonNullable<Scope>, facts: Facts = calls): SQL {
  return sql`(${anyOfTexts(sql`${facts.agentId}`, agents)} or ${anyOfTexts(sql`${facts.agentName}`, agentNames)} or ${anyOfTexts(sql`${facts.campaignId}`, campaigns)})`;
}

function withAttention(attention: "any" | readonly string[]): SQL {
  if (attention === "any") return sql`${calls.reasons} <> '[]'::jsonb`;
  if (attention.length === 0) return sql`false`;
  const each = attention.map((reason) => sql`${calls.reasons} @> ${JSON.stringify(escapeJson([{ reason }]))}::jsonb`);
  return sql`(${sql.join(each, sql` or `)})`;
}

function byPart({ text, onlyIds }: { text: string; onlyIds: boolean }): SQL {
  const part = (wanted: string) => `%${escapeText(wanted).replace(/[\\%_]/g, "\\$&")}%`;
  const ways = [sql`${calls.callId} ilike ${part(text)}`];
  if (!onlyIds) {
    ways.push(sql`${calls.contactName} ilike ${part(text)}`);
    const digits = text.replace(/\D/g, "");
    // A number is written with signs between its digits; who types two digits of something else means no number.
    if (digits.length >= 3 && /^[\d\s().+\-/]+$/.test(text)) {
      ways.push(sql`regexp_replace(${calls.phoneNumber}, '[^0-9]', '', 'g') like ${`%${digits}%`}`);
    }
  }
  return sql`(${sql.join(ways, sql` or `)})`;
}
