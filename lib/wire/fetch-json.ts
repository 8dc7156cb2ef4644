import { type Health, SLOW_REASONS, type SlowReason } from "@/lib/calls/freshness";
import { timeMs } from "@/lib/calls/time";
import { isNamed } from "@/lib/errors/named";
import { sawBuild } from "./build-seen";
import { HEADERS } from "./headers";
import { monotonicMs } from "./monotonic";
import { type ErrorReason, isErrorReason } from "./reasons";

/** How old an answer is and why, free of the browser's clock. Plain JSON, so that it travels from the server's render. */
export type AnswerFreshness = {
  /** when the data was true, on the server's clock; null when the answer did not say */
  asOfMs: number | null;
  /** when the oldest thing in it was true, where that lags behind `asOfMs`; else null */
  oldestAsOfMs: number | null;
  /** the server's clock as it answered */
  serverNowMs: number;
  /** this page's ageing clock as it asked, and as the answer came; null: came with the page itself */
  sentAtMs: number | null;
  receivedAtMs: number | null;
  health: Health;
  /** the interval now in force */
  refreshMs: number;
  slowReason: SlowReason | null;
  /** the build that answered */
  build: string | null;
};

export type Answer<T> = { body: T; freshness: AnswerFreshness; etag: string | null };

/** `offline`: our server was not reached in time. `bad_answer`: something answered, but not in our words. */
export type FetchReason = ErrorReason | "offline" | "bad_answer";

export class FetchError extends Error {
  override readonly name = "FetchError";
  /** HTTP status; null when nothing answered */
  readonly status: number | null;
  readonly reason: FetchReason;

  constructor(status: number | null, reason: FetchReason, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type FetchOptions<T> = {
  signal?: AbortSignal | undefined;
  /** the answer now on screen: when the server says it still stands, its body is handed back as it is, unparsed */
  previous?: { body: T; etag: string | null } | undefined;
  method?: Method;
  /** sent as JSON */
  body?: unknown;
  /** deadline through the end of the body */
  timeoutMs?: number;
};

const DEADLINE_MS = 15_000;
const DEFAULT_REFRESH_MS = 2_000;

/**
 * Asks our own server. Resolves with the parsed body (2xx only, not validated: the server is ours and typed), its
 * freshness and ETag. Throws FetchError for everything else, and the signal's reason when the caller gave up.
 */
export async function fetchJson<T>(path: string, options: FetchOptions<T> = {}): Promise<Answer<T>> {
  const { signal, previous, method = "GET", body, timeoutMs = DEADLINE_MS } = options;
  // By hand: AbortSignal.any is younger than the browsers wall screens run.
  const controller = new AbortController();
  const giveUp = () => controller.abort(signal?.reason);
  const deadline = setTimeout(() => controller.abort(), timeoutMs);
  if (signal?.aborted) giveUp();
  signal?.addEventListener("abort", giveUp);
  const sentAtMs = monotonicMs();
  try {
    const response = await fetch(path, {
      method,
      signal: controller.signal,
      headers: requestHeaders(method, previous?.etag ?? null),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // What people said stays out of the browser's disk cache; the ETag we hold does the cache's work.
      cache: "no-store",
    });
    return await readAnswer(response, sentAtMs, previous);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (isNamed<FetchError>(error, "FetchError")) throw error;
    throw new FetchError(null, "offline", controller.signal.aborted ? "No answer in time." : "No connection.");
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", giveUp);
  }
}

function requestHeaders(method: Method, etag: string | null): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["content-type"] = "application/json";
  else if (etag !== null) headers["if-none-match"] = etag;
  return headers;
}

async function readAnswer<T>(
  response: Response,
  sentAtMs: number,
  previous: FetchOptions<T>["previous"],
): Promise<Answer<T>> {
  const freshness = readFreshness(response.headers, sentAtMs);
  sawBuild(freshness.build, monotonicMs());
  const etag = response.headers.get("etag");
  if (previous && (response.status === 304 || (response.ok && sameEtag(etag, previous.etag)))) {
    await response.body?.cancel();
    return { body: previous.body, freshness, etag: etag ?? previous.etag };
  }
  const text = await response.text();
  if (!response.ok) throw errorOf(response.status, text);
  const body = parsed(text);
  if (!isRecord(body) || !("data" in body)) {
    throw new FetchError(response.status, "bad_answer", "The answer could not be read.");
  }
  return { body: body as T, freshness, etag };
}

/** Weak comparison: a proxy that compresses marks our tag as weak. */
function sameEtag(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.replace(/^W\//, "") === other.replace(/^W\//, "");
}

function readFreshness(headers: Headers, sentAtMs: number): AnswerFreshness {
  const refreshMs = Number(headers.get(HEADERS.refreshMs));
  const slowReason = headers.get(HEADERS.slowReason);
  return {
    asOfMs: timeMs(headers.get(HEADERS.asOf)),
    oldestAsOfMs: timeMs(headers.get(HEADERS.oldestAsOf)),
    serverNowMs: timeMs(headers.get(HEADERS.now)) ?? httpDateMs(headers.get("date")) ?? Date.now(),
    sentAtMs,
    receivedAtMs: monotonicMs(),
    health: headers.get(HEADERS.health) === "stale" ? "stale" : "live",
    refreshMs: Number.isFinite(refreshMs) && refreshMs > 0 ? refreshMs : DEFAULT_REFRESH_MS,
    slowReason: SLOW_REASONS.find((known) => known === slowReason) ?? null,
    build: headers.get(HEADERS.build),
  };
}

function httpDateMs(date: string | null): number | null {
  const ms = date === null ? Number.NaN : Date.parse(date);
  return Number.isFinite(ms) ? ms : null;
}

/** Our envelope when it is one; a proxy's HTML page, an empty or a cut body give the status alone. */
export function errorOf(status: number, text: string): FetchError {
  const body = parsed(text);
  const error = isRecord(body) && isRecord(body.error) ? body.error : null;
  if (error !== null && isErrorReason(error.reason) && typeof error.message === "string") {
    return new FetchError(status, error.reason, error.message);
  }
  return new FetchError(status, "bad_answer", `Answered ${status} without an explanation.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
