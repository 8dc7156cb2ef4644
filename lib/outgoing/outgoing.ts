import { lookup as systemLookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { urlToHttpOptions } from "node:url";
import { isNamed } from "@/lib/errors/named";
import { collectBody } from "./body";
import { OutgoingError, type OutgoingFault } from "./errors";
import { isPublicAddress } from "./public-address";
import { retryAfterMs } from "./retry-after";

export type OutgoingRequest = {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** from the start through the end of the answer's body */
  deadlineMs: number;
  maxBytes: number;
  signal: AbortSignal;
};

/** `text`: of a successful answer, null for others, which are not read. `retryAfterMs`: null where it names no wait. */
export type OutgoingAnswer = { status: number; retryAfterMs: number | null; text: string | null };

const MAX_HEADER_BYTES = 16_384;

const plainHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

type OutgoingOptions = {
  /** names and addresses that lead into one's own network and are allowed to, as plainHost gives them */
  privateHosts: readonly string[];
  /** instead of the system's, for tests */
  lookup?: typeof systemLookup;
  nowMs?: () => number;
};

/**
 * Requests to addresses that people type. Where a name leads is judged inside the socket's own look-up, so that what was judged is
 * what is connected to. Nothing is followed, read beyond its cap or waited for beyond its deadline; no proxy settings are read.
 */
export function createOutgoing({ privateHosts, lookup = systemLookup, nowMs = Date.now }: OutgoingOptions) {
  const isAllowed = (url: URL) => privateHosts.includes(plainHost(url));

  /** Refuses a name as soon as one of its addresses is not public. */
  const guarded: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) return callback(error ?? new OutgoingError("unreachable"), "", 0);
      if (!found.every(({ address }) => isPublicAddress(address))) {
        return callback(new OutgoingError("forbidden_address"), "", 0);
      }
      if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };

  /** What is wrong with an address before anything is asked; null: nothing. */
  function faultOf(url: URL): OutgoingFault | null {
    if (isAllowed(url)) return null;
    if (url.protocol !== "https:") return "not_encrypted";
    const host = plainHost(url);
    return isIP(host) !== 0 && !isPublicAddress(host) ? "forbidden_address" : null;
  }

  function exchange(asked: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer> {
    const { url, headers, body, maxBytes } = asked;
    const { protocol, hostname, port, path } = urlToHttpOptions(url);
    return new Promise((resolve, reject) => {
      const request = (url.protocol === "https:" ? https : http).request({
        ...{ protocol, hostname, port, path, signal, method: "POST", agent: false, maxHeaderSize: MAX_HEADER_BYTES },
        ...(!isAllowed(url) && { lookup: guarded }),
        headers: {
          ...{ "user-agent": "Earshot", accept: "application/json", "accept-encoding": "identity" },
          ...{ ...headers, "content-length": String(Buffer.byteLength(body)) },
        },
      });
      const fail = (error: Error) => {
        request.destroy();
        reject(error);
      };
      request.on("error", (error) =>
        fail(isNamed<OutgoingError>(error, "OutgoingError") ? error : new OutgoingError("unreachable")),
      );
      request.on("upgrade", (_response, socket) => {
        socket.destroy();
        fail(new OutgoingError("unreachable"));
      });
      request.on("response", (response) => {
        readAnswer(response, maxBytes).then((answer) => {
          resolve(answer);
          if (answer.text === null) request.destroy();
        }, fail);
      });
      request.end(body);
    });
  }

  async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<OutgoingAnswer> {
    const { statusCode: status = 0, headers } = response;
    if (status >= 300 && status <= 399) throw new OutgoingError("redirected");
    const wait = retryAfterMs(headers["retry-after"] ?? null, nowMs());
    if (status < 200 || status > 299) return { status, retryAfterMs: wait, text: null };
    if ((headers["content-encoding"] ?? "identity") !== "identity") throw new OutgoingError("unreadable");
    const bytes = await collectBody(response, maxBytes, (kind) => new OutgoingError(kind));
    return { status, retryAfterMs: wait, text: new TextDecoder().decode(bytes) };
  }

  return {
    faultOf,

    /** POSTs a body once. @throws OutgoingError; the signal's reason when it was aborted */
    async post(asked: OutgoingRequest): Promise<OutgoingAnswer> {
      asked.signal.throwIfAborted();
      const fault = faultOf(asked.url);
      if (fault !== null) throw new OutgoingError(fault);
      const deadline = new AbortController();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        deadline.abort();
      }, asked.deadlineMs);
      try {
        return await exchange(asked, AbortSignal.any([asked.signal, deadline.signal]));
      } catch (error) {
        asked.signal.throwIfAborted();
        throw isLate ? new OutgoingError("timeout") : error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

export type Outgoing = ReturnType<typeof createOutgoing>;
