import { requestId } from "@/lib/log/log.mjs";
import type { ErrorAnswer } from "@/lib/wire/contract";
import { REASON_SENTENCES } from "@/lib/wire/reason-sentences";
import { type ErrorReason, REASONS } from "@/lib/wire/reasons";

/** With the id under which the log speaks of this request, where it has one. */
function envelope(message: string, code: number, reason: ErrorReason): ErrorAnswer {
  const id = requestId();
  return { error: { message, code, reason, ...(id === undefined ? {} : { requestId: id }) } };
}

const USUAL_WAIT_MS = 60_000;

/** The upstream's error envelope with our reason. `message` replaces the standard words; it must hold nothing personal. */
export function errorAnswer(
  reason: ErrorReason,
  options: { message?: string; retryAfterMs?: number | null } = {},
): Response {
  const { status } = REASONS[reason];
  const answer = envelope(options.message ?? REASON_SENTENCES[reason], status, reason);
  const headers = new Headers({ "Cache-Control": "private, no-store" });
  // Whoever is told to slow down is told for how long.
  const retryAfterMs = options.retryAfterMs ?? (status === 429 ? USUAL_WAIT_MS : null);
  if (retryAfterMs) headers.set("Retry-After", String(Math.ceil(retryAfterMs / 1000)));
  return Response.json(answer, { status, headers });
}

/** The handler of every method an address does not have. @param allowed as the Allow header names them: "GET, HEAD" */
export function wrongMethod(allowed: string): () => Response {
  return () => {
    const message = `Only ${allowed} can be used here.`;
    const answer = envelope(message, 405, "invalid_request");
    return Response.json(answer, { status: 405, headers: { Allow: allowed, "Cache-Control": "private, no-store" } });
  };
}
