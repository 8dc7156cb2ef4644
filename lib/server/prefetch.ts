import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isSearch, searchOf } from "@/lib/calls/search";
import { isNamed } from "@/lib/errors/named";
import type { AnalyticsAnswer } from "@/lib/wire/analytics-contract";
import { analyticsApi } from "@/lib/wire/api/analytics";
import { archiveCallsApi } from "@/lib/wire/api/archive";
import { readQuery } from "@/lib/wire/api/query";
import type { ArchiveCalls } from "@/lib/wire/archive-contract";
import type { Board, CallAnswer } from "@/lib/wire/contract";
import type { AnswerFreshness } from "@/lib/wire/fetch-json";
import type { ErrorReason } from "@/lib/wire/reasons";
import type { RequestError } from "@/lib/wire/request-error";
import type { Answer } from "./answer";
import { boardAnswer, callAnswer } from "./answers";
import { earshot } from "./earshot";
import { analytics, archive } from "./features";

type PageData<T> = { body: T; freshness: AnswerFreshness; etag: string };
export type Prefetched<T> =
  | { kind: "data"; data: PageData<T> }
  | { kind: "error"; reason: ErrorReason }
  | { kind: "late" };

/** A page is sent without data rather than later than this; the browser's first poll brings it. */
const LONGEST_WAIT_MS = 3_000;

/** Who asks, or the finding out: what that fails with is the page's refusal, too. */
type Asking = Actor | Promise<Actor>;

/** The board as the first view of a page; `late` when the call service has not answered within 3 s. */
export function prefetchBoard(asking: Asking, options: { masked: boolean }): Promise<Prefetched<Board>> {
  return inTime(Promise.resolve(asking).then((actor) => boardAnswer(actor, options)));
}

/** What the words in a page's address find on the board; null: there are none, or none that could be asked for. */
export async function prefetchSearch(asking: Asking, words: string): Promise<Prefetched<Board> | null> {
  const q = isSearch(words) ? searchOf(words) : null;
  if (q === null) return null;
  return inTime(Promise.resolve(asking).then((actor) => boardAnswer(actor, { masked: false, q })));
}

/** One call as the first view of its page. `id` has passed isCallId. */
export function prefetchCall(
  asking: Asking,
  id: string,
  options: { messages: number | null },
): Promise<Prefetched<CallAnswer>> {
  return inTime(Promise.resolve(asking).then((actor) => callAnswer(actor, id, { ...options, form: "read" })));
}

/**
 * Ended calls as the first view of their page. @param question as `GET /api/v1/archive/calls` takes it
 * @returns `nowMs`: the server's clock as they were found
 */
export async function prefetchArchive(
  asking: Asking,
  question: string,
): Promise<
  { kind: "data"; body: ArchiveCalls; nowMs: number } | { kind: "error"; reason: ErrorReason } | { kind: "late" }
> {
  const read = readQuery(archiveCallsApi.methods.GET.query, new URLSearchParams(question));
  if ("problem" in read) return { kind: "error", reason: "invalid_request" };
  const { sort, limit, cursor, ...rest } = read.values;
  const find = async () => {
    const body = await archive.search(await asking, rest, { sort, limit, cursor });
    return { kind: "data", body: wellFormed(body), nowMs: earshot().clock.nowMs() } as const;
  };
  return (await notLate(find().catch(refusalOf))) ?? { kind: "late" };
}

/**
 * Figures over ended calls as the first view of their page. @param question as `GET /api/v1/archive/analytics` takes it
 * @returns `nowMs`: the server's clock as they were counted
 */
export async function prefetchAnalytics(
  asking: Asking,
  question: string,
): Promise<
  { kind: "data"; body: AnalyticsAnswer; nowMs: number } | { kind: "error"; reason: ErrorReason } | { kind: "late" }
> {
  const read = readQuery(analyticsApi.methods.GET.query, new URLSearchParams(question));
  if ("problem" in read) return { kind: "error", reason: "invalid_request" };
  const { timeZone, bucket, compare, format: _format, table: _table, ...filters } = read.values;
  const count = async () => {
    const body = await analytics.read(await asking, { filters, timeZone, bucket, compare });
    return { kind: "data", body: wellFormed(body), nowMs: earshot().clock.nowMs() } as const;
  };
  return (await notLate(count().catch(refusalOf))) ?? { kind: "late" };
}

/** @returns null when it took too long */
async function notLate<T>(asked: Promise<T>): Promise<T | null> {
  const { clock } = earshot();
  let cancelTimeout = () => {};
  const late = new Promise<null>((resolve) => {
    cancelTimeout = clock.after(LONGEST_WAIT_MS, () => resolve(null));
  });
  const first = await Promise.race([asked, late]);
  cancelTimeout();
  return first;
}

async function inTime<T>(asked: Promise<Answer<T>>): Promise<Prefetched<T>> {
  const answer = await notLate(asked.catch(refusalOf));
  if (answer === null) return { kind: "late" };
  if (answer.kind === "error") return { kind: "error", reason: answer.reason };
  const { asOfMs, oldestAsOfMs, health, refreshMs, slowReason } = answer.freshness;
  return {
    kind: "data",
    data: {
      body: wellFormed(answer.make()),
      etag: answer.body.etag,
      freshness: {
        asOfMs,
        oldestAsOfMs,
        serverNowMs: answer.nowMs,
        sentAtMs: null,
        receivedAtMs: null,
        health,
        refreshMs,
        slowReason,
        build: answer.build,
      },
    },
  };
}

/** A refusal is something to say on the page; anything else, Next's own redirects among it, is not ours to keep. */
function refusalOf(error: unknown): { kind: "error"; reason: ErrorReason } {
  if (isNamed<RequestError>(error, "RequestError")) return { kind: "error", reason: error.reason };
  // By name, as route() does: an outage of the database is no broken page.
  if (isNamed(error, "DatabaseUnavailableError")) {
    return { kind: "error", reason: "database_unavailable" };
  }
  throw error;
}

/**
 * Halves of surrogate pairs as U+FFFD, which the page's UTF-8 makes of them anyway: the server's text and the browser's
 * first must be the same.
 */
function wellFormed<T>(body: T): T {
  const json = JSON.stringify(body);
  // JSON.stringify writes lone halves as escapes, and nothing else that way; an escaped backslash is no escape's start.
  if (!/\\ud[89a-f]/.test(json)) return body;
  return JSON.parse(json.replace(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, backslash?: string) => backslash ?? "\\ufffd"));
}
