import type { ErrorReason } from "./reasons";

/** A request that is refused; `route()` makes our error envelope of it. `message` must hold nothing personal. */
export class RequestError extends Error {
  override readonly name = "RequestError";

  constructor(
    readonly reason: ErrorReason,
    readonly details: { message?: string; retryAfterMs?: number | null } = {},
  ) {
    super(reason);
  }
}
