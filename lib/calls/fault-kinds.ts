/** Everything that can go wrong with the call service, each a thing somebody can act on differently. */
export const FAULT_KINDS = [
  "invalid_id",
  "bad_request",
  "key_rejected",
  "other_organisation",
  "not_found",
  "conflict",
  "rate_limited",
  "upstream_error",
  "timeout",
  "unreachable",
  "too_large",
  "malformed",
  "paused",
  "request_budget",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
