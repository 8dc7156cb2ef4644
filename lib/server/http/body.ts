import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { AnswerShape } from "@/lib/wire/changes";
import { type AnswerVersions, createAnswerVersions } from "./answer-versions";

type Encoding = "br" | "gzip" | "identity";

/** One version of an answer: serialised once, compressed at most once an encoding, whoever asks. */
export type VersionedBody = {
  /** strong in content, the same on every instance that has the same data */
  etag: string;
  byteLength: number;
  bytes(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
  /** What has changed since an earlier version, made once however many ask; null where only the whole answer helps. */
  since(version: string): VersionedBody | null;
};

/** How an answer is told as changes. `first`: how many lines are left out before those in it. */
type ToldAs<Content> = { shape: AnswerShape; first?: (content: Content) => number };

/** What all held bodies may weigh with their compressed copies; the one asked for last is always held. */
const MAX_HELD_BYTES = 64 * 1_048_576;
/** Below this, compression costs more than it saves. */
const SMALLEST_COMPRESSED_BYTES = 1_024;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Held = { version: string; body: VersionedBody; bytes: number; versions: AnswerVersions };

/** Keeps each body's newest version. `make` runs when the version is new. */
export type Bodies = <Content>(
  key: string,
  version: string,
  make: () => Content,
  told?: ToldAs<Content>,
) => VersionedBody;

/** Bodies by key; of a key's earlier versions only what has changed since is known. */
export function createBodies(maxHeldBytes = MAX_HELD_BYTES): Bodies {
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

  return (key, version, make, told) => {
    const known = held.get(key);
    if (known?.version === version) return known.body;
    const versions = known?.versions ?? createAnswerVersions(told?.shape ?? {});
    const content = make();
    const written = versions.next(content, told?.first?.(content));
    drop(key);
    const grow = (bytes: number) => weigh(key, entry, bytes);
    const entry = { version, body: wholeBody(written, versions, grow), bytes: 0, versions };
    held.set(key, entry);
    grow(written.plain.byteLength);
    return entry.body;
  };
}

function wholeBody(
  { plain, version }: ReturnType<AnswerVersions["next"]>,
  versions: AnswerVersions,
  onGrown: (bytes: number) => void,
): VersionedBody {
  const etag = `"${version}"`;
  const changes = new Map<string, VersionedBody | null>();
  const whole = compressedOnce(plain, onGrown);
  return {
    etag,
    ...whole,
    since(earlier) {
      const known = changes.get(earlier);
      if (known !== undefined) return known;
      const bytes = versions.since(earlier, version);
      // What is not known is not kept: anybody can make up versions.
      if (bytes === "unknown") return null;
      const body = bytes === "long" ? null : { etag, ...compressedOnce(bytes, onGrown), since: () => null };
      onGrown(body?.byteLength ?? 0);
      changes.set(earlier, body);
      return body;
    },
  };
}

/** @param onGrown told what each compressed copy weighs */
function compressedOnce(
  plain: Buffer<ArrayBuffer>,
  onGrown: (bytes: number) => void,
): Pick<VersionedBody, "byteLength" | "bytes"> {
  const compressed = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const compress = (encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> => {
    if (encoding === "gzip") return compressGzip(plain, { level: 5 }).then((bytes) => new Uint8Array(bytes));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength };
    return compressBrotli(plain, { params }).then((bytes) => new Uint8Array(bytes));
  };
  return {
    byteLength: plain.byteLength,
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

/**
 * 304 when the client has this version, else what has changed `since` the version it has, else the whole. `headers` go
 * onto each. The ETag is that of the whole answer, also on changes: what they lead to (as RFC 3229 has it).
 */
export async function bodyAnswer(
  request: Request,
  whole: VersionedBody,
  headers: Record<string, string>,
  since: string | null = null,
): Promise<Response> {
  const all = {
    ...headers,
    ETag: whole.etag,
    "Cache-Control": "private, no-cache, no-transform",
    Vary: "Accept-Encoding",
  };
  if (isKnown(request.headers.get("if-none-match"), whole.etag))
    return new Response(null, { status: 304, headers: all });
  const body = (since === null ? null : whole.since(since)) ?? whole;
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
