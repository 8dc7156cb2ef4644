import { type AttentionSettings, attentionSentence } from "@/lib/calls/attention";
import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { lastLines } from "@/lib/calls/last-lines";
import { agentResponsesMs } from "@/lib/calls/metrics";
import { isSpoken } from "@/lib/calls/speech";
import { byTime, timeMs } from "@/lib/calls/time";
import { type TranscriptRow, transcriptRows } from "@/lib/calls/transcript";
import { type BoardMember, boardCall, boardTotals, memberCall, phaseOf } from "./board-row";
import { attentionSignature, watchAttention } from "./call-view";
import type { CallWatch } from "./call-watch";
import { lagMs, type Oldest } from "./freshness";

/** The board at one version: the same object until something that a person could see has changed. */
export type BoardState = {
  version: number;
  data: { calls: BoardCall[]; totals: BoardTotals };
  droppedRows: number;
  budget: BoardBudget;
  /** the newest spoken lines of a call on it, uncut and more than its row has: the same array while they are the same */
  recentLines(callId: string): readonly TranscriptRow[];
  /** what stands beside a call on it, for names to mask */
  metadataOf(callId: string): Call["metadata"];
  /** the totals over some of its calls; what counts the whole floor (answered today, the history) is left out */
  totalsOf(includes: (call: BoardCall) => boolean): BoardTotals;
};

type BoardBudget = {
  maxRequestsPerMinute: number;
  allowedRequestsPerMinute: number;
  detailIntervalMs: number;
  askedDetailIntervalMs: number;
};

type BoardInput = {
  members: BoardMember[];
  droppedRows: number;
  answeredToday: number | null;
  budget: BoardBudget;
};

type Row = { key: string; row: BoardCall; recent: TranscriptRow[]; metadata: Call["metadata"]; responsesMs: number[] };

/** A card number that is dictated is over these many lines at most. */
const RECENT_LINES = 8;
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
  let isListRead = true;
  let last: (BoardState & { builtAtMs: number }) | null = null;
  let history: BoardTotals["history"] = [];
  let details: Details = { oldest: null, isUnreadable: false };

  function rowOf(member: BoardMember, nowMs: number, skewMs: number): Row {
    const { item, watch } = member;
    const call = memberCall(member);
    const phase = phaseOf(member, call);
    // What is ending or has ended needs nobody, and of a call whose details were never read nothing is known.
    const attention = phase === "running" ? watchAttention({ watch, call, ...options, nowMs, skewMs }) : [];
    const standsAt = phase === "running" ? standsAtOf(watch, nowMs, skewMs) : null;
    const said = [call.status, phase, standsAt, attentionSignature(attention), item.contact?.name];
    const key = `${watch.born}.${watch.version}|${said.join("|")}`;
    const known = rows.get(item.id);
    if (known?.key === key) return known;
    const responsesMs = agentResponsesMs(call.transcript ?? []);
    const spoken = transcriptRows(call.transcript).filter(isSpoken);
    const recent = spoken.slice(-RECENT_LINES);
    const facts = { phase, standsAt, lastMessages: lastLines(recent), messageCount: spoken.length, attention };
    const row = { key, row: boardCall(member, call, facts, responsesMs), recent, metadata: call.metadata, responsesMs };
    rows.set(item.id, row);
    return row;
  }

  /** Details that are older than this are told apart, and what is derived from them stands still. */
  const youngMs = lagMs(options.intervalMs);

  function standsAtOf({ asOfMs }: CallWatch, nowMs: number, skewMs: number): string | null {
    if (asOfMs === null || nowMs - asOfMs <= youngMs) return null;
    // By the call service's clock, as the times beside it; to a second, because the skew trembles.
    return new Date(Math.round((asOfMs + skewMs) / 1000) * 1000).toISOString();
  }

  return {
    /** Something was read. */
    touch() {
      isTouched = true;
    },
    /** The list was read: who is on the board is told without delay. */
    touchAll() {
      isListRead = true;
    },
    /** How old and how readable the details on the board are, as of the last time it was built. */
    details: () => details,
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
      const pauseMs = isTouched ? Math.min(JUDGE_MS, options.intervalMs / 2) : JUDGE_MS;
      if (last !== null && !isListRead && sinceMs < pauseMs) return last;
      isTouched = false;
      isListRead = false;
      const input = read();
      const ids = new Set(input.members.map(({ item }) => item.id));
      for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
      const built = input.members.map((member) => rowOf(member, nowMs, skewMs));
      details = detailsOf(input.members, built);
      const [calls, responsesMs] = callsAndResponses(built);
      calls.sort(byStart);
      const totals = boardTotals(calls, responsesMs, input.answeredToday, history);
      const next = { data: { calls, totals }, droppedRows: input.droppedRows, budget: input.budget };
      if (last !== null && isSame(last, next)) {
        last.builtAtMs = nowMs;
        return last;
      }
      const refreshed = {
        calls: calls.map((call) => withSentences(call, timeMs(call.standsAt) ?? nowMs + skewMs)),
        totals,
      };
      const byId = new Map(built.map((row) => [row.row.id, row]));
      last = {
        ...next,
        data: refreshed,
        version: (last?.version ?? 0) + 1,
        builtAtMs: nowMs,
        recentLines: (id) => byId.get(id)?.recent ?? [],
        metadataOf: (id) => byId.get(id)?.metadata ?? {},
        totalsOf(includes) {
          const some = built.filter(({ row }) => includes(row));
          return boardTotals(...callsAndResponses(some), null, []);
        },
      };
      sources.set(last, calls);
      return last;
    },
  };
}

const callsAndResponses = (rows: Row[]): [BoardCall[], number[]] => [
  rows.map(({ row }) => row),
  rows.flatMap(({ responsesMs }) => responsesMs),
];

/**
 * Of the details of running calls, those that were read longest ago (a call that was never read counts from when it was
 * listed), and whether so many have parts which could not be read that it is no single call's oddity.
 */
type Details = { oldest: Oldest | null; isUnreadable: boolean };

const UNREADABLE_SHARE = 1 / 20;

function detailsOf(members: BoardMember[], built: Row[]): Details {
  let oldest: Oldest | null = null;
  let running = 0;
  let unreadable = 0;
  for (const [place, { watch, listedSinceMs }] of members.entries()) {
    const row = built[place]?.row;
    if (row?.phase !== "running" && row?.phase !== "starting") continue;
    running += 1;
    if (row.unreadable > 0) unreadable += 1;
    const asOfMs = watch.asOfMs ?? listedSinceMs;
    if (oldest === null || asOfMs < oldest.asOfMs) oldest = { asOfMs, fault: watch.fault };
  }
  return { oldest, isUnreadable: running > 0 && unreadable >= running * UNREADABLE_SHARE && unreadable > 0 };
}

/** The row objects a board was made from, before its sentences got their ages: what identity is judged by. */
const sources = new WeakMap<object, BoardCall[]>();

function isSame(last: BoardState, next: Pick<BoardState, "data" | "droppedRows" | "budget">): boolean {
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

/** Oldest first; a call whose creation is unknown comes last. */
function byStart(a: BoardCall, b: BoardCall): number {
  return byTime(a.createdAt, b.createdAt) || (a.id < b.id ? -1 : 1);
}
