import type { BoardBudget, BoardMaker, BoardState } from "./board";
import { isMember } from "./board-row";
import type { Budget } from "./budget";
import type { Clock } from "./clock";
import { type Freshness, freshnessOf } from "./freshness";
import type { ListWatch } from "./list-watch";
import type { Lives } from "./lives";
import { BOARD, type Wants } from "./schedule";
import type { Today } from "./today";
import { type Failure, type LookFor, unanswered, type Waiters } from "./waiters";

export type BoardResult = { kind: "board"; board: BoardState; freshness: Freshness } | Failure;

/** Whoever opens the board first waits this long for the details of its calls, so that the first view has lines in it. */
const DETAILS = "board details";
const DETAILS_WAIT_MS = 1_000;

export type AskBoard = {
  board(): Promise<BoardResult>;
  /** The board as it stands; null before the list was ever read. */
  build(): BoardState | null;
  /** A call's details were read: whoever waits for all of them may have them now. */
  sawDetails(): void;
  /** A subscription wants it from now on. */
  wake(): void;
};

/** Answers for the board, from what is known of its calls. */
export function createAskBoard(parts: {
  clock: Clock;
  budget: Pick<Budget, "maxPerMinute" | "allowedPerMinute">;
  wants: Pick<Wants, "declare">;
  lives: Lives;
  list: ListWatch;
  today: Today;
  maker: BoardMaker;
  waiters: Waiters;
  settings: { boardIntervalMs: number };
  pressure: () => { rateLimited: boolean; isShort: boolean };
  lookFor: LookFor;
  pump: () => void;
}): AskBoard {
  const { clock, budget, wants, lives, list, today, maker, waiters, settings, lookFor, pump } = parts;

  /** A call on the board was listed only so far. */
  const isUnread = () => lives.onBoard().some(({ details, pace }) => details === null && pace.fault === null);

  function boardBudget(): BoardBudget {
    const gaps = lives.onBoard().filter(({ pace, details }) => pace.gapMs > 0 && (details?.endedAtMs ?? null) === null);
    const meanMs = gaps.reduce((sum, { pace }) => sum + pace.gapMs, 0) / Math.max(1, gaps.length);
    return {
      maxRequestsPerMinute: budget.maxPerMinute,
      allowedRequestsPerMinute: budget.allowedPerMinute(),
      // Whole seconds: a figure that trembles would make a new board of an unchanged one.
      detailIntervalMs: Math.max(settings.boardIntervalMs, Math.round(meanMs / 1000) * 1000),
      askedDetailIntervalMs: settings.boardIntervalMs,
    };
  }

  const build = () =>
    maker.build(clock.nowMs(), clock.skewMs(), () => ({
      members: lives.onBoard().filter(isMember),
      droppedRows: list.facts.droppedRows,
      answered: today.value(),
      budget: boardBudget(),
    }));

  function resume(): void {
    list.resume();
    for (const { id } of lives.onBoard()) lives.tell(id, { kind: "resumed" });
  }

  return {
    async board() {
      const isNew = wants.declare(BOARD, settings.boardIntervalMs);
      const isUnknown = list.facts.asOfMs === null && list.facts.fault === null;
      if (isNew) {
        resume();
        const { asOfMs } = list.facts;
        const isOld = asOfMs === null || clock.nowMs() - asOfMs > settings.boardIntervalMs * 2;
        if (isOld) await lookFor(BOARD);
        else pump();
      } else if (isUnknown) await waiters.next(BOARD);
      if ((isNew || isUnknown) && isUnread()) await waiters.next(DETAILS, DETAILS_WAIT_MS);
      const { asOfMs, fault, gapMs } = list.facts;
      if (asOfMs === null) return { kind: "fault", fault: fault ?? unanswered(list.isReading()) };
      const board = build();
      const facts = { nowMs: clock.nowMs(), asOfMs, askedMs: settings.boardIntervalMs, gapMs, fault };
      return { kind: "board", board, freshness: freshnessOf({ ...facts, ...maker.details(), ...parts.pressure() }) };
    },
    build: () => (list.facts.asOfMs === null ? null : build()),
    sawDetails() {
      if (waiters.isWaiting(DETAILS) && !isUnread()) waiters.wake(DETAILS);
    },
    wake() {
      resume();
      pump();
    },
  };
}
