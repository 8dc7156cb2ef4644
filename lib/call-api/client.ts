import "server-only";
import type { AgentPage } from "@/lib/calls/agent";
import type { Call } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import { isCallId } from "@/lib/calls/id";
import { lineTimesOf, readCall } from "@/lib/calls/read-call";
import { withSent } from "@/lib/calls/sent";
import type { Unreadable } from "@/lib/calls/unreadable";
import { isNamed } from "@/lib/errors/named";
import { CallApiError, type Target } from "./errors";
import { createExchange } from "./exchange";
import { type ParsedBody, parseBody } from "./parse-body";
import { readInPieces } from "./read-in-pieces";
import { createResilience } from "./resilience";
import { readAgents, readCallList, readCancelled } from "./shapes";

/** `retry: false` for what is asked again anyway, such as a poll. An aborted signal rejects with its own reason. */
export type RequestOptions = { signal?: AbortSignal; retry?: boolean };

export type CallApiOptions = {
  /** without a slash at its end */
  baseUrl: string;
  key: string;
  /** from the start of a request through the end of its body, retries included */
  deadlineMs?: number;
  maxBytes?: number;
  /** takes one request from the budget before every attempt; false refuses it (kind "request_budget") */
  spend: (purpose: "read" | "act") => boolean;
  /** on each 429, with the wait the service asked for, null when it named none */
  onRateLimited?: (retryAfterMs: number | null) => void;
  /** with the time of every answer's `Date` header, ms since the epoch */
  onServiceTime?: (dateMs: number) => void;
  random?: () => number;
  now?: () => number;
};

/** `omittedMessages`: the oldest, left out of a transcript too long to hold. */
type CallReading = { call: Call; omittedMessages: number; unreadable: Unreadable };

export type CallApi = ReturnType<typeof createCallApi>;

type Task = RequestOptions & { isWhole?: boolean; path: string; method: "GET" | "DELETE"; target: Target };

function withQuery(path: string, filters: ListFilters | { limit: number; offset: number }): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Rejects with the signal's reason as soon as it aborts, whatever `work` is still waiting for. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Talks to the call service. The only holder of its key; every failure is a CallApiError, but for a caller's abort. */
export function createCallApi(options: CallApiOptions) {
  const { baseUrl, key, spend, deadlineMs = 8_000, maxBytes = 25_000_000, now = Date.now } = options;
  const resilience = createResilience(options.random ?? Math.random);
  const exchange = createExchange({ baseUrl, key, maxBytes, now, onServiceTime: options.onServiceTime });

  /** One attempt: budget, request, body, JSON. Null for an answer without a body. */
  async function attempt(task: Task, signal: AbortSignal): Promise<ParsedBody | null> {
    const purpose = task.method === "GET" ? "read" : "act";
    signal.throwIfAborted();
    if (!spend(purpose)) throw new CallApiError("request_budget");
    const bytes = await exchange.send({ ...task, signal, mayRepeat: () => spend(purpose) });
    return bytes === null ? null : parseBody(bytes, signal, { isWhole: task.isWhole === true });
  }

  async function request(task: Task): Promise<ParsedBody | null> {
    task.signal?.throwIfAborted();
    const controller = new AbortController();
    const deadline = setTimeout(() => controller.abort(new CallApiError("timeout")), deadlineMs);
    const leave = () => controller.abort(task.signal?.reason);
    task.signal?.addEventListener("abort", leave, { once: true });
    const { signal } = controller;
    try {
      const once = () => attempt(task, signal);
      // Hanging up is one deliberate request: a breaker that spares a failing service must not stand in its way.
      const work = task.method === "GET" ? resilience.run(once, task.retry !== false, signal) : once();
      return await untilAborted(work, signal);
    } catch (error) {
      if (isNamed<CallApiError>(error, "CallApiError") && error.kind === "rate_limited")
        options.onRateLimited?.(error.retryAfterMs);
      throw error;
    } finally {
      clearTimeout(deadline);
      task.signal?.removeEventListener("abort", leave);
    }
  }

  /** `GET /calls/{id}`. @param asked.isWhole no line is left out, however many there are: for whoever holds it for a moment only */
  async function getCall(id: string, asked: RequestOptions & { isWhole?: boolean } = {}): Promise<CallReading> {
    if (!isCallId(id)) throw new CallApiError("invalid_id");
    const body = await request({ ...asked, path: `/calls/${id}`, method: "GET", target: "call" });
    const sent = (body?.answer as { data?: unknown } | null | undefined)?.data;
    const nowMs = now();
    const held = body?.messages ? await readInPieces(body.messages, lineTimesOf(sent, nowMs)) : null;
    const reading = readCall(sent, nowMs, held);
    if (!body || reading === null || reading.call.id !== id) throw new CallApiError("malformed");
    return {
      call: withSent(reading, sent),
      omittedMessages: body.omittedMessages,
      unreadable: reading.unreadable,
    };
  }

  /** `GET /calls`. A row that cannot be read is counted in `droppedRows`, the others are there. */
  async function listCalls(filters: ListFilters, asked: RequestOptions = {}): Promise<CallPage> {
    const path = withQuery("/calls", filters);
    const body = await request({ ...asked, path, method: "GET", target: "collection" });
    const list = readCallList(body?.answer, filters, now());
    if (list === null) throw new CallApiError("malformed");
    return list;
  }

  /** `GET /agents`, one page of at most a hundred. A row that cannot be read is counted in `droppedRows`. */
  async function listAgents(page: { limit: number; offset: number }, asked: RequestOptions = {}): Promise<AgentPage> {
    const path = withQuery("/agents", page);
    const body = await request({ ...asked, path, method: "GET", target: "collection" });
    const list = readAgents(body?.answer, page);
    if (list === null) throw new CallApiError("malformed");
    return list;
  }

  /** `DELETE /calls/{id}`: hangs up. Sent once, never again: after a timeout nobody knows whether it was done. */
  async function cancelCall(id: string, asked: { signal?: AbortSignal } = {}): Promise<{ id: string; status: string }> {
    if (!isCallId(id)) throw new CallApiError("invalid_id");
    const body = await request({ ...asked, path: `/calls/${id}`, method: "DELETE", target: "call" });
    const status = body === null ? "cancelled" : readCancelled(body.answer);
    if (status === null) throw new CallApiError("malformed");
    return { id, status };
  }

  return { getCall, listCalls, listAgents, cancelCall, breakerState: resilience.state };
}
