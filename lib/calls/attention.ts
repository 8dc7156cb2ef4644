import { attentionSentence, urgency } from "./attention-said";
import { type AttentionSettings, DEFAULT_ATTENTION_SETTINGS } from "./attention-settings";
import type { Attention } from "./board";
import type { Call } from "./call";
import { CREATED_TO_RING_MS } from "./elapsed";
import { listen, repeatedAtMs } from "./keyword-detection";
import type { Observation } from "./observation";
import { isTakenOver } from "./participants";
import { isSpoken } from "./speech";
import { isLive } from "./status";
import { timeMs } from "./time";
import { rowsOf, type TranscriptRow } from "./transcript";

export { type AttentionSettings, DEFAULT_ATTENTION_SETTINGS };

export type AttentionInput = {
  call: Call;
  /** null: not observed yet */
  observation: Observation | null;
  /** age of this call's snapshot in milliseconds; null when only the list has shown the call so far */
  staleForMs: number | null;
  nowMs: number;
};

/** What every rule sees. `isFrom` is whether the moment the snapshot was true lies at or after another one. */
type Facts = {
  call: Call;
  observation: Observation | null;
  rows: readonly TranscriptRow[];
  judgedMs: number;
  isFrom: (atMs: number) => boolean;
  settings: AttentionSettings;
};
type Finding = Pick<Attention, "reason" | "severity"> & {
  sinceMs: number | null;
  what?: string;
  lineKey?: string | null;
};

/** A reason, and the key of the line it rests on (transcript.ts); null where it rests on none. */
export type Reason = Attention & { lineKey: string | null };
/** `nextMs`: a later snapshot that says the same is judged the same until it is true at this moment; infinity: for ever. */
export type Verdict = { reasons: readonly Reason[]; nextMs: number };

/**
 * Why a live call needs a person, most urgent first, at most one entry a reason; empty for a call that is not live. A call is
 * judged at the moment its snapshot was true: slow reading or an outage of the call service is not silence of its agents. The
 * transcript must not be changed in place between two judgements; a new snapshot is a new array.
 */
export function attentionOf(input: AttentionInput, settings: AttentionSettings): Attention[] {
  return judge(input, settings).reasons.map(({ lineKey, ...attention }) => attention);
}

/** The same with the lines the reasons rest on, and until when it stands if nothing new is read. */
export function judge(input: AttentionInput, settings: AttentionSettings): Verdict {
  const { call, observation, staleForMs, nowMs } = input;
  if (!isLive(call.status)) return NOTHING_WRONG;
  const judgedMs = nowMs - Math.max(0, staleForMs ?? 0);
  let nextMs = Number.POSITIVE_INFINITY;
  const isFrom = (atMs: number) => {
    if (judgedMs < atMs) nextMs = Math.min(nextMs, atMs);
    return judgedMs >= atMs;
  };
  const facts: Facts = { call, observation, rows: rowsOf(call.transcript), judgedMs, isFrom, settings };

  const stuck = lasting("stuck", observation?.roomGoneSinceMs, settings.stuckAfterMs, facts);
  const findings =
    call.status === "active"
      ? [
          stuck,
          lasting("caller_alone", observation?.agentGoneSinceMs, settings.callerAloneAfterMs, facts),
          stuck ? null : silence(facts),
          longCall(facts),
          agentRepeats(facts),
          callerUpset(facts),
        ]
      : [ringingLong(facts)];

  const reasons = findings
    .filter((finding) => finding !== null)
    .sort((a, b) => urgency(b) - urgency(a))
    .map((finding) => toReason(finding, nowMs));
  return { reasons, nextMs };
}

const NOTHING_WRONG: Verdict = { reasons: [], nextMs: Number.POSITIVE_INFINITY };

function toReason({ reason, severity, sinceMs, what, lineKey }: Finding, nowMs: number): Reason {
  const since = sinceMs === null ? null : new Date(sinceMs).toISOString();
  const sentence = attentionSentence({ reason, severity, since, sentence: what ?? "" }, nowMs);
  return { reason, severity, since, sentence, lineKey: lineKey ?? null };
}

function lasting(
  reason: "stuck" | "caller_alone",
  sinceMs: number | null | undefined,
  afterMs: number,
  { isFrom }: Facts,
): Finding | null {
  if (sinceMs === null || sinceMs === undefined || !isFrom(sinceMs + afterMs)) return null;
  return { reason, severity: "critical", sinceMs };
}

/** The last word was the caller's and nobody answers, or nobody says anything: never both. */
function silence({ call, observation, rows, isFrom, settings }: Facts): Finding | null {
  const last = rows.findLast((row) => isSpoken(row));
  if (last === undefined || last.atMs === null) return null;
  const { atMs: sinceMs, key: lineKey } = last;
  if (last.speaker === "caller" && !isTakenOver(call, observation?.roster)) {
    if (!isFrom(sinceMs + settings.agentSilentWarningMs)) return null;
    const severity = isFrom(sinceMs + settings.agentSilentCriticalMs) ? "critical" : "warning";
    return { reason: "agent_silent", severity, sinceMs, lineKey };
  }
  return isFrom(sinceMs + settings.deadAirMs) ? { reason: "dead_air", severity: "warning", sinceMs, lineKey } : null;
}

function ringingLong({ call, observation, isFrom, settings }: Facts): Finding | null {
  const seenMs = observation?.ringingSinceMs ?? null;
  const createdMs = timeMs(call.createdAt);
  // Created so long before we first saw it ring: planned then, or nobody was watching. Only what we saw counts.
  const isOld = createdMs !== null && seenMs !== null && seenMs - createdMs > CREATED_TO_RING_MS;
  const sinceMs = isOld ? seenMs : (createdMs ?? seenMs);
  if (sinceMs === null || !isFrom(sinceMs + settings.ringingLongMs)) return null;
  return { reason: "ringing_long", severity: "warning", sinceMs };
}

function longCall({ call, isFrom, settings }: Facts): Finding | null {
  const sinceMs = timeMs(call.startedAt);
  if (sinceMs === null || !isFrom(sinceMs + settings.longCallWarningMs)) return null;
  const severity = isFrom(sinceMs + settings.longCallCriticalMs) ? "critical" : "warning";
  return { reason: "long_call", severity, sinceMs };
}

function agentRepeats({ rows, settings }: Facts): Finding | null {
  const repeated = repeatedAtMs(rows, settings);
  if (repeated === null) return null;
  const what = `The agent said nearly the same thing ${repeated.times} times`;
  return { reason: "agent_repeats", severity: "warning", sinceMs: repeated.lastMs, what, lineKey: repeated.lineKey };
}

function callerUpset({ call, observation, rows, judgedMs, isFrom, settings }: Facts): Finding | null {
  const heard = listen(rows, settings, judgedMs);
  isFrom(heard.nextMs);
  // Somebody who asked for a person and has one now needs nobody else.
  if (isTakenOver(call, observation?.roster)) heard.kinds.delete("asksForPerson");
  if (heard.kinds.size === 0) return null;
  const { lastMs: sinceMs, lineKey } = heard;
  return { reason: "caller_upset", severity: "warning", sinceMs, what: heardSentence(heard.kinds), lineKey };
}

const HEARD = {
  asksForPerson: "asked for a person",
  complains: "complained",
  swears: "swore",
  mentionsLawyer: "mentioned legal action",
} as const;

/** Whether the sentence of a `caller_upset` says that the caller asked for a person. */
export const saysAskedForPerson = (sentence: string): boolean =>
  sentence.startsWith(`The caller ${HEARD.asksForPerson}`);

function heardSentence(kinds: Set<keyof typeof HEARD>): string {
  const words = (Object.keys(HEARD) as (keyof typeof HEARD)[])
    .filter((kind) => kinds.has(kind))
    .map((kind) => HEARD[kind]);
  const last = words.pop() ?? "";
  return `The caller ${words.length > 0 ? `${words.join(", ")} and ${last}` : last}`;
}
