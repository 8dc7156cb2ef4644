import type { ErrorReason } from "../reasons";

/** What the call service, or the way to it, can be the reason for. */
export const CALL_SERVICE = [
  "key_rejected",
  "call_service_timeout",
  "call_service_unreachable",
  "call_service_error",
  "call_service_malformed",
  "call_service_rate_limited",
  "call_service_paused",
  "request_budget",
] as const satisfies ErrorReason[];
/** The same of one call. */
export const ONE_CALL = ["call_not_found", "other_organisation", ...CALL_SERVICE] as const satisfies ErrorReason[];
