import type { AttentionSettings } from "@/lib/calls/attention";
import type { Call } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import { isAfter } from "@/lib/calls/merge";
import { isFinal } from "@/lib/calls/status";
import { unreadableCount } from "@/lib/calls/unreadable";
import { type BoardState, boardState } from "./board";
import { saysEnded } from "./board-row";
import type { Budget } from "./budget";
import { type CallView, callView } from "./call-view";
import {
  afterEndIntervalMs,
  type CallWatch,
  isSettled,
  NOT_FOUND_PAUSE_MS,
  nextReadMs,
  takeContact,
  takeFault,
  takeRead,
} from "./call-watch";
import { type CancelResult, createCancel } from "./cancel";
import type { Clock } from "./clock";
import { createContacts } from "./contacts";
import { createDemand } from "./demand";
import { type Freshness, freshnessOf } from "./freshness";
import { createListWatch, type Entry } from "./list-watch";
import { createLoop } from "./loop";
import { createPages, type PageResult } from "./pages";
import { BOARD, createSchedule, createWants, SEQUENCES } from "./schedule";
import { type CallSource, type Exchange, faultOf, type SourceFault } from "./source";
import { createToday } from "./today";
import { createWaiters } from "./waiters";
import { createWatches } from "./watches";

export type LiveSettings = {
  boardIntervalMs: number;
  callIntervalMs: number;
  attention: AttentionSettings;
  timeZone: string;
  /** poll the board even when nobody looks */
  alwaysOn: boolean;
};

type Failure = { kind: "fault"; fault: SourceFault };
type BoardResult = { kind: "board"; board: BoardState; freshness: Freshness } | Failure;
export type CallResult = { kind: "call"; view: CallView; freshness: Freshness } | Failure;

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
  /** This call was asked for before, so asking for it again is no news. */
  knowsCall(id: string): boolean;
  /** This page is there, and young enough to be handed out without a request. */
  knowsPage(filters: ListFilters): boolean;
  /** Hangs up, once, however often it is asked for at the same time; then reads the call again. */
  cancel(id: string): Promise<CancelResult>;
  /** what reading the list failed with last, null when it succeeded or was never tried */
  lastFault(): SourceFault | null;
  stop(): void;
};

/** Whoever opens the board first waits this long for the details of its calls, so that the first view has lines in it. */
const DETAILS = "board details";
const DETAILS_WAIT_MS = 1_000;
/** Whoever opens a call of which something is known waits no longer for something newer. */
const NEWER_WAIT_MS = 1_000;
/** A list that goes on naming an ended call is asked about again this often: ids can come back to life on a retry. */
const REVIVAL_CHECK_MS = 10_000;

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
  const demand = createDemand(clock.nowMs, (key) => loop.touch(key));
  const waiters = createWaiters(clock);
  const wants = createWants({ demand, settings, isListed: (id) => list.entries.has(id) });
  const { boardIntervalMs, callIntervalMs: wantedMs } = wants;
  const watches = createWatches(clock, (id) => wants.isOnBoard(id) || demand.intervalMs(id) !== null);
  const loop = createLoop({
    ...{ clock, budget, always: SEQUENCES, tidy },
    workOf: (key, nowMs) => schedule.workOf(key, nowMs),
  });
  const { run, pump } = loop;
  const shared = { source, exchange, clock, run };
  const pages = createPages({ ...shared, waiters, pump, maxAgeMs: settings.boardIntervalMs });
  const contacts = createContacts({ ...shared, waiters, pump });
  const today = createToday({ source, exchange, clock, timeZone: settings.timeZone });
  const state = boardState({ settings: settings.attention, intervalMs: settings.boardIntervalMs });
  const list = createListWatch({
    ...shared,
    maxAgeMs: settings.boardIntervalMs / 2,
    jitter,
    allowedPerMinute: budget.allowedPerMinute,
    saysEnded: (id, row) => saysEnded(watches.get(id), row),
    onVanished(ids) {
      for (const id of ids) watches.of(id).urgentSinceMs ??= clock.nowMs();
    },
    onRound() {
      for (const [id, entry] of list.entries) {
        const watch = watches.of(id);
        takeContact(watch, entry.item.contact?.name ?? null);
        checkRevival(watch, entry);
        loop.touch(id);
      }
      state.touchAll();
      waiters.wake(BOARD);
    },
  });
  const schedule = createSchedule({
    ...{ demand, wants, settings, pages, contacts },
    list: { next: list.next, entry: (id) => list.entries.get(id) },
    today: { nextMs: today.nextMs, start: () => run(today.read) },
    calls: { watch: watches.get, hasAttention: state.hasAttention, read: readCall },
  });

  function tidy(nowMs: number): void {
    if (list.release((id) => watches.get(id)?.fault != null)) state.touch();
    if (boardIntervalMs() !== null) state.sample(nowMs);
  }

  function checkRevival(watch: CallWatch, entry: Entry): void {
    const isContradicted =
      watch.endedAtMs !== null &&
      entry.leftListAtMs === null &&
      watch.knowledge !== null &&
      isAfter(entry.read, watch.knowledge);
    if (isContradicted && clock.nowMs() - (watch.triedAtMs ?? 0) >= REVIVAL_CHECK_MS) {
      watch.urgentSinceMs ??= clock.nowMs();
    }
  }

  function readCall(watch: CallWatch, wanted: number): void {
    const triedBeforeMs = watch.triedAtMs;
    // Whoever needs it now needs it from now on: what another instance read before does not do.
    const maxAgeMs = watch.urgentSinceMs === null ? wanted / 2 : 0;
    watch.isReading = true;
    watch.triedAtMs = clock.nowMs();
    run(async () => {
      try {
        const { value, ...reading } = await exchange.read(`call:${watch.id}`, maxAgeMs, () => source.getCall(watch.id));
        takeRead(watch, { ...value, ...reading }, clock.skewMs());
        list.sawDetails(watch.id, watch.endedAtMs !== null);
        list.hurry();
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === "request_budget") watch.triedAtMs = triedBeforeMs;
        else takeFault(watch, fault, jitter());
        if (fault.kind === "not_found") list.sawNothing(watch.id);
      } finally {
        watch.isReading = false;
        state.touch();
        waiters.wake(watch.id);
        if (waiters.isWaiting(DETAILS) && !isUnread()) waiters.wake(DETAILS);
      }
    }, watch.id);
  }

  /** Makes the loop look at new demand, and waits for the next finished attempt, for `longestMs` at most. */
  async function lookFor(key: string, longestMs?: number): Promise<void> {
    const answered = waiters.next(key, longestMs);
    loop.touch(key);
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

  /** The status as a read that began after now says it; null when there was none. */
  async function refreshCall(id: string): Promise<string | null> {
    const watch = watches.of(id);
    const askedAtMs = clock.nowMs();
    demand.declare(id, settings.callIntervalMs);
    // A read that is under way was started before whatever happened.
    if (watch.isReading) await waiters.next(id);
    watch.urgentSinceMs ??= clock.nowMs();
    await lookFor(id);
    return watch.asOfMs !== null && watch.asOfMs >= askedAtMs ? (watch.call?.status ?? null) : null;
  }

  const isOlderThan = (asOfMs: number | null, ageMs: number) => asOfMs === null || clock.nowMs() - asOfMs > ageMs;

  function resumeBoard(): void {
    list.resume();
    for (const id of list.entries.keys()) {
      forgetPace(watches.of(id));
      loop.touch(id);
    }
  }

  async function board(): Promise<BoardResult> {
    const isNew = demand.declare(BOARD, settings.boardIntervalMs);
    const isUnknown = list.facts.asOfMs === null && list.facts.fault === null;
    if (isNew) {
      resumeBoard();
      if (isOlderThan(list.facts.asOfMs, settings.boardIntervalMs * 2)) await lookFor(BOARD);
      else pump();
    } else if (isUnknown) await waiters.next(BOARD);
    if ((isNew || isUnknown) && isUnread()) await waiters.next(DETAILS, DETAILS_WAIT_MS);
    const { asOfMs, fault, gapMs, droppedRows } = list.facts;
    if (asOfMs === null) return { kind: "fault", fault: fault ?? unanswered(list.isReading()) };
    const nowMs = clock.nowMs();
    const built = state.build(nowMs, clock.skewMs(), () => ({
      members: [...list.entries].map(([id, entry]) => ({ ...entry, watch: watches.of(id) })),
      droppedRows,
      answeredToday: today.value(),
      budget: boardBudget(),
    }));
    const askedMs = settings.boardIntervalMs;
    return {
      kind: "board",
      board: built,
      freshness: freshnessOf({ nowMs, asOfMs, askedMs, gapMs, fault, ...state.details(), ...pressure() }),
    };
  }

  const pressure = () => ({ rateLimited: budget.reduced(), isShort: loop.isShort() });

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

  async function call(id: string, asker?: string): Promise<CallResult> {
    const isNew = demand.declare(id, settings.callIntervalMs, asker);
    const watch = watches.of(id);
    const triedMs = watch.triedAtMs === null ? Number.POSITIVE_INFINITY : clock.nowMs() - watch.triedAtMs;
    if (isNew) forgetPace(watch);
    if (watch.call === null) {
      // A call that was not there is looked for again, but not each time somebody asks.
      if (watch.fault === null || (watch.fault.kind === "not_found" && triedMs >= NOT_FOUND_PAUSE_MS))
        await lookFor(id);
      else if (isNew) pump();
    } else if (isNew) {
      // An ended one has its own times, and is due when one of them has passed while nobody looked.
      if (watch.endedAtMs === null) watch.urgentSinceMs ??= clock.nowMs();
      const dueMs = nextReadMs(watch, settings.callIntervalMs, clock.nowMs());
      if (dueMs !== null && dueMs <= clock.nowMs() && isOlderThan(watch.asOfMs, settings.boardIntervalMs * 2))
        await lookFor(id, NEWER_WAIT_MS);
      else pump();
    }
    if (watch.call === null) return { kind: "fault", fault: watch.fault ?? unanswered(watch.isReading) };
    return { kind: "call", view: viewOf(watch, watch.call), freshness: callFreshness(watch) };
  }

  async function callToMask(id: string, asker?: string): Promise<CallResult> {
    const result = await call(id, asker);
    const watch = watches.get(id);
    if (result.kind === "fault" || watch === undefined || watch.isContactKnown) return result;
    await contacts.lookUp(watch);
    return call(id, asker);
  }

  function viewOf(watch: CallWatch, known: Call): CallView {
    return callView({
      watch,
      call: known,
      settings: settings.attention,
      intervalMs: wantedMs(watch.id) ?? settings.callIntervalMs,
      nowMs: clock.nowMs(),
      skewMs: clock.skewMs(),
      isUnlisted: (list.entries.get(watch.id)?.leftListAtMs ?? null) !== null,
    });
  }

  function callFreshness(watch: CallWatch): Freshness {
    const nowMs = clock.nowMs();
    const askedMs = settings.callIntervalMs;
    // What is not expected to change any more is as true now as when it was read.
    const settled = {
      asOfMs: nowMs,
      oldestAsOfMs: null,
      health: "live" as const,
      refreshMs: askedMs,
      slowReason: null,
    };
    if (isSettled(watch)) return settled;
    const { asOfMs, fault } = watch;
    const afterEndMs = afterEndIntervalMs(watch);
    const pace = afterEndMs === null ? { askedMs, gapMs: watch.gapMs } : { askedMs: afterEndMs, gapMs: 0 };
    const isUnreadable = unreadableCount(watch.unreadable) > 0;
    return freshnessOf({ nowMs, asOfMs, fault, isUnreadable, ...pace, ...pressure() });
  }

  if (settings.alwaysOn) pump();

  return {
    board,
    call,
    callToMask,
    page: pages.page,
    knowsCall: (id) => watches.get(id) !== undefined,
    knowsPage: pages.isYoung,
    cancel: createCancel({
      source,
      refresh: refreshCall,
      knownStatus: (id) => {
        const known = watches.get(id)?.call?.status ?? null;
        return known !== null && isFinal(known) ? known : null;
      },
    }),
    // Of a list that nobody reads, an old failure says nothing.
    lastFault: () => (boardIntervalMs() === null ? null : list.facts.fault),
    stop() {
      loop.stop();
      watches.stop();
    },
  };
}

/** Nobody has answered yet, and nothing has failed: the call service takes its time, or it was never asked. */
function unanswered(isReading: boolean): SourceFault {
  return { kind: isReading ? "timeout" : "request_budget", retryAfterMs: null };
}

/** The time without viewers says nothing of the pace. */
function forgetPace(watch: CallWatch): void {
  watch.gapMs = 0;
  watch.gapFromMs = null;
}
