import type { AttentionSettings } from "@/lib/calls/attention";
import { isFinal } from "@/lib/calls/status";
import { type BoardState, boardState } from "./board";
import type { Budget } from "./budget";
import { type CallView, callView } from "./call-view";
import { type CallWatch, isSettled, newWatch, nextReadMs, takeFault, takeRead } from "./call-watch";
import { type CancelResult, createCancel } from "./cancel";
import type { Clock } from "./clock";
import { createDemand } from "./demand";
import { type Freshness, freshnessOf } from "./freshness";
import { createListWatch } from "./list-watch";
import { createPages, type PageResult } from "./pages";
import { type CallSource, type Exchange, faultOf, type ListFilters, type SourceFault } from "./source";
import { createToday } from "./today";
import { createWaiters } from "./waiters";

export type LiveSettings = {
  boardIntervalMs: number;
  callIntervalMs: number;
  attention: AttentionSettings;
  timeZone: string;
  /** poll the board even when nobody looks */
  alwaysOn: boolean;
};

type Failure = { kind: "fault"; fault: SourceFault };
export type BoardResult = { kind: "board"; board: BoardState; freshness: Freshness } | Failure;
export type CallResult = { kind: "call"; view: CallView; freshness: Freshness } | Failure;

export type Live = {
  /** Declares demand for the board and answers with what is known; waits only when nothing recent is. */
  board(): Promise<BoardResult>;
  /** The same for one call. `id` has passed `isCallId`. */
  call(id: string): Promise<CallResult>;
  /** One page of the upstream's list, shared between everybody who asks for the same filters within an interval. */
  page(filters: ListFilters): Promise<PageResult>;
  /** Hangs up, once, however often it is asked for at the same time; then reads the call again. */
  cancel(id: string): Promise<CancelResult>;
  /** what reading the list failed with last, null when it succeeded or was never tried */
  lastFault(): SourceFault | null;
  stop(): void;
};

/** Requests under way at the same time, all kinds together. */
const MAX_RUNNING = 12;
const MAX_HELD_CALLS = 400;
/** A read that had to wait for the budget explains a late answer for so long. */
const STARVED_MS = 10_000;
const LONGEST_WAKE_MS = 1_000;
const BOARD = "board";
/** Whoever opens the board first waits this long for the details of its calls, so that the first view has lines in it. */
const DETAILS = "board details";
const DETAILS_WAIT_MS = 1_000;

/** How many times over its interval each kind of reading counts when the budget is short. */
const WEIGHTS = { list: 20, open: 4, unread: 3, lively: 1.5, calm: 1, background: 0.5 };

type Job = { dueMs: number; urgency: number; isBackground: boolean; start: () => void };

/**
 * The poll scheduler. Requests of ours declare demand; one loop reads from the upstream what is most overdue, within a
 * request budget, and keeps the last good answer of everything with its age. Nothing calls upstream on behalf of a request.
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
}): Live {
  const { source, clock, budget, exchange, random, settings } = parts;
  const jitter = () => 0.8 + random() * 0.4;
  const demand = createDemand(clock.nowMs);
  const waiters = createWaiters(clock);
  const watches = new Map<string, CallWatch>();
  const pages = createPages({ source, exchange, clock, maxAgeMs: settings.boardIntervalMs });
  const today = createToday({ source, exchange, clock, timeZone: settings.timeZone });
  const state = boardState({ settings: settings.attention, intervalMs: settings.boardIntervalMs });
  const list = createListWatch({
    source,
    exchange,
    clock,
    maxAgeMs: settings.boardIntervalMs / 2,
    jitter,
    run,
    allowedPerMinute: budget.allowedPerMinute,
    onVanished(ids) {
      for (const id of ids) watchOf(id).urgentSinceMs ??= clock.nowMs();
    },
    onRound() {
      for (const id of list.entries.keys()) watchOf(id);
      state.touch();
      waiters.wake(BOARD);
    },
  });
  let running = 0;
  let starvedAtMs = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let cancelWake: () => void = () => {};

  const boardIntervalMs = () => demand.intervalMs(BOARD) ?? (settings.alwaysOn ? settings.boardIntervalMs : null);

  function watchOf(id: string): CallWatch {
    const watch = watches.get(id) ?? newWatch(id, clock.nowMs());
    // Re-inserting keeps the map in order of last use: what nobody used for longest goes first.
    watches.delete(id);
    watches.set(id, watch);
    for (const [otherId, other] of watches) {
      if (watches.size <= MAX_HELD_CALLS) break;
      if (otherId !== id && !other.isReading && !list.entries.has(otherId) && demand.intervalMs(otherId) === null) {
        watches.delete(otherId);
      }
    }
    return watch;
  }

  /** The shortest interval anybody wants this call at, or null. */
  function wantedMs(id: string): number | null {
    const onBoard = list.entries.has(id) ? boardIntervalMs() : null;
    const open = demand.intervalMs(id);
    return onBoard === null || open === null ? (onBoard ?? open) : Math.min(open, onBoard);
  }

  function weightOf(watch: CallWatch, nowMs: number): number {
    if (demand.intervalMs(watch.id) !== null) return WEIGHTS.open;
    const entry = list.entries.get(watch.id);
    if (watch.urgentSinceMs !== null || watch.asOfMs === null) return WEIGHTS.unread;
    if (entry && entry.itemAsOfMs > watch.asOfMs && entry.item.status !== watch.call?.status) return WEIGHTS.unread;
    const hasJustChanged = watch.changedAtMs !== null && nowMs - watch.changedAtMs < 5_000;
    if (hasJustChanged || entry?.item.status === "ringing" || state.hasAttention(watch.id)) return WEIGHTS.lively;
    return WEIGHTS.calm;
  }

  function jobs(nowMs: number): Job[] {
    const all: Job[] = [];
    const add = (dueMs: number | null, intervalMs: number, weight: number, start: () => void) => {
      if (dueMs === null) return;
      const urgency = (1 + (nowMs - dueMs) / intervalMs) * weight;
      all.push({ dueMs, urgency, isBackground: weight === WEIGHTS.background, start });
    };
    const intervalMs = boardIntervalMs();
    if (intervalMs !== null) {
      for (const { dueMs, start } of list.due(intervalMs)) add(dueMs, intervalMs, WEIGHTS.list, start);
      add(today.nextMs(), 60_000, WEIGHTS.background, () => run(today.read));
    }
    for (const watch of watches.values()) {
      const wanted = wantedMs(watch.id);
      if (wanted === null) continue;
      add(nextReadMs(watch, wanted, nowMs), wanted, weightOf(watch, nowMs), () => readCall(watch, wanted));
    }
    return all;
  }

  /** Starts what is most overdue, as far as the budget goes, and sets the clock for what comes next. */
  function pump(): void {
    if (isStopped) return;
    cancelWake();
    const nowMs = clock.nowMs();
    if (list.release((id) => watches.get(id)?.fault != null)) state.touch();
    if (boardIntervalMs() !== null) state.sample(nowMs);
    const all = jobs(nowMs);
    if (all.length === 0 && running === 0) return;
    const aside = budget.capacity() / 2;
    let tokens = budget.available();
    let wakeMs = LONGEST_WAKE_MS;
    for (const job of all.sort((a, b) => b.urgency - a.urgency)) {
      const needed = job.isBackground ? Math.max(1, aside) : 1;
      if (job.dueMs > nowMs) wakeMs = Math.min(wakeMs, job.dueMs - nowMs);
      // Every slot is taken: the next read that ends moves the loop on.
      else if (running >= MAX_RUNNING) break;
      else if (tokens < needed) {
        if (!job.isBackground) starvedAtMs = nowMs;
        wakeMs = Math.min(wakeMs, Math.max(5, budget.waitMs(needed)));
      } else {
        tokens -= 1;
        job.start();
      }
    }
    cancelWake = clock.after(Math.max(1, wakeMs), pump);
  }

  /** Runs one read; every end of it moves the loop on. */
  function run(read: () => Promise<void>): void {
    running += 1;
    void read().finally(() => {
      running -= 1;
      pump();
    });
  }

  function readCall(watch: CallWatch, wanted: number): void {
    const startedMs = clock.nowMs();
    const triedBeforeMs = watch.triedAtMs;
    watch.isReading = true;
    watch.triedAtMs = startedMs;
    run(async () => {
      try {
        const read = await exchange.read(`call:${watch.id}`, wanted / 2, () => source.getCall(watch.id));
        takeRead(watch, read, startedMs);
        list.sawDetails(watch.id, watch.endedAtMs !== null);
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === "request_budget") watch.triedAtMs = triedBeforeMs;
        else takeFault(watch, fault, jitter());
        if (fault.kind === "not_found") list.drop(watch.id);
      } finally {
        watch.isReading = false;
        state.touch();
        waiters.wake(watch.id);
        if (waiters.isWaiting(DETAILS) && !isUnread()) waiters.wake(DETAILS);
      }
    });
  }

  /** Makes the loop look at new demand, and waits for the next finished attempt when `isNeeded`. */
  async function lookFor(key: string, isNeeded: boolean): Promise<void> {
    const answered = isNeeded ? waiters.next(key) : null;
    pump();
    await answered;
  }

  /** A call on the board was listed only so far. */
  function isUnread(): boolean {
    return [...list.entries.keys()].some((id) => {
      const watch = watches.get(id);
      return watch !== undefined && watch.asOfMs === null && watch.fault === null;
    });
  }

  async function refreshCall(id: string): Promise<string | null> {
    const watch = watchOf(id);
    demand.declare(id, settings.callIntervalMs);
    // A read that is under way was started before whatever happened.
    if (watch.isReading) await waiters.next(id);
    watch.urgentSinceMs ??= clock.nowMs();
    await lookFor(id, true);
    return watch.fault === null ? (watch.call?.status ?? null) : null;
  }

  function isOlderThan(asOfMs: number | null, ageMs: number): boolean {
    return asOfMs === null || clock.nowMs() - asOfMs > ageMs;
  }

  function resumeBoard(): void {
    list.resume();
    for (const id of list.entries.keys()) {
      const watch = watches.get(id);
      if (watch) Object.assign(watch, { gapMs: 0, gapFromMs: null });
    }
  }

  async function board(): Promise<BoardResult> {
    const isNew = demand.declare(BOARD, settings.boardIntervalMs);
    const isUnknown = list.facts.asOfMs === null && list.facts.fault === null;
    if (isNew) {
      resumeBoard();
      await lookFor(BOARD, isOlderThan(list.facts.asOfMs, settings.boardIntervalMs * 2));
    } else if (isUnknown) await waiters.next(BOARD);
    if ((isNew || isUnknown) && isUnread()) await waiters.next(DETAILS, DETAILS_WAIT_MS);
    const { asOfMs, fault, gapMs, droppedRows } = list.facts;
    if (asOfMs === null) return { kind: "fault", fault: fault ?? { kind: "timeout", retryAfterMs: null } };
    const nowMs = clock.nowMs();
    return {
      kind: "board",
      board: state.build(nowMs, () => ({
        members: [...list.entries].map(([id, entry]) => ({
          ...entry,
          watch: watches.get(id) ?? newWatch(id, clock.nowMs()),
        })),
        droppedRows,
        answeredToday: today.value(),
        budget: boardBudget(),
      })),
      freshness: freshnessOf({
        nowMs,
        asOfMs,
        askedMs: settings.boardIntervalMs,
        gapMs,
        fault,
        ...budgetState(nowMs),
      }),
    };
  }

  const budgetState = (nowMs: number) => ({
    rateLimited: budget.reduced(),
    isShort: nowMs - starvedAtMs < STARVED_MS,
  });

  function boardBudget() {
    const gaps = [...list.entries.keys()].flatMap((id) => {
      const watch = watches.get(id);
      return watch && watch.gapMs > 0 && watch.endedAtMs === null ? [watch.gapMs] : [];
    });
    const meanMs = gaps.reduce((sum, gapMs) => sum + gapMs, 0) / Math.max(1, gaps.length);
    return {
      maxRequestsPerMinute: budget.maxPerMinute,
      allowedRequestsPerMinute: budget.allowedPerMinute(),
      // Whole seconds: a figure that trembles would make a new board of an unchanged one.
      detailIntervalMs: Math.max(settings.boardIntervalMs, Math.round(meanMs / 1000) * 1000),
      askedDetailIntervalMs: settings.boardIntervalMs,
    };
  }

  async function call(id: string): Promise<CallResult> {
    const isNew = demand.declare(id, settings.callIntervalMs);
    const watch = watchOf(id);
    if (isNew) Object.assign(watch, { gapMs: 0, gapFromMs: null });
    if (watch.call === null && watch.fault === null) await lookFor(id, true);
    else if (isNew && !isSettled(watch, clock.nowMs()) && watch.fault?.kind !== "not_found") {
      watch.urgentSinceMs ??= clock.nowMs();
      await lookFor(id, isOlderThan(watch.asOfMs, settings.boardIntervalMs * 2));
    }
    const nowMs = clock.nowMs();
    if (watch.call === null) return { kind: "fault", fault: watch.fault ?? { kind: "timeout", retryAfterMs: null } };
    const view = callView(watch, watch.call, settings.attention, wantedMs(id) ?? settings.callIntervalMs, nowMs);
    return { kind: "call", view, freshness: callFreshness(watch, nowMs) };
  }

  function callFreshness(watch: CallWatch, nowMs: number): Freshness {
    const askedMs = settings.callIntervalMs;
    // What cannot change any more is as true now as when it was read.
    if (isSettled(watch, nowMs)) return { asOfMs: nowMs, health: "live", refreshMs: askedMs, slowReason: null };
    const { asOfMs, gapMs, fault } = watch;
    return freshnessOf({ nowMs, asOfMs, askedMs, gapMs, fault, ...budgetState(nowMs) });
  }

  if (settings.alwaysOn) pump();

  return {
    board,
    call,
    page: pages.page,
    cancel: createCancel({
      source,
      refresh: refreshCall,
      knownStatus: (id) => {
        const known = watches.get(id)?.call?.status ?? null;
        return known !== null && isFinal(known) ? known : null;
      },
    }),
    lastFault: () => list.facts.fault,
    stop() {
      isStopped = true;
      cancelWake();
    },
  };
}
