import "server-only";
import { isNamed } from "@/lib/errors/named";
import { CallApiError, kindOfStatus, type Target } from "./errors";
import { retryAfterMs } from "./retry-after";

export type Exchange = {
  url: string;
  method: "GET" | "DELETE";
  target: Target;
  key: string;
  fetch: typeof globalThis.fetch;
  maxBytes: number;
  signal: AbortSignal;
  now: () => number;
  onServiceTime: ((dateMs: number) => void) | undefined;
};

/** Reads to the end, but never more than `maxBytes`: what Content-Length says is not trusted. */
async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new CallApiError("too_large");
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/**
 * One request and its whole answer. Redirects are refused: fetch would carry the key to wherever they point.
 * @returns the body of a successful answer; null for 204
 * @throws CallApiError; or the signal's reason when it was aborted
 */
export async function exchange(options: Exchange): Promise<Uint8Array<ArrayBuffer> | null> {
  const { url, method, target, key, signal } = options;
  signal.throwIfAborted();
  try {
    const response = await options.fetch(url, {
      method,
      headers: { "x-api-key": key, accept: "application/json" },
      redirect: "error",
      cache: "no-store",
      signal,
    });
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    if (Number.isFinite(dateMs)) options.onServiceTime?.(dateMs);
    if (!response.ok) {
      const wait = retryAfterMs(response.headers.get("retry-after"), options.now());
      await response.body?.cancel().catch(() => undefined);
      throw new CallApiError(kindOfStatus(response.status, target), { status: response.status, retryAfterMs: wait });
    }
    return response.status === 204 ? null : await readCapped(response, options.maxBytes);
  } catch (error) {
    signal.throwIfAborted();
    if (isNamed<CallApiError>(error, "CallApiError")) throw error;
    throw new CallApiError("unreachable");
  }
}
