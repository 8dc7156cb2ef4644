import type { Call } from "@/lib/calls/call";
import { failureSentence, statusFacts } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { ALL_READ, isUnreadable, type Unreadable } from "@/lib/calls/unreadable";

/** The summary's own life: not asked for, on its way, here, or never come. */
export type SummaryState =
  | { kind: "not_expected" }
  | { kind: "pending"; sinceMs: number | null }
  | { kind: "here"; text: string }
  /** one came that could not be read */
  | { kind: "unreadable" }
  | { kind: "missing" }
  /** whether one came nobody knows any more: what was said is kept no longer */
  | { kind: "not_kept" };

/** What the page shows of a call: one of these, for every status there is. Times are epoch milliseconds. */
export type CallPageState =
  | { kind: "waiting"; reason: "scheduled" | "queued"; dueMs: number | null }
  | { kind: "setting_up"; step: "initiated" | "ringing" | "connecting" }
  | { kind: "talking"; startedMs: number | null }
  | { kind: "ended"; endedMs: number | null; sentence: string; failed: boolean; summary: SummaryState }
  | { kind: "unknown"; status: string; summary: SummaryState };

const HOW_IT_ENDED: Record<string, string> = {
  completed: "The call has ended.",
  failed: "The call failed.",
  cancelled: "The call was cancelled.",
  no_answer: "Nobody answered.",
  busy: "The line was busy.",
};

/** What the server says of the call beside its fields. */
type Known = {
  /** nothing can change any more */
  settled: boolean;
  /** false: what was said is kept no longer */
  isTalkKept?: boolean;
  unreadable?: Unreadable;
};

/** The one state of the page. */
export function callView(call: Call, known: Known): CallPageState {
  const { status } = call;
  const phase = statusFacts(status).phase;
  if (phase === "waiting") {
    return { kind: "waiting", reason: status === "scheduled" ? "scheduled" : "queued", dueMs: scheduledMs(call) };
  }
  if (status === "active") return { kind: "talking", startedMs: timeMs(call.startedAt) };
  if (status === "initiated" || status === "ringing" || status === "connecting") {
    return { kind: "setting_up", step: status };
  }
  if (phase === "final") {
    return {
      kind: "ended",
      endedMs: timeMs(call.endedAt),
      sentence: endSentence(call),
      failed: status !== "completed" && status !== "cancelled",
      summary: summaryState(call, known),
    };
  }
  const here = summaryText(call);
  return { kind: "unknown", status, summary: here === null ? { kind: "not_expected" } : { kind: "here", text: here } };
}

/** How it ended, and why where that is known, without saying the same thing twice. */
function endSentence(call: Call): string {
  const how = HOW_IT_ENDED[call.status] ?? "The call has ended.";
  const why = failureSentence(call.failureReason);
  if (why === null || why === how) return how;
  return call.status === "failed" || call.status === "completed" ? `${how} ${why}` : how;
}

function summaryText(call: Call): string | null {
  const text = call.summary?.trim() ?? "";
  return text === "" ? null : text;
}

/** A call in which nothing was said gets no summary, so none is waited for. */
function summaryState(call: Call, { settled, isTalkKept = true, unreadable = ALL_READ }: Known): SummaryState {
  const text = summaryText(call);
  if (text !== null) return { kind: "here", text };
  if (!isTalkKept) return { kind: "not_kept" };
  if (isUnreadable(unreadable, "summary")) return { kind: "unreadable" };
  const wasTalkedOn = (call.transcript?.length ?? 0) > 0 || call.status === "completed";
  if (!wasTalkedOn) return { kind: "not_expected" };
  if (settled) return { kind: "missing" };
  return { kind: "pending", sinceMs: timeMs(call.endedAt) ?? timeMs(call.updatedAt) };
}

/** The detail's documents name no `scheduledAt`; the list's do, so it is read when it comes. */
function scheduledMs(call: Call): number | null {
  const own = call.scheduledAt;
  const inMetadata = call.metadata.scheduledAt;
  return timeMs(own) ?? timeMs(inMetadata);
}

/** Why there are no lines, in words true for the state; only asked when there are none. */
export function emptyTranscriptWords(
  view: CallPageState,
  transcript: Call["transcript"],
  { isTalkKept = true, unreadable = ALL_READ }: Omit<Known, "settled"> = {},
): { title: string; text: string } {
  if (!isTalkKept) {
    return {
      title: "What was said is kept no longer",
      text: "Earshot keeps talk for a time that an admin sets, and the facts of a call for longer.",
    };
  }
  if (unreadable.messages > 0 || isUnreadable(unreadable, "transcript")) {
    return {
      title: "What was said could not be read",
      text: "The call service sent it in a form that Earshot does not know.",
    };
  }
  if (view.kind === "waiting") {
    return { title: "The call has not begun", text: "Its lines appear here as they are spoken." };
  }
  if (view.kind === "setting_up") {
    return { title: "Nobody has spoken yet", text: "The first lines appear here as soon as the call is answered." };
  }
  if (view.kind === "talking") {
    return {
      title: "Nothing has been said yet",
      text: "The call is active, but the call service has sent nothing that was said so far. Lines appear here by themselves.",
    };
  }
  return transcript === null
    ? { title: "This call has no transcript", text: "The call service keeps none for it." }
    : { title: "Nothing was said on this call", text: "The call service sent a transcript in which nobody speaks." };
}
