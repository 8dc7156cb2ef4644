import "server-only";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { urlToHttpOptions } from "node:url";
import { isNamed } from "@/lib/errors/named";
import { collectBody } from "@/lib/outgoing/body";
import { retryAfterMs } from "@/lib/outgoing/retry-after";
import { ACCEPTED_ENCODINGS, decoded } from "./content-encoding";
import { CallApiError, kindOfStatus, type Target } from "./errors";

export type ExchangeOptions = {
  /** without a slash at its end */
  baseUrl: string;
  key: string;
  maxBytes: number;
  now: () => number;
  onServiceTime: ((dateMs: number) => void) | undefined;
};

export type Asked = {
  /** below the base address */
  path: string;
  method: "GET" | "DELETE";
  target: Target;
  signal: AbortSignal;
  /** Asked before the one repetition below; it has a request of the budget to take. False: it is not repeated. */
  mayRepeat: () => boolean;
};

/** `bytes` as they came; `encoding`: how they are packed. */
type Answer = { bytes: Uint8Array; encoding: string | undefined };

/** Free connections are let go before the usual server does so (five seconds): few of them close under a request. */
const LONGEST_IDLE_MS = 4_000;
const MAX_FREE_CONNECTIONS = 24;
const MAX_HEADER_BYTES = 16_384;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The connections to the call service: `node:http` with connections that are kept, at half of what `fetch` costs
 * (docs/decisions). It follows no redirect, so the key stays with the origin it was meant for, and reads no proxy settings.
 */
export function createExchange(options: ExchangeOptions) {
  const base = new URL(options.baseUrl);
  const { request: start, Agent } = base.protocol === "https:" ? https : http;
  const agent = new Agent({
    keepAlive: true,
    scheduling: "lifo",
    timeout: LONGEST_IDLE_MS,
    maxFreeSockets: MAX_FREE_CONNECTIONS,
  });
  const { protocol, hostname, port } = urlToHttpOptions(base);
  const everyRequest = {
    ...{ protocol, hostname, port, maxHeaderSize: MAX_HEADER_BYTES },
    headers: {
      "x-api-key": options.key,
      accept: "application/json",
      "accept-encoding": ACCEPTED_ENCODINGS,
      "user-agent": "Earshot",
    },
  };
  const prefix = base.pathname === "/" ? "" : base.pathname;

  /** @returns null for 204 */
  function attempt(asked: Asked, isFresh: boolean): Promise<Answer | null> {
    const { method, signal } = asked;
    return new Promise((resolve, reject) => {
      const request = start({
        ...everyRequest,
        ...{ method, path: `${prefix}${asked.path}`, agent: isFresh ? false : agent },
      });
      const leave = () => request.destroy();
      signal.addEventListener("abort", leave, { once: true });
      const end = () => signal.removeEventListener("abort", leave);
      const fail = (error: Error) => {
        end();
        request.destroy();
        reject(error);
      };
      let hasAnswer = false;
      request.on("error", () => {
        const isStale = request.reusedSocket && !hasAnswer && !signal.aborted;
        fail(isStale ? new StaleConnectionError() : new CallApiError("unreachable"));
      });
      request.on("upgrade", (_response, socket) => {
        socket.destroy();
        fail(new CallApiError("unreachable"));
      });
      request.on("response", (response) => {
        hasAnswer = true;
        const fault = faultOf(response, asked.target);
        if (fault !== null) return fail(fault);
        collectBody(response, options.maxBytes, (kind) => new CallApiError(kind)).then((bytes) => {
          end();
          const encoding = response.headers["content-encoding"];
          resolve(response.statusCode === 204 ? null : { bytes, encoding });
        }, fail);
      });
      request.end();
    });
  }

  /** What is wrong with an answer, as its head says. */
  function faultOf(response: IncomingMessage, target: Target): CallApiError | null {
    const { statusCode: status = 0, headers } = response;
    const dateMs = Date.parse(headers.date ?? "");
    if (Number.isFinite(dateMs)) options.onServiceTime?.(dateMs);
    if (REDIRECTS.includes(status)) return new CallApiError("unreachable");
    if (status >= 200 && status <= 299) return null;
    const wait = retryAfterMs(headers["retry-after"] ?? null, options.now());
    return new CallApiError(kindOfStatus(status, target), { status, retryAfterMs: wait });
  }

  return {
    /**
     * One request and its whole answer. A read whose kept connection turns out to have been closed meanwhile is sent once
     * more, on a new one; nothing else is.
     * @returns the body of a successful answer, unpacked; null for 204
     * @throws CallApiError; or the signal's reason when it was aborted
     */
    async send(asked: Asked): Promise<Uint8Array | null> {
      const { signal } = asked;
      signal.throwIfAborted();
      try {
        const answer = await attempt(asked, false).catch((error: unknown) => {
          if (!isNamed<StaleConnectionError>(error, "StaleConnectionError")) throw error;
          if (asked.method !== "GET" || !asked.mayRepeat()) throw new CallApiError("unreachable");
          return attempt(asked, true);
        });
        return answer === null ? null : await decoded(answer.bytes, answer.encoding, options.maxBytes);
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },
    /** Lets go of the connections that nothing uses. */
    close: () => agent.destroy(),
  };
}

/** A connection from before broke without an answer: most likely the service had closed it as idle. */
class StaleConnectionError extends Error {
  override readonly name = "StaleConnectionError";
}
