import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { z } from "zod";
import { errorAnswerSchema } from "@/lib/wire/contract";

export type Answered = {
  status: number;
  headers: IncomingHttpHeaders;
  /** as it came, still compressed */
  body: Buffer;
  text: () => string;
  json: () => unknown;
};

type Asking = { method?: string; headers?: Record<string, string>; body?: string };

/**
 * One request, its path sent to the letter: neither tidied, nor followed, nor decoded, as `fetch` would.
 * @param path from the origin's root, of bytes up to U+00FF without blanks
 */
export function ask(origin: string, path: string, { method = "GET", headers = {}, body }: Asking = {}) {
  const { hostname, port, host } = new URL(origin);
  // Node leaves it out for DELETE, and then the body is the start of another request.
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise<Answered>((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, path, method, headers: { host, ...length, ...headers }, agent: false, family: 4 },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = () => decoded(bytes, response.headers["content-encoding"]).toString("utf8");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: bytes,
            text,
            json: () => JSON.parse(text()),
          });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** A page as the router in the browser asks for it, along Next's redirect to the address with a checksum of the headers. */
export async function askRouter(origin: string, path: string): Promise<Answered> {
  const headers = { rsc: "1" };
  const first = await ask(origin, path, { headers });
  if (first.status !== 307) return first;
  return ask(origin, String(first.headers.location).replace(origin, ""), { headers });
}

function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === "br") return brotliDecompressSync(bytes);
  return encoding === "gzip" ? gunzipSync(bytes) : bytes;
}

/** Sends these bytes, hangs up after the answer. For what no HTTP client would say. Resolves with all that came back. */
export function say(origin: string, bytes: string | Buffer): Promise<string> {
  const { port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? finish() : reject(error)));
    socket.on("end", () => socket.end());
    socket.on("close", finish);
    function finish() {
      resolve(Buffer.concat(chunks).toString("latin1"));
    }
  });
}

/** The answer's body, which must be of this shape and hold nothing more. */
export function parsed<T>(schema: z.ZodType<T>, answered: Answered): T {
  return schema.parse(answered.json());
}

/** An answer's words without the id of its request, which each has of its own. */
export const wordsOf = (answer: Answered) => answer.text().replace(/,"requestId":"\w+"/, "");

/** Status and reason of a refusal, whose body must be our error envelope and agree with the status. */
export function refusal(answered: Answered): { status: number; reason: string } {
  const { error } = errorAnswerSchema.parse(answered.json());
  if (error.code !== answered.status) throw new Error(`The body says ${error.code}, the status ${answered.status}.`);
  return { status: answered.status, reason: error.reason };
}

/** What the call service itself says at this path, past Earshot. */
export async function askUpstream(upstream: { url: string; key: string }, path: string): Promise<unknown> {
  const answer = await fetch(`${upstream.url}${path}`, { headers: { "x-api-key": upstream.key } });
  return answer.json();
}

/** Headers of a request by our own pages that changes something. */
export const OWN_PAGE = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
