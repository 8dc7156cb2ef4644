import type { AttentionSettings } from "@/lib/calls/attention";
import type { ListFilters } from "@/lib/calls/call-list";
import { isFinal } from "@/lib/calls/status";
import { type AgentsResult, createAgents } from "./agents";
import { type BoardResult, createAskBoard } from "./ask-board";
import { type CallResult, createAskCall } from "./ask-call";
import { type Background, createBackground } from "./background";
import { createBoard } from "./board";
import { boardChange, createBoardTeller } from "./board-teller";
import type { Budget } from "./budget";
import { createCallReads } from "./call-reads";
import { type CancelResult, createCancel } from "./cancel";
import type { Clock } from "./clock";
import { createContacts } from "./contacts";
import { createDemand } from "./demand";
import type { Subscribe } from "./events";
import { createHolds } from "./holds";
import { createListWatch } from "./list-watch";
import { createLives } from "./lives";
import { createLoop } from "./loop";
import { createPages, type PageResult } from "./pages";
import { BOARD, CALLS, createSchedule, createWants, SEQUENCES } from "./schedule";
import type { CallSource, Exchange, SourceFault } from "./source";
import { createSpine } from "./spine";
import { createSubscribe } from "./subscribe";
import { createToday } from "./today";
import { createWaiters } from "./waiters";

export type { CallResult };

export type LiveSettings = {
  boardIntervalMs: number;
  callIntervalMs: number;
  attention: AttentionSettings;
  timeZone: string;
  /** poll the board even when nobody looks */
  alwaysOn: boolean;
};

export type Live = {
  /** Declares demand for the board and answers with what is known; waits only when nothing recent is. */
  board(): Promise<BoardResult>;
  /**
   * The same for one call. `id` has passed `isCallId`.
   * @param asker who asks: whoever wants many calls at once gets each of them later, and nobody else does
   */
  call(id: string, asker?: string): Promise<CallResult>;
  /** The same for whoever must not see names: waits a moment until it was looked up whose to mask. */
  callToMask(id: string, asker?: string): Promise<CallResult>;
  /** One page of the upstream's list, shared between everybody who asks for the same filters within an interval. */
  page(filters: ListFilters): Promise<PageResult>;
  /** The organisation's agents, read once for everybody and kept for minutes. */
  agents(): Promise<AgentsResult>;
  /** This call was asked for before, so asking for it again is no news. */
  knowsCall(id: string): boolean;
  /** This page is there, and young enough to be handed out without a request. */
  knowsPage(filters: ListFilters): boolean;
  /** Hangs up, once, however often it is asked for at the same time; then reads the call again. */
  cancel(id: string): Promise<CancelResult>;
  /**
   * Tells `listener` what happens to what the topics name, from now on, in the order in which it happens, each event once. A
   * listener that throws is reported, and harms nobody. It is never called from within a change, or from within another's call.
   */
  subscribe: Subscribe;
  /** Reads of what nobody waits for, with what everything else leaves of the budget. */
  background: Background;
  /** what reading the list failed with last, null when it succeeded or was never tried */
  lastFault(): SourceFault | null;
  stop(): void;
};

/**
 * The poll scheduler. Requests of ours declare demand; one loop reads from the upstream what is most overdue, within a
 * request budget, and keeps the last good answer of everything with its age. Nothing calls upstream on behalf of a request.
 * What was read becomes part of the calls' lives, and whoever subscribed is told what changed in them.
 *
 * Overdue is measured in wanted intervals times a weight, so that under a short budget everything is stretched in
 * proportion and nothing starves.
 */
export function createLive(parts: {
  source: CallSource;
  clock: Clock;
  budget: Budget;
  exchange: Exchange;
  /** 0 … 1 */
  random: () => number;
  settings: LiveSettings;
  /** a subscriber's listener threw */
  onListenerError?: (error: unknown) => void;
}): Live {
  const { source, clock, budget, exchange, random, settings, onListenerError = () => undefined } = parts;
  const jitter = () => 0.8 + random() * 0.4;
  const demand = createDemand(clock.nowMs, (key, isSooner) => wantedAnew(key, isSooner));
  const holds = createHolds((key) => wantedAnew(key, true));
  const waiters = createWaiters(clock);
  const spine = createSpine({ clock, onListenerError });
  const wants = createWants({ demand, holds, settings, isListed: (id) => lives.isOnBoard(id) });
  const lives = createLives({
    ...{ clock, attention: settings.attention },
    isInUse: (life) => wants.callIntervalMs(life) !== null || spine.isNamed(life.id),
    onChange(before, after) {
      loop.touch(after.id);
      spine.callWentOn(before, after);
    },
  });
  const loop = createLoop({
    ...{ clock, budget, always: SEQUENCES, tidy },
    workOf: (key, nowMs) => schedule.workOf(key, nowMs),
  });
  const { run, pump } = loop;
  const lookFor = async (key: string, longestMs?: number) => {
    const answered = waiters.next(key, longestMs);
    pump();
    await answered;
  };
  const shared = { source, exchange, clock, lives, run, jitter };
  const pages = createPages({ ...shared, waiters, pump, maxAgeMs: settings.boardIntervalMs });
  const contacts = createContacts({ ...shared, waiters, pump });
  const agents = createAgents({ ...shared, waiters, pump });
  const today = createToday({ ...shared, timeZone: settings.timeZone });
  const list = createListWatch({
    ...shared,
    maxAgeMs: settings.boardIntervalMs / 2,
    allowedPerMinute: budget.allowedPerMinute,
    together: spine.together,
    onRound() {
      maker.touchAll();
      teller.arrange();
      waiters.wake(BOARD);
    },
  });
  const reads = createCallReads({
    ...{ ...shared, list },
    onRead(id) {
      touchBoard();
      waiters.wake(id);
      askBoard.sawDetails();
    },
  });
  const background = createBackground({
    ...{ source, exchange, clock, budget, lives, waiters, pump, run: loop.runAside },
    ...{ tellFrom: reads.tellFrom, readsPerMinute: loop.readsPerMinute },
  });
  const schedule = createSchedule({
    ...{
      demand,
      holds,
      wants,
      settings,
      list,
      pages,
      contacts,
      agents,
      background,
      calls: lives,
      readCall: reads.read,
    },
    today: { nextMs: today.nextMs, start: () => run(() => today.read().then(touchBoard)) },
  });
  const maker = createBoard({
    intervalMs: settings.boardIntervalMs,
    onVersion(before, after) {
      if (spine.hearsBoard()) spine.boardWentOn(boardChange(before, after, list.facts.asOfMs));
    },
  });
  const answering = {
    ...{ clock, budget, wants, lives, list, today, maker, contacts, waiters, settings, lookFor, pump },
    nextAttempt: (id: string) => waiters.next(id),
    pressure: () => ({ rateLimited: budget.reduced(), isShort: loop.isShort() }),
  };
  const askBoard = createAskBoard(answering);
  const askCall = createAskCall(answering);
  const teller = createBoardTeller({
    ...{ clock, isHeard: spine.hearsBoard },
    dueMs: () => (list.facts.asOfMs === null ? Number.POSITIVE_INFINITY : maker.dueMs()),
    build: askBoard.build,
  });

  /** Whatever is wanted more often than before, or by somebody else, may be due or weigh more at once. */
  function wantedAnew(key: string, isSooner: boolean): void {
    if (key !== BOARD && key !== CALLS) loop.touch(key);
    else if (isSooner) for (const { id } of key === BOARD ? lives.onBoard() : lives.all()) loop.touch(id);
  }

  function touchBoard(): void {
    maker.touch();
    teller.arrange();
  }

  function tidy(nowMs: number): void {
    let hasLeft = false;
    for (const { id } of lives.leaving())
      if (lives.tell(id, { kind: "passed" }).listing?.isOnBoard === false) hasLeft = true;
    const hasSample = wants.boardIntervalMs() !== null && maker.sample(nowMs);
    if (hasLeft || hasSample) touchBoard();
  }

  if (settings.alwaysOn) pump();

  return {
    board: askBoard.board,
    call: askCall.call,
    callToMask: askCall.callToMask,
    page: pages.page,
    agents: agents.agents,
    knowsCall: (id) => lives.get(id) !== undefined,
    knowsPage: pages.isYoung,
    cancel: createCancel({
      source,
      refresh: askCall.refresh,
      knownStatus: (id) => {
        const known = lives.get(id)?.details?.call.status ?? null;
        return known !== null && isFinal(known) ? known : null;
      },
    }),
    background: background.reads,
    subscribe: createSubscribe({ spine, holds, wants, lives, askBoard, askCall, onBoardHeard: teller.arrange }),
    // Of a list that nobody reads, an old failure says nothing.
    lastFault: () => (wants.boardIntervalMs() === null ? null : list.facts.fault),
    stop() {
      loop.stop();
      lives.stop();
      teller.stop();
      background.stop();
    },
  };
}
