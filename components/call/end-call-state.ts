import { isLive } from "@/lib/calls/status";
import type { CancelAnswer } from "@/lib/wire/contract";
import type { FetchReason } from "@/lib/wire/fetch-json";

/** Where the ending of a call stands. `askedMs`: when the answer, or its lack, was known; server's clock. */
export type EndCallState =
  | { kind: "closed" }
  | { kind: "asking" }
  | { kind: "sending" }
  /** nobody knows whether it was ended: the call is read again */
  | { kind: "unsure"; reason: FetchReason | null; askedMs: number }
  /** a later reading shows it running; `claimed`: although the call service said that it had ended it */
  | { kind: "still_running"; claimed: boolean }
  | { kind: "failed"; reason: FetchReason }
  /** it ended, but not by this request */
  | { kind: "over" }
  /** `seen`: a reading has shown it ended, so that one that runs later is a new attempt */
  | { kind: "done"; askedMs: number; seen: boolean };

export type EndCallEvent =
  | { type: "opened" }
  | { type: "closed" }
  | { type: "sent" }
  | { type: "answered"; outcome: CancelAnswer["meta"]["outcome"]; nowMs: number }
  | { type: "refused"; reason: FetchReason; nowMs: number }
  /** the call as it was at `asOfMs`; null: not known when */
  | { type: "read"; status: string; asOfMs: number | null };

/** Reasons that leave open whether the call was ended. */
const UNSURE: ReadonlySet<FetchReason> = new Set(["call_service_timeout", "offline", "bad_answer", "internal"]);
/** The call service may go on saying "active" for a moment after it ended a call; longer, and it did not. */
const BELIEVED_MS = 10_000;

/** The next state; an event that means nothing in a state leaves it as it is, the same object. */
export function endCallStep(state: EndCallState, event: EndCallEvent): EndCallState {
  switch (event.type) {
    case "opened":
      return state.kind === "closed" ? { kind: "asking" } : state;
    case "closed":
      return state.kind === "sending" || state.kind === "done" || state.kind === "closed" ? state : { kind: "closed" };
    case "sent":
      return { kind: "sending" };
    case "answered":
      if (event.outcome === "cancelled") return { kind: "done", askedMs: event.nowMs, seen: false };
      return event.outcome === "already_ended"
        ? { kind: "over" }
        : { kind: "unsure", reason: null, askedMs: event.nowMs };
    case "refused":
      return UNSURE.has(event.reason)
        ? { kind: "unsure", reason: event.reason, askedMs: event.nowMs }
        : { kind: "failed", reason: event.reason };
    case "read":
      return afterReading(state, isLive(event.status), event.asOfMs);
  }
}

function afterReading(state: EndCallState, live: boolean, asOfMs: number | null): EndCallState {
  if (state.kind === "closed" || state.kind === "sending" || state.kind === "over") return state;
  if (state.kind === "done") {
    if (!live) return state.seen ? state : { ...state, seen: true };
    if (state.seen) return { kind: "closed" };
    const stillRunning = asOfMs !== null && asOfMs > state.askedMs + BELIEVED_MS;
    return stillRunning ? { kind: "still_running", claimed: true } : state;
  }
  if (!live) return { kind: "over" };
  const answersDoubt = state.kind === "unsure" && asOfMs !== null && asOfMs > state.askedMs;
  return answersDoubt ? { kind: "still_running", claimed: false } : state;
}

/** Whether the dialog stands open. */
export function isDialogOpen(state: EndCallState): boolean {
  return state.kind !== "closed" && state.kind !== "done";
}
