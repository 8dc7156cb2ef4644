import { attentionSentence } from "@/lib/calls/attention-said";
import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { timeMs } from "@/lib/calls/time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { type BoardMember, boardTotals } from "./board-row";
import { createBoardRows, type DetailsAge, detailsAgeOf, type Row, type WholeOnBoard } from "./board-rows";
import type { Answered } from "./today";

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
  /** a call on it with all that was read of it; null: it is not on it */
  wholeOf(callId: string): WholeOnBoard | null;
  /** the totals over some of its calls; what counts the whole floor (answered today, the history) is left out */
  totalsOf(includes: (call: BoardCall) => boolean): BoardTotals;
};

export type BoardBudget = {
  maxRequestsPerMinute: number;
  allowedRequestsPerMinute: number;
  detailIntervalMs: number;
  askedDetailIntervalMs: number;
};

type BoardInput = {
  members: BoardMember[];
  droppedRows: number;
  answered: Answered | null;
  budget: BoardBudget;
};

/** One version after another. `rows`: as they were when each was made; those of `board` have their sentences' ages as of now. */
export type BoardVersion = { board: BoardState; rows: readonly BoardCall[]; totals: BoardTotals };

export type BoardMaker = {
  /** Something was read. */
  touch(): void;
  /** The list was read: who is on the board is told without delay. */
  touchAll(): void;
  /** How old and how readable the details on the board are, as of the last time it was built. */
  details(): DetailsAge;
  /** Adds a point to the history behind the tiles, every fifteen seconds. True when it did. */
  sample(nowMs: number): boolean;
  /** when it is to be built again for whoever is told of each version; infinity: not as things stand */
  dueMs(): number;
  /** @param skewMs what the call service's clock is ahead of ours @param read what the scheduler knows; asked only when the board is due to be built again */
  build(nowMs: number, skewMs: number, read: () => BoardInput): BoardState;
};

const SAMPLE_MS = 15_000;
const SAMPLES = 60;
/** Ages turn with time: the board is built again this often when somebody asks, even when nothing was read. */
const REBUILD_MS = 1_000;

/**
 * Turns what the scheduler knows into the board, at most twice an interval however many people ask: rows whose call has
 * not changed are the same objects as before, a board without any change is the same board.
 * @param options.onVersion told each new version and the one before
 */
export function createBoard(options: {
  intervalMs: number;
  onVersion: (before: BoardVersion | null, after: BoardVersion) => void;
}): BoardMaker {
  const rows = createBoardRows(options.intervalMs);
  const busyPauseMs = Math.min(REBUILD_MS, options.intervalMs / 2);
  let isTouched = true;
  let isListRead = true;
  let last: (BoardVersion & { answered: Answered | null }) | null = null;
  let builtAtMs = Number.NEGATIVE_INFINITY;
  let history: BoardTotals["history"] = [];
  let details: DetailsAge = { oldest: null, isUnreadable: false };

  function totalsOf(built: readonly Row[], calls: BoardCall[], answered: Answered | null): BoardTotals {
    const isSame =
      last !== null && last.answered === answered && last.totals.history === history && isSameRows(last.rows, calls);
    return isSame && last !== null
      ? last.totals
      : boardTotals(
          calls,
          built.flatMap(({ responsesMs }) => responsesMs),
          answered,
          history,
        );
  }

  return {
    touch() {
      isTouched = true;
    },
    touchAll() {
      isListRead = true;
    },
    details: () => details,
    sample(nowMs) {
      const at = timeMs(history.at(-1)?.at) ?? 0;
      if (last === null || nowMs - at < SAMPLE_MS || nowMs - builtAtMs > SAMPLE_MS) return false;
      const { active, ringing, attention, agentResponseMedianMs } = last.totals;
      const point = { at: new Date(nowMs).toISOString(), active, ringing, attention, agentResponseMedianMs };
      history = [...history, point].slice(-SAMPLES);
      isTouched = true;
      return true;
    },
    dueMs() {
      if (isListRead || last === null) return Number.NEGATIVE_INFINITY;
      return isTouched ? builtAtMs + busyPauseMs : rows.standStillMs();
    },
    build(nowMs, skewMs, read) {
      const pauseMs = isTouched ? busyPauseMs : REBUILD_MS;
      if (last !== null && !isListRead && nowMs - builtAtMs < pauseMs) return last.board;
      isTouched = false;
      isListRead = false;
      builtAtMs = nowMs;
      const { members, droppedRows, answered, budget } = read();
      const built = rows.of(members, nowMs, skewMs).sort(byStart);
      details = detailsAgeOf(built);
      const calls = built.map(({ row }) => row);
      const totals = totalsOf(built, calls, answered);
      const next = { totals, droppedRows, budget };
      if (last !== null && isSameRows(last.rows, calls) && isSameBeside(last, next)) return last.board;
      const byId = new Map(built.map((row) => [row.row.id, row]));
      let data: BoardState["data"] | null = null;
      const board: BoardState = {
        ...{ droppedRows, budget, version: (last?.board.version ?? 0) + 1 },
        // For whoever asks; who is told of each version needs only the rows that are new.
        get data() {
          data ??= { calls: calls.map((call) => withSentences(call, timeMs(call.standsAt) ?? nowMs + skewMs)), totals };
          return data;
        },
        recentLines: (id) => byId.get(id)?.recent ?? [],
        metadataOf: (id) => byId.get(id)?.metadata ?? {},
        wholeOf: (id) => byId.get(id)?.whole ?? null,
        totalsOf(includes) {
          const some = built.filter(({ row }) => includes(row));
          const responsesMs = some.flatMap((one) => one.responsesMs);
          return boardTotals(
            some.map(({ row }) => row),
            responsesMs,
            null,
            [],
          );
        },
      };
      const before = last;
      last = { board, rows: calls, totals, answered };
      options.onVersion(before, last);
      return board;
    },
  };
}

function isSameRows(before: readonly BoardCall[], after: readonly BoardCall[]): boolean {
  return before.length === after.length && before.every((row, index) => row === after[index]);
}

type Beside = Pick<BoardState, "droppedRows" | "budget"> & { totals: BoardTotals };

function isSameBeside({ board, totals }: BoardVersion, next: Beside): boolean {
  return (
    JSON.stringify([totals, board.droppedRows, board.budget]) ===
    JSON.stringify([next.totals, next.droppedRows, next.budget])
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
function byStart(a: Row, b: Row): number {
  if (a.createdMs !== b.createdMs) return a.createdMs < b.createdMs ? -1 : 1;
  return a.row.id < b.row.id ? -1 : 1;
}
