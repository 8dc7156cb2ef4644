import type { Filters } from "./filters";
import { momentMs, presetSpan, type Span } from "./when";

/** Calls of one page. */
const PAGE_SIZE = 50;

/** Where and when the reader is. */
export type Reader = { nowMs: number; timeZone: string };

/** The span that the filters mean now. */
export function spanOf({ preset, from, to }: Filters, { nowMs, timeZone }: Reader): Span {
  if (preset !== null) return presetSpan(preset, { nowMs, timeZone });
  return {
    fromMs: from === null ? null : momentMs(from, timeZone, "start"),
    toMs: to === null ? null : momentMs(to, timeZone, "end"),
  };
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const withoutEmpty = (parts: Record<string, string | number | boolean | null>): [string, string][] =>
  Object.entries(parts).flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, String(value)]]));

/** What `GET /api/v1/archive/calls` is asked for. @param after the cursor of a page; "": the first */
export function questionOf(filters: Filters, reader: Reader, after: string): string {
  const { q, sort, statuses, direction, agents, campaigns, metadata, who, attention, endedByPerson, shared } = filters;
  const { fromMs, toMs } = spanOf(filters, reader);
  const { minSeconds, maxSeconds, failures, weekHour, reply, hasNotes } = filters;
  return new URLSearchParams(
    withoutEmpty({
      ...{ q, status: statuses.join(","), direction, agent: agents.join(","), campaign: campaigns.join(",") },
      metadata: metadata === null ? null : `${metadata.key}=${metadata.value}`,
      ...{ from: iso(fromMs), to: iso(toMs), minSeconds, maxSeconds, attention: attention.join(",") },
      weekHour: weekHour === null ? null : `${weekHour.weekday}-${weekHour.hour}@${weekHour.timeZone}`,
      ...{
        failure: failures.join(","),
        minResponseMs: reply?.leastMs ?? null,
        belowResponseMs: reply?.belowMs ?? null,
      },
      ...{ endedByPerson, shared, hasNotes, who, sort, limit: PAGE_SIZE, cursor: after },
    }),
  ).toString();
}

/**
 * What `GET /api/v1/archive/unkept` is asked for; null where the call service's list cannot tell, because it knows neither what
 * was said nor what happened in a call, and comes newest first.
 */
export function unkeptQuestionOf(filters: Filters, span: Span): string | null {
  const { q, sort, statuses, direction, agents, campaigns, metadata, who, attention, endedByPerson, shared } = filters;
  const isTold = q === "" && who === "" && campaigns.length === 0 && attention.length === 0 && metadata === null;
  const isOfTalk = filters.failures.length > 0 || filters.weekHour !== null || filters.reply !== null;
  const isOfOurs = endedByPerson === true || shared === true || filters.hasNotes === true;
  if (!isTold || isOfTalk || isOfOurs || sort !== "newest") return null;
  const { minSeconds, maxSeconds } = filters;
  return new URLSearchParams(
    withoutEmpty({
      ...{ status: statuses.join(","), direction, agent: agents.join(",") },
      ...{ from: iso(span.fromMs), to: iso(span.toMs), minSeconds, maxSeconds },
    }),
  ).toString();
}

/**
 * The same words as the search of live calls takes them, which knows words and phrases only.
 * @returns "" where there are none; null where it would find other calls than these words mean
 */
export function liveWordsOf({ q, who }: Pick<Filters, "q" | "who">): string | null {
  const isRicher = /(?:^|\s)(?:OR|\|)(?:\s|$)/.test(q) || /(?:^|\s)-\S/.test(q);
  if (isRicher) return null;
  return [q.replace(/\*+(?=\s|$)/g, ""), who].filter((words) => words !== "").join(" ");
}

/** Whether a call that goes on now could be among these. */
export function reachesNow(filters: Filters, reader: Reader): boolean {
  const { fromMs, toMs } = spanOf(filters, reader);
  return (fromMs === null || fromMs <= reader.nowMs) && (toMs === null || toMs > reader.nowMs);
}
