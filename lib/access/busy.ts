import { isNamed } from "@/lib/errors/named";
import { RequestError } from "@/lib/wire/request-error";
import type { PasswordsBusyError } from "./turns";

const BUSY_RETRY_MS = 5_000;

/** A refusal to be asked again soon instead of the queue's error; anything else stays itself. */
export function busyOr(error: unknown): unknown {
  if (!isNamed<PasswordsBusyError>(error, "PasswordsBusyError")) return error;
  const message = "Many people are signing in at this moment. Try again in a few seconds.";
  return new RequestError("too_many_attempts", { message, retryAfterMs: BUSY_RETRY_MS });
}
