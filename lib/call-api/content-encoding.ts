import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { CallApiError } from "./errors";

/** What the call service is told that we can read: transcripts shrink to a fifth. */
export const ACCEPTED_ENCODINGS = "gzip, br";

type Decode = (bytes: Uint8Array, limits: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: Record<string, Decode> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
};

/**
 * The bytes behind an answer's `Content-Encoding`, unpacked away from the main thread and never to more than `maxBytes`:
 * a few kilobytes can hold gigabytes.
 * @throws CallApiError too_large; malformed where the encoding is not one we know, several at once, or broken
 */
export async function decoded(bytes: Uint8Array, encoding: string | undefined, maxBytes: number): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity" || bytes.byteLength === 0) return bytes;
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (decode === undefined) throw new CallApiError("malformed");
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new CallApiError(isTooLarge ? "too_large" : "malformed");
  }
}
