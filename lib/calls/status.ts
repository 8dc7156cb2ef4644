/**
 * The one table of statuses: word, shape and tone. Status is never colour alone, so every place that shows one takes
 * all three from here. A calm call has no colour: only an end that went wrong has one.
 */
export type StatusTone = "quiet" | "neutral" | "amber" | "red" | "unknown";
export type StatusIcon =
  | "circle"
  | "clock"
  | "connecting"
  | "bell"
  | "dot"
  | "check"
  | "cross"
  | "missed"
  | "busy"
  | "ban"
  | "question";
type StatusPhase = "waiting" | "live" | "final" | "unknown";

export type StatusFacts = { label: string; icon: StatusIcon; tone: StatusTone; phase: StatusPhase };

const STATUSES: Record<string, StatusFacts> = {
  initiated: { label: "Initiated", icon: "circle", tone: "quiet", phase: "live" },
  queued: { label: "Queued", icon: "clock", tone: "quiet", phase: "waiting" },
  scheduled: { label: "Scheduled", icon: "clock", tone: "quiet", phase: "waiting" },
  connecting: { label: "Connecting", icon: "connecting", tone: "neutral", phase: "live" },
  ringing: { label: "Ringing", icon: "bell", tone: "neutral", phase: "live" },
  active: { label: "Active", icon: "dot", tone: "neutral", phase: "live" },
  completed: { label: "Completed", icon: "check", tone: "neutral", phase: "final" },
  failed: { label: "Failed", icon: "cross", tone: "red", phase: "final" },
  no_answer: { label: "No answer", icon: "missed", tone: "amber", phase: "final" },
  busy: { label: "Busy", icon: "busy", tone: "amber", phase: "final" },
  cancelled: { label: "Cancelled", icon: "ban", tone: "quiet", phase: "final" },
};

export const LIVE_STATUSES = ["initiated", "connecting", "ringing", "active"] as const;
export const ALL_STATUSES = Object.keys(STATUSES);

/** Facts of a status; one we do not know keeps its raw word and a dashed outline. */
export function statusFacts(status: string): StatusFacts {
  return Object.hasOwn(STATUSES, status)
    ? (STATUSES[status] as StatusFacts)
    : { label: status, icon: "question", tone: "unknown", phase: "unknown" };
}

/** The call is being set up or talked on: it belongs on the board and can be ended. */
export function isLive(status: string): boolean {
  return statusFacts(status).phase === "live";
}

/** Nothing but the summary can change any more. */
export function isFinal(status: string): boolean {
  return statusFacts(status).phase === "final";
}

const FAILURE_SENTENCES: Record<string, string> = {
  no_answer: "Nobody answered.",
  busy: "The line was busy.",
  rejected: "The call was declined.",
  invalid_number: "The number is not valid.",
  number_not_in_service: "The number is not in service.",
  voicemail: "The call went to voicemail.",
  machine_detected: "An answering machine picked up.",
  agent_unavailable: "No agent was available to take the call.",
  agent_error: "The agent stopped working.",
  network_error: "The telephone network failed.",
  sip_error: "The telephone line could not be set up.",
  timeout: "The call was not set up in time.",
  room_error: "The call's room could not be opened.",
  cancelled_by_user: "Somebody ended the call.",
};

/** One of the call service's own codes, which say nothing of anybody; free text may. */
export function isKnownFailure(failureReason: string | null): boolean {
  return failureReason !== null && Object.hasOwn(FAILURE_SENTENCES, failureReason);
}

/** Why a call failed, in words; a reason we do not know is quoted as it came. Null when there is none. */
export function failureSentence(failureReason: string | null): string | null {
  if (failureReason === null || failureReason.trim() === "") return null;
  const sentence = Object.hasOwn(FAILURE_SENTENCES, failureReason) ? FAILURE_SENTENCES[failureReason] : undefined;
  return sentence ?? `The call service gave the reason “${failureReason}”.`;
}
