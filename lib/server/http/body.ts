import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

type Encoding = "br" | "gzip" | "identity";

/** One version of an answer: serialised once, compressed at most once an encoding, whoever asks. */
export type VersionedBody = {
  /** strong in content, the same on every instance that has the same data */
  etag: string;
  byteLength: number;
  bytes(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
};

/** What all held bodies may weigh with their compressed copies; the one asked for last is always held. */
const MAX_HELD_BYTES = 64 * 1_048_576;
/** Below this, compression costs more than it saves. */
const SMALLEST_COMPRESSED_BYTES = 1_024;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Held = { version: string; body: VersionedBody; bytes: number };

/**
 * Bodies by key; each keeps its newest version only.
 * @returns `(key, version, make)`: the body of that version; `make` runs when the version is new
 */
export function createBodies(
  maxHeldBytes = MAX_HELD_BYTES,
): (key: string, version: string, make: () => unknown) => VersionedBody {
  const held = new Map<string, Held>();
  let heldBytes = 0;

  const drop = (key: string) => {
    heldBytes -= held.get(key)?.bytes ?? 0;
    held.delete(key);
  };

  /** Counts what came to it, and lets go of those that were made before until all fits. */
  function weigh(key: string, entry: Held, bytes: number): void {
    if (held.get(key) !== entry) return;
    entry.bytes += bytes;
    heldBytes += bytes;
    for (const oldest of held.keys()) {
      if (heldBytes <= maxHeldBytes) break;
      if (oldest !== key) drop(oldest);
    }
  }

  return (key, version, make) => {
    const known = held.get(key);
    if (known?.version === version) return known.body;
    const plain = Buffer.from(JSON.stringify(make()));
    drop(key);
    const body = versionedBody(plain, (bytes) => weigh(key, entry, bytes));
    const entry = { version, body, bytes: 0 };
    held.set(key, entry);
    weigh(key, entry, plain.byteLength);
    return body;
  };
}

/** @param onGrown told what each compressed copy weighs */
function versionedBody(plain: Buffer<ArrayBuffer>, onGrown: (bytes: number) => void): VersionedBody {
  const compressed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const compress = (encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> => {
    if (encoding === "gzip") return compressGzip(plain, { level: 5 }).then((bytes) => new Uint8Array(bytes));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength };
    return compressBrotli(plain, { params }).then((bytes) => new Uint8Array(bytes));
  };
  return {
    byteLength: plain.byteLength,
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    bytes(encoding) {
      if (encoding === "identity") return Promise.resolve(plain);
      const known = compressed.get(encoding);
      if (known !== undefined) return known;
      const made = compress(encoding);
      compressed.set(encoding, made);
      made.then(
        (bytes) => onGrown(bytes.byteLength),
        // Whoever asks next has it tried again.
        () => compressed.delete(encoding),
      );
      return made;
    },
  };
}

/** The best encoding the client takes; small bodies go as they are. */
function chooseEncoding(acceptEncoding: string | null, byteLength: number): Encoding {
  if (acceptEncoding === null || byteLength < SMALLEST_COMPRESSED_BYTES) return "identity";
  const takes = (name: string) =>
    new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))|,|$)`, "i").test(acceptEncoding);
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : "identity";
}

/** True when the client's If-None-Match names this version (weak comparison, RFC 9110 13.1.2). */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch === etag || ifNoneMatch === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** 304 when the client has this version, else its bytes. `headers` go onto both. */
export async function bodyAnswer(
  request: Request,
  body: VersionedBody,
  headers: Record<string, string>,
): Promise<Response> {
  const all = {
    ...headers,
    ETag: body.etag,
    "Cache-Control": "private, no-cache, no-transform",
    Vary: "Accept-Encoding",
  };
  if (isKnown(request.headers.get("if-none-match"), body.etag))
    return new Response(null, { status: 304, headers: all });
  const plain = await body.bytes("identity");
  const encoding = chooseEncoding(request.headers.get("accept-encoding"), plain.byteLength);
  const bytes = await body.bytes(encoding);
  return new Response(bytes, {
    headers: {
      ...all,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": String(bytes.byteLength),
      // Next leaves a handler's Content-Encoding out of what it sends; the door writes it from the second.
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding, "Earshot-Encoding": encoding }),
    },
  });
}
