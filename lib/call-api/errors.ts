import type { FaultKind } from "@/lib/calls/fault-kinds";
import { isNamed } from "@/lib/errors/named";

export type CallApiErrorKind = FaultKind;

const SENTENCES: Record<CallApiErrorKind, string> = {
  invalid_id: "This is not the id of a call.",
  bad_request: "The call service refused the request.",
  key_rejected: "The call service rejected the key.",
  other_organisation: "This call belongs to another organisation.",
  not_found: "The call service does not know this call.",
  conflict: "The call service refused this in the call's present state.",
  rate_limited: "The call service asked for fewer requests.",
  upstream_error: "The call service failed.",
  timeout: "The call service did not answer in time.",
  unreachable: "The call service could not be reached.",
  too_large: "The call service's answer was too large.",
  malformed: "The call service's answer could not be read.",
  paused: "The call service has been failing; requests wait until it recovers.",
  request_budget: "The request budget is used up.",
};

/** A failed request. The message is fixed text: never a key, a person's data or what the service wrote. */
export class CallApiError extends Error {
  override readonly name = "CallApiError";
  readonly kind: CallApiErrorKind;
  /** the HTTP status, null when there was no answer */
  readonly status: number | null;
  /** how long the service asked us to wait, milliseconds; null when it did not say */
  readonly retryAfterMs: number | null;

  constructor(kind: CallApiErrorKind, details: { status?: number; retryAfterMs?: number | null } = {}) {
    super(SENTENCES[kind]);
    this.kind = kind;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** `call`: one call is asked about; `collection`: a list, where "not yours" and "not there" cannot be about the thing. */
export type Target = "call" | "collection";

/**
 * What an unsuccessful HTTP status means. A 403 on a list is about the key; a 404 on a list means that the address is
 * not the call service's.
 */
export function kindOfStatus(status: number, target: Target): CallApiErrorKind {
  if (status === 401) return "key_rejected";
  if (status === 403) return target === "call" ? "other_organisation" : "key_rejected";
  if (status === 404 || status === 410) return target === "call" ? "not_found" : "malformed";
  if (status === 409) return "conflict";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "upstream_error" : "bad_request";
}

/** The service itself is in trouble, not the one request: what opens the breaker. */
export function isFault(error: unknown): boolean {
  if (!isNamed<CallApiError>(error, "CallApiError")) return false;
  return ["upstream_error", "timeout", "unreachable", "malformed"].includes(error.kind);
}
