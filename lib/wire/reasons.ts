/**
 * Every reason of a refusal: the one list. Its words are elsewhere, for programs in reason-sentences.ts, for pages in
 * lib/queries: browsers hold this file on every page. Types make all of them complete.
 * `status`: of the answer. `again`: whether the same request may succeed later, untouched.
 */
export const REASONS = {
  invalid_request: { status: 400, again: false },
  invalid_call_id: { status: 400, again: false },
  cross_site: { status: 403, again: false },
  sign_in_required: { status: 401, again: false },
  not_permitted: { status: 403, again: false },
  // Not 401: only the end of a session is that, and signs a page out.
  wrong_credentials: { status: 403, again: false },
  too_many_attempts: { status: 429, again: true },
  too_large: { status: 413, again: false },
  link_unknown: { status: 404, again: false },
  link_used: { status: 410, again: false },
  link_expired: { status: 410, again: false },
  link_revoked: { status: 410, again: false },
  link_incomplete: { status: 403, again: false },
  passcode_required: { status: 403, again: false },
  passcode_wrong: { status: 403, again: false },
  code_unknown: { status: 404, again: false },
  user_exists: { status: 409, again: false },
  last_admin: { status: 409, again: false },
  conflict: { status: 409, again: false },
  database_unavailable: { status: 503, again: true },
  call_not_found: { status: 404, again: false },
  not_cancellable: { status: 409, again: false },
  key_rejected: { status: 502, again: false },
  other_organisation: { status: 502, again: false },
  call_service_timeout: { status: 504, again: true },
  call_service_unreachable: { status: 502, again: true },
  call_service_error: { status: 502, again: true },
  call_service_malformed: { status: 502, again: true },
  call_service_rate_limited: { status: 503, again: true },
  call_service_paused: { status: 503, again: true },
  request_budget: { status: 503, again: true },
  not_found: { status: 404, again: false },
  internal: { status: 500, again: true },
} as const satisfies Record<string, { status: number; again: boolean }>;

/** What went wrong, for a program and for the words on the page. */
export type ErrorReason = keyof typeof REASONS;
export const ERROR_REASONS = Object.keys(REASONS) as ErrorReason[];

export function isErrorReason(value: unknown): value is ErrorReason {
  return typeof value === "string" && Object.hasOwn(REASONS, value);
}
