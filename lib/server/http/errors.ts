import { requestId } from "@/lib/log/log.mjs";
import type { ErrorAnswer, ErrorReason } from "@/lib/wire/contract";

/** Status and words of every error we answer with. Words are for a person; `reason` is for programs and pages. */
const ERRORS: Record<ErrorReason, { status: number; message: string }> = {
  invalid_request: { status: 400, message: "The request is not valid." },
  invalid_call_id: { status: 400, message: "This is not a call id." },
  cross_site: { status: 403, message: "State changes must come from Earshot's own pages, as application/json." },
  sign_in_required: { status: 401, message: "Sign in first, or send an access token as x-api-key." },
  not_permitted: { status: 403, message: "Your role does not allow this." },
  // Not 401: only the end of a session is that, and signs a page out.
  wrong_credentials: { status: 403, message: "This e-mail address and password do not belong together." },
  too_many_attempts: { status: 429, message: "Too many attempts. Wait a while before the next one." },
  too_large: { status: 413, message: "The request is too large." },
  link_unknown: { status: 404, message: "This link does not exist." },
  link_used: { status: 410, message: "This link has been used." },
  link_expired: { status: 410, message: "This link has expired." },
  link_revoked: { status: 410, message: "This link has been revoked." },
  link_incomplete: { status: 403, message: "Open this link as it was sent: its secret part is missing here." },
  passcode_required: { status: 403, message: "This link asks for its passcode." },
  passcode_wrong: { status: 403, message: "This is not the link's passcode." },
  code_unknown: { status: 404, message: "No screen shows this code. It may have changed: look again." },
  user_exists: { status: 409, message: "There is a user with this e-mail address." },
  last_admin: { status: 409, message: "This is the last admin. Make somebody else an admin first." },
  conflict: { status: 409, message: "Somebody else has changed this meanwhile. Look again." },
  database_unavailable: { status: 503, message: "Earshot's database does not answer at the moment." },
  call_not_found: { status: 404, message: "Call not found" },
  not_cancellable: { status: 409, message: "This call cannot be ended in its present state." },
  key_rejected: {
    status: 502,
    message: "The call service refused Earshot's key. Check HEPPU_API_KEY on the server and restart it.",
  },
  other_organisation: { status: 502, message: "This call belongs to another organisation than Earshot's key." },
  call_service_timeout: { status: 504, message: "The call service did not answer in time." },
  call_service_unreachable: { status: 502, message: "The call service cannot be reached." },
  call_service_error: { status: 502, message: "The call service failed." },
  call_service_malformed: { status: 502, message: "The call service's answer could not be read." },
  call_service_rate_limited: { status: 503, message: "The call service asked Earshot to slow down." },
  call_service_paused: {
    status: 503,
    message: "The call service has failed repeatedly; Earshot is trying it again at growing intervals.",
  },
  request_budget: { status: 503, message: "Earshot's request budget for this minute is used up." },
  not_found: { status: 404, message: "There is nothing at this address." },
  internal: { status: 500, message: "Earshot failed to answer. The server's log says more." },
};

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
  const { status, message } = ERRORS[reason];
  const answer = envelope(options.message ?? message, status, reason);
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
