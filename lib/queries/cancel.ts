import type { CancelAnswer } from "@/lib/wire/contract";
import { fetchJson } from "@/lib/wire/fetch-json";
import { callApiPath } from "@/lib/wire/paths";

/** The server waits for the call service (8 s) and, when that hangs, for a fresh read after it. */
const CANCEL_DEADLINE_MS = 30_000;

/**
 * Asks to end a call. Resolves with the honest outcome (`meta.outcome`: cancelled, already_ended, unconfirmed); throws
 * FetchError. `reason`: why, "" for none. Not repeated by itself: the caller decides after looking at the call again.
 */
export async function cancelCall(callId: string, reason = ""): Promise<CancelAnswer> {
  const answer = await fetchJson<CancelAnswer>(callApiPath(callId), {
    method: "DELETE",
    ...(reason === "" ? {} : { body: { reason } }),
    timeoutMs: CANCEL_DEADLINE_MS,
  });
  return answer.body;
}
