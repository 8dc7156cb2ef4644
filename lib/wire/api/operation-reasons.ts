import { ERROR_REASONS, type ErrorReason } from "../reasons";
import type { Endpoint, Method, Operation } from "./endpoint";

/** Every reason for which an operation can be refused, in the order of the list; some follow from what it says of itself. */
export function reasonsOf({ params = {} }: Endpoint, method: Method, operation: Operation): ErrorReason[] {
  const { who, query, body, reasons = [] } = operation;
  const isChange = method !== "GET";
  const all = new Set<ErrorReason>([...reasons, "database_unavailable", "internal"]);
  if (who.kind === "allowed") for (const reason of ["sign_in_required", "not_permitted"] as const) all.add(reason);
  if (who.kind === "demo") all.add("not_found");
  if (isChange) all.add("cross_site");
  // Whoever is known has a count of changes.
  if (isChange && who.kind !== "unasked") all.add("too_many_attempts");
  if (query !== undefined || body !== undefined) all.add("invalid_request");
  if (body !== undefined) all.add("too_large");
  for (const { refusal } of Object.values(params)) if (refusal !== null) all.add(refusal);
  return ERROR_REASONS.filter((reason) => all.has(reason));
}
