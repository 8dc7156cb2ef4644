import { type AttentionSettings, attentionSentence } from "@/lib/calls/attention";
import type { Attention, BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call, CallListItem } from "@/lib/calls/call";
import { agentResponsesMs, median } from "@/lib/calls/metrics";
import { participantKind } from "@/lib/calls/participants";
import { ribbonOf } from "@/lib/calls/ribbon";
import { isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { isSpoken, transcriptRows } from "@/lib/calls/transcript";
import { attentionSignature, campaignOf, contactOf, watchAttention } from "./call-view";
import type { CallWatch } from "./call-watch";

/** The board at one version: the same object until something that a person could see has changed. */
export type BoardState = {
  version: number;
  data: { calls: BoardCall[]; totals: BoardTotals };
  droppedRows: number;
  budget: BoardBudget;
};

type BoardBudget = {
  maxRequestsPerMinute: number;
  allowedRequestsPerMinute: number;
  detailIntervalMs: number;
  askedDetailIntervalMs: number;
};

type BoardMember = { item: CallListItem; itemAsOfMs: number; watch: CallWatch };

type BoardInput = {
  members: BoardMember[];
  droppedRows: number;
  answeredToday: number | null;
  budget: BoardBudget;
};

type Row = { key: string; row: BoardCall; responsesMs: number[] };

const LAST_MESSAGES = 2;
const LAST_MESSAGE_CHARACTERS = 240;
const SAMPLE_MS = 15_000;
const SAMPLES = 60;
/** Attention depends on time: it is judged again this often even when nothing was read. */
const JUDGE_MS = 1_000;

/**
 * Turns what the scheduler knows into the board, at most twice an interval however many people ask: rows whose call has
 * not changed are the same objects as before, a board without any change is the same board.
 */
export function boardState(options: { settings: AttentionSettings; intervalMs: number }) {
  const rows = new Map<string, Row>();
  let isTouched = true;
  let last: (BoardState & { builtAtMs: number }) | null = null;
  let history: BoardTotals["history"] = [];

  function rowOf(member: BoardMember, nowMs: number, skewMs: number): Row {
    const { item, watch } = member;
    const call = memberCall(member);
    const attention = watchAttention({ watch, call, ...options, nowMs, skewMs });
    const key = `${watch.born}.${watch.version}|${call.status}|${attentionSignature(attention)}|${item.contact?.name ?? ""}`;
    const known = rows.get(item.id);
    if (known?.key === key) return known;
    const responsesMs = agentResponsesMs(call.transcript ?? []);
    const row = { key, row: boardCall(member, call, attention, responsesMs), responsesMs };
    rows.set(item.id, row);
    return row;
  }

  return {
    /** Something was read. */
    touch() {
      isTouched = true;
    },
    hasAttention: (id: string) => (rows.get(id)?.row.attention.length ?? 0) > 0,
    /** Adds a point to the history behind the tiles, every fifteen seconds. */
    sample(nowMs: number) {
      const at = timeMs(history.at(-1)?.at) ?? 0;
      if (last === null || nowMs - at < SAMPLE_MS || nowMs - last.builtAtMs > SAMPLE_MS) return;
      const { active, ringing, attention, agentResponseMedianMs } = last.data.totals;
      const point = { at: new Date(nowMs).toISOString(), active, ringing, attention, agentResponseMedianMs };
      history = [...history, point].slice(-SAMPLES);
      isTouched = true;
    },
    /** @param skewMs what the call service's clock is ahead of ours @param read what the scheduler knows; asked only when the board is due to be built again */
    build(nowMs: number, skewMs: number, read: () => BoardInput): BoardState {
      const sinceMs = last === null ? Number.POSITIVE_INFINITY : nowMs - last.builtAtMs;
      if (last !== null && sinceMs < (isTouched ? Math.min(JUDGE_MS, options.intervalMs / 2) : JUDGE_MS)) return last;
      isTouched = false;
      const input = read();
      const ids = new Set(input.members.map(({ item }) => item.id));
      for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
      const built = input.members.map((member) => rowOf(member, nowMs, skewMs));
      const calls = built.map(({ row }) => row).sort(byStart);
      const totals = boardTotals(
        calls,
        built.flatMap(({ responsesMs }) => responsesMs),
        input.answeredToday,
        history,
      );
      const next = { data: { calls, totals }, droppedRows: input.droppedRows, budget: input.budget };
      if (last !== null && isSame(last, next)) {
        last.builtAtMs = nowMs;
        return last;
      }
      const refreshed = { calls: calls.map((call) => withSentences(call, nowMs + skewMs)), totals };
      last = { ...next, data: refreshed, version: (last?.version ?? 0) + 1, builtAtMs: nowMs };
      sources.set(last, calls);
      return last;
    },
  };
}

/** The row objects a board was made from, before its sentences got their ages: what identity is judged by. */
const sources = new WeakMap<object, BoardCall[]>();

function isSame(last: BoardState, next: Omit<BoardState, "version">): boolean {
  const before = sources.get(last);
  return (
    before !== undefined &&
    before.length === next.data.calls.length &&
    before.every((row, index) => row === next.data.calls[index]) &&
    JSON.stringify([last.data.totals, last.droppedRows, last.budget]) ===
      JSON.stringify([next.data.totals, next.droppedRows, next.budget])
  );
}

function withSentences(call: BoardCall, nowMs: number): BoardCall {
  if (call.attention.length === 0) return call;
  return {
    ...call,
    attention: call.attention.map((reason) => ({ ...reason, sentence: attentionSentence(reason, nowMs) })),
  };
}

function byStart(a: BoardCall, b: BoardCall): number {
  return (a.createdAt ?? "").localeCompare(b.createdAt ?? "") || a.id.localeCompare(b.id);
}

/** Details and list are read at different moments: a newer list knows the status better, unless the call has ended. */
function memberCall({ item, itemAsOfMs, watch }: BoardMember): Call {
  const call = watch.call ?? listedOnly(item);
  if (watch.asOfMs === null || watch.asOfMs >= itemAsOfMs || isFinal(call.status)) return call;
  return item.status === call.status ? call : { ...call, status: item.status };
}

/** A call of which only its row in the list is known. */
function listedOnly(item: CallListItem): Call {
  return {
    id: item.id,
    status: item.status,
    direction: item.direction,
    phoneNumber: item.phoneNumber,
    duration: item.duration,
    startedAt: null,
    endedAt: null,
    failureReason: null,
    agent: item.agent,
    summary: null,
    transcript: null,
    metadata: {},
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus: null,
    createdAt: item.createdAt,
    updatedAt: null,
  };
}

function boardCall(member: BoardMember, call: Call, attention: Attention[], responsesMs: number[]): BoardCall {
  const rows = transcriptRows(call.transcript);
  const lines = rows.filter(({ role }) => isSpoken(role));
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    phoneNumber: call.phoneNumber ?? member.item.phoneNumber,
    agent: { id: call.agent?.id ?? null, name: call.agent?.name ?? null },
    contactName: member.item.contact?.name ?? contactOf(call),
    campaignId: campaignOf(call),
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    duration: call.duration,
    failureReason: call.failureReason,
    roomExists: call.liveRoomStatus?.roomExists ?? null,
    numParticipants: call.liveRoomStatus?.numParticipants ?? null,
    participants: (call.liveRoomStatus?.participants ?? []).slice(0, 20).map((participant) => ({
      identity: participant.identity,
      name: participant.name,
      kind: participantKind(participant, call),
    })),
    lastMessages: lines.slice(-LAST_MESSAGES).map(({ role, content, timestamp }) => ({
      role,
      // Cut from the front: of a line that is still growing, the newest words matter.
      content: content.length > LAST_MESSAGE_CHARACTERS ? `…${content.slice(-LAST_MESSAGE_CHARACTERS)}` : content,
      timestamp,
    })),
    messageCount: rows.length,
    agentResponseMedianMs: median(responsesMs),
    ribbon: ribbonOf(call),
    attention,
    changedAt: member.watch.changedAtMs === null ? null : new Date(member.watch.changedAtMs).toISOString(),
  };
}

function boardTotals(
  calls: BoardCall[],
  responsesMs: number[],
  answeredToday: number | null,
  history: BoardTotals["history"],
): BoardTotals {
  const active = calls.filter(({ status }) => status === "active");
  const longest = active
    .filter(({ startedAt }) => startedAt !== null)
    .reduce<BoardCall | null>((a, b) => (a === null || (b.startedAt ?? "") < (a.startedAt ?? "") ? b : a), null);
  return {
    active: active.length,
    ringing: calls.filter(({ status }) => ["initiated", "connecting", "ringing"].includes(status)).length,
    attention: calls.filter(({ attention }) => attention.length > 0).length,
    critical: calls.filter(({ attention }) => attention.some(({ severity }) => severity === "critical")).length,
    longestCallId: longest?.id ?? null,
    longestStartedAt: longest?.startedAt ?? null,
    answeredToday,
    agentResponseMedianMs: median(responsesMs),
    history,
  };
}
