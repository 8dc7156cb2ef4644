import "server-only";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import type { SourceFault } from "@/lib/live/source";
import type { ErrorReason } from "@/lib/wire/reasons";
import { RequestError } from "@/lib/wire/request-error";

export type ErrorAnswer = { kind: "error"; reason: ErrorReason; retryAfterMs: number | null };

const REASONS: Record<FaultKind, ErrorReason> = {
  invalid_id: "invalid_call_id",
  bad_request: "invalid_request",
  key_rejected: "key_rejected",
  other_organisation: "other_organisation",
  not_found: "call_not_found",
  conflict: "not_cancellable",
  rate_limited: "call_service_rate_limited",
  upstream_error: "call_service_error",
  timeout: "call_service_timeout",
  unreachable: "call_service_unreachable",
  too_large: "call_service_malformed",
  malformed: "call_service_malformed",
  paused: "call_service_paused",
  request_budget: "request_budget",
};

/** What a failure of the upstream is to the people who ask us. */
export function errorOf(fault: SourceFault): ErrorAnswer {
  const reason = REASONS[fault.kind];
  const isWait = reason === "call_service_rate_limited" || reason === "request_budget";
  return { kind: "error", reason, retryAfterMs: fault.retryAfterMs ?? (isWait ? 5_000 : null) };
}

/** The same to be thrown. */
export function refusalOf(fault: SourceFault): RequestError {
  const { reason, retryAfterMs } = errorOf(fault);
  return new RequestError(reason, { retryAfterMs });
}
