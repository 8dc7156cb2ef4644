import type { Call } from "@/lib/calls/call";
import { ringTimeMs } from "@/lib/calls/elapsed";
import { deadAirMs, pausesEndMs } from "@/lib/calls/metrics";
import { readCall } from "@/lib/calls/read-call";
import { asSent, withSent } from "@/lib/calls/sent";
import { isSpoken } from "@/lib/calls/speech";
import { timeMs } from "@/lib/calls/time";
import type { Unreadable } from "@/lib/calls/unreadable";
import type {
  ArchivedMeasuresColumn,
  ArchivedParticipantColumn,
  ArchivedReasonColumn,
  archivedCalls,
} from "@/lib/database/schema";
import { keyLines } from "./line-keys";
import { measuresOf as measuresOfTalk } from "./long-call";

type ArchivedRow = typeof archivedCalls.$inferSelect;

/** A reason for attention as it was seen, ms since the epoch. `lineKey`: of the row it rested on (lib/calls/transcript.ts). */
export type SeenReason = {
  reason: string;
  severity: "warning" | "critical";
  sentence: string;
  openedAtMs: number;
  clearedAtMs: number | null;
  /** the line it rested on, as it was then */
  line: { timestamp: string | null; role: string; content: string } | null;
};

/** A call that is over, with all that is known of it. */
export type EndedCall = {
  call: Call;
  contactName: string | null;
  campaignId: string | null;
  omittedMessages: number;
  isSettled: boolean;
  /** when the read of it began, by our clock */
  readAtMs: number;
  /** what only watching tells; null: nobody watched it */
  watched: { participants: ArchivedParticipantColumn[]; reasons: readonly SeenReason[] } | null;
  /** who ended it from here */
  endedBy: { name: string; reason: string | null } | null;
};

/** All columns but those of words. */
export type CallRecord = Omit<
  ArchivedRow,
  "language" | "words" | "wordsMasked" | "wordsRedacted" | "redactionVersion" | "unindexedCharacters"
>;

type Before = Pick<
  ArchivedRow,
  | "sent"
  | "lineKeys"
  | "nextLineKey"
  | "wasWatched"
  | "participants"
  | "reasons"
  | "keptAt"
  | "happenedAt"
  | "endedByName"
  | "endedByReason"
  | "contactName"
>;

/**
 * What is to be stored of a call.
 * @param before what is stored of it; null: nothing
 * @param options.keepsTalk false: it is older than talk is kept, so only its facts are stored
 */
export function recordOf(
  ended: EndedCall,
  before: Before | null,
  { nowMs, keepsTalk }: { nowMs: number; keepsTalk: boolean },
): CallRecord {
  const { call, contactName, campaignId, omittedMessages, isSettled, readAtMs, watched, endedBy } = ended;
  const known = before?.sent == null ? null : messagesOf(before.sent);
  const keyed = keyLines(
    before === null || known === null
      ? before && { lines: [], keys: [], nextKey: before.nextLineKey }
      : { lines: known, keys: before.lineKeys ?? [], nextKey: before.nextLineKey },
    call.transcript ?? [],
  );
  const date = (ms: number | null) => (ms === null ? null : new Date(ms));
  const now = new Date(nowMs);
  return {
    callId: call.id,
    status: call.status,
    direction: call.direction,
    agentId: call.agent?.id ?? null,
    agentName: call.agent?.name ?? null,
    campaignId,
    phoneNumber: call.phoneNumber,
    contactName: contactName ?? before?.contactName ?? null,
    createdAt: date(timeMs(call.createdAt)),
    startedAt: date(timeMs(call.startedAt)),
    endedAt: date(timeMs(call.endedAt)),
    happenedAt: date(happenedMs(call)) ?? before?.happenedAt ?? now,
    durationSeconds: secondsOf(call),
    failureReason: call.failureReason,
    metadata: call.metadata,
    messageCount: call.transcript === null ? null : call.transcript.filter(isSpoken).length,
    omittedMessages,
    isSettled,
    wasWatched: watched !== null || (before?.wasWatched ?? false),
    participants: watched?.participants ?? before?.participants ?? [],
    reasons:
      watched === null
        ? (before?.reasons ?? [])
        : joined(
            before?.reasons ?? [],
            watched.reasons.map((one) => reasonOf(one, call, keyed.keys)),
          ),
    measures: measuresOf(call),
    endedByName: endedBy?.name ?? before?.endedByName ?? null,
    endedByReason: endedBy?.reason ?? before?.endedByReason ?? null,
    keptAt: before?.keptAt ?? now,
    changedAt: now,
    readAt: new Date(readAtMs),
    sent: keepsTalk ? asSent(call) : null,
    summary: keepsTalk ? call.summary : null,
    lineKeys: keepsTalk && call.transcript !== null ? keyed.keys : null,
    nextLineKey: keyed.nextKey,
  };
}

/** When a call was, ms since the epoch: its start, else its creation, else its end; null: nobody says. */
export function happenedMs({ startedAt, createdAt, endedAt }: Call): number | null {
  return timeMs(startedAt) ?? timeMs(createdAt) ?? timeMs(endedAt);
}

const MOST_SECONDS = 2_147_483_647;

/** As the call service says; a completed call without it is measured by its own start and end. */
function secondsOf({ duration, status, startedAt, endedAt }: Call): number | null {
  const startedMs = timeMs(startedAt);
  const endedMs = timeMs(endedAt);
  const measured =
    status === "completed" && startedMs !== null && endedMs !== null ? (endedMs - startedMs) / 1_000 : null;
  const seconds = duration ?? measured;
  if (seconds === null || !Number.isFinite(seconds)) return null;
  return Math.min(Math.max(0, Math.round(seconds)), MOST_SECONDS);
}

function reasonOf(seen: SeenReason, call: Call, keys: readonly number[]): ArchivedReasonColumn {
  const { reason, severity, sentence, openedAtMs, clearedAtMs, line } = seen;
  const lines = call.transcript ?? [];
  const isIt = (wanted: NonNullable<typeof line>, isWhole: boolean) =>
    lines.findIndex(
      ({ role, timestamp, content }) =>
        role === wanted.role && timestamp === wanted.timestamp && (!isWhole || content === wanted.content),
    );
  const exact = line === null ? -1 : isIt(line, true);
  // It may have grown since.
  const place = line === null || exact !== -1 || line.timestamp === null ? exact : isIt(line, false);
  return {
    ...{ reason, severity, sentence },
    openedAt: new Date(openedAtMs).toISOString(),
    clearedAt: clearedAtMs === null ? null : new Date(clearedAtMs).toISOString(),
    line: keys[place] ?? null,
  };
}

/** What was seen by several readings or processes: by reason and beginning, the newer word counts. */
function joined(before: readonly ArchivedReasonColumn[], now: readonly ArchivedReasonColumn[]): ArchivedReasonColumn[] {
  const all = new Map<string, ArchivedReasonColumn>();
  for (const one of [...before, ...now]) all.set(`${one.reason} ${one.openedAt}`, one);
  return [...all.values()].sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0));
}

function measuresOf(call: Call): ArchivedMeasuresColumn | null {
  if (call.transcript === null) return null;
  const { responseMedianMs, responseP95Ms, averageResponseMs, responses, pauses, talkShare } = measuresOfTalk(
    call.transcript,
  );
  return {
    ...{ responseMedianMs, responseP95Ms, averageResponseMs, responses },
    pausesMs: deadAirMs(pauses, pausesEndMs(call, timeMs(call.endedAt) ?? 0)),
    agentShare: talkShare?.agent ?? null,
    callerShare: talkShare?.caller ?? null,
    ringTimeMs: ringTimeMs(call),
  };
}

const messagesOf = (sent: NonNullable<ArchivedRow["sent"]>) => readCall(sent)?.call.transcript ?? null;

/** A stored call as its page, search and exports need it: lib/live's CallView without what only a running call has. */
export type ArchivedCall = {
  call: Call;
  contactName: string | null;
  campaignId: string | null;
  roster: ArchivedParticipantColumn[];
  omittedMessages: number;
  unreadable: Unreadable;
  /** a key for each line of `call.transcript` */
  lineKeys: readonly number[];
  /** false: what was said is kept no longer */
  hasTalk: boolean;
};

/** Reads a stored call as it was read when it came; without its talk, of its facts. */
export function archivedCallOf(row: CallRecord): ArchivedCall {
  const read = row.sent === null ? null : readCall(row.sent);
  const common = {
    contactName: row.contactName,
    campaignId: row.campaignId,
    roster: row.participants,
    omittedMessages: row.omittedMessages,
  };
  if (read === null) {
    return { ...common, call: factsOf(row), unreadable: { messages: 0, fields: [] }, lineKeys: [], hasTalk: false };
  }
  const { unreadable } = read;
  return { ...common, call: withSent(read, row.sent), unreadable, lineKeys: row.lineKeys ?? [], hasTalk: true };
}

function factsOf(row: CallRecord): Call {
  const text = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: row.callId,
    status: row.status,
    direction: row.direction,
    phoneNumber: row.phoneNumber,
    duration: row.durationSeconds,
    startedAt: text(row.startedAt),
    endedAt: text(row.endedAt),
    failureReason: row.failureReason,
    agent: row.agentId === null && row.agentName === null ? null : { id: row.agentId, name: row.agentName },
    summary: null,
    transcript: null,
    metadata: row.metadata,
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus: null,
    createdAt: text(row.createdAt),
    updatedAt: null,
  };
}
