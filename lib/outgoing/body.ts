import type { IncomingMessage } from "node:http";

/**
 * An answer's body to its end, but never more than `maxBytes`: what Content-Length says is believed only where it is too much.
 * @param fault the error for a body that is too large, or that breaks off
 * @throws what `fault` makes
 */
export function collectBody(
  response: IncomingMessage,
  maxBytes: number,
  fault: (kind: "too_large" | "unreachable") => Error,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    if (Number(response.headers["content-length"] ?? 0) > maxBytes) return reject(fault("too_large"));
    response.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) reject(fault("too_large"));
      else chunks.push(chunk);
    });
    response.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    response.on("error", () => reject(fault("unreachable")));
  });
}
