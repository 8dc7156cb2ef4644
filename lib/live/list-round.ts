import type { CallListItem } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import { isLive, LIVE_STATUSES, statusFacts } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";

/**
 * One reading of the list of live calls. The upstream filters by one status only, so a complete reading (`sweep`) takes
 * at least four requests; one unfiltered page, newest first (`page`), takes one, but misses a scheduled call that
 * starts now because it was created long ago. Which is taken is decided by what a sweep costs of the budget.
 */
export type Round = {
  mode: "sweep" | "page";
  /** when its first request began and its last one ended */
  beganMs: number;
  endedMs: number;
  todo: Step[];
  running: number;
  requests: number;
  rows: Map<string, CallListItem>;
  droppedRows: number;
  /** sweep: every page of every status was asked for */
  isWhole: boolean;
  /** page mode: creation time of the page's last row, null when the page held everything */
  oldestMs: number | null;
};

type Step = { status: string | null; offset: number };

/** What earlier rounds have taught. */
export type ListKnowledge = {
  listed: Map<string, CallListItem>;
  sweptAtMs: number | null;
  sweepRequests: number;
  newestCreatedMs: number | null;
  /** the last page did not reach back to what was known: something may have slipped between */
  hasGap: boolean;
};

const LIST_PAGE_SIZE = 100;
/** Sweeping every round is exact; it may cost this share of the budget, else single pages come between. */
const SWEEP_BUDGET_SHARE = 0.3;
const LONGEST_BETWEEN_SWEEPS_MS = 10_000;
/** Calls that end between two pages move the rest up: the next page begins so many rows before the end of the last. */
const PAGE_OVERLAP = 10;
/** 5,000 live calls; what lies beyond comes in when others end. */
const MAX_REQUESTS = 50;

export function emptyKnowledge(): ListKnowledge {
  return {
    listed: new Map(),
    sweptAtMs: null,
    sweepRequests: LIVE_STATUSES.length,
    newestCreatedMs: null,
    hasGap: false,
  };
}

/** @param allowedPerMinute requests the budget allows now @param intervalMs how often the list is wanted */
export function startRound(known: ListKnowledge, nowMs: number, allowedPerMinute: number, intervalMs: number): Round {
  // What a sweep costs, spread over the share of the budget it may have: how far apart sweeps are then.
  const affordableMs = (known.sweepRequests * 60_000) / Math.max(1, allowedPerMinute * SWEEP_BUDGET_SHARE);
  const betweenMs = Math.min(LONGEST_BETWEEN_SWEEPS_MS, affordableMs);
  const isDue = known.sweptAtMs === null || nowMs - known.sweptAtMs >= betweenMs;
  const mode = affordableMs <= intervalMs || isDue || known.hasGap ? "sweep" : "page";
  return {
    mode,
    beganMs: nowMs,
    endedMs: nowMs,
    todo: mode === "sweep" ? LIVE_STATUSES.map((status) => ({ status, offset: 0 })) : [{ status: null, offset: 0 }],
    running: 0,
    requests: 0,
    rows: new Map(),
    droppedRows: 0,
    isWhole: true,
    oldestMs: null,
  };
}

export function stepFilters(step: Step): ListFilters {
  return {
    ...(step.status === null ? {} : { status: step.status }),
    limit: LIST_PAGE_SIZE,
    offset: step.offset,
    sortBy: "createdAt",
    sortOrder: "desc",
  };
}

/** Takes a page into the round; a status with more rows adds its next page. */
export function takePage(round: Round, step: Step, page: CallPage): void {
  const isNews = page.calls.some(({ id }) => !round.rows.has(id));
  const onPage = new Map<string, CallListItem>();
  for (const item of page.calls) {
    // One page that names a call twice, as live and as not: no row of it is newer, and an end is not taken from a doubt.
    if (!onPage.has(item.id) || isLive(item.status)) onPage.set(item.id, item);
  }
  for (const [id, item] of onPage) round.rows.set(id, item);
  round.droppedRows += page.droppedRows;
  if (round.mode === "sweep") {
    // An upstream that ignores `offset`, or has more for ever, must not hold the round open.
    const isMore = page.pagination.hasMore && (isNews || page.droppedRows > 0);
    if (isMore && round.requests >= MAX_REQUESTS) round.isWhole = false;
    else if (isMore) {
      const rows = page.calls.length + page.droppedRows;
      const overlap = rows > 2 * PAGE_OVERLAP ? PAGE_OVERLAP : 0;
      round.todo.push({ status: step.status, offset: step.offset + rows - overlap });
    }
    return;
  }
  round.oldestMs = page.pagination.hasMore ? timeMs(page.calls.at(-1)?.createdAt) : null;
}

export function isRoundDone(round: Round): boolean {
  return round.todo.length === 0 && round.running === 0;
}

/** A finished sweep that read every row there is: what it does not name, the list does not name. */
export function isComplete(round: Round): boolean {
  return round.mode === "sweep" && round.isWhole && round.droppedRows === 0;
}

/**
 * What a finished round says: who is live now, and who was on the list before and is not any more. The latter are not
 * known to have ended (a call can change its status between two requests), so each is read once more.
 */
export function finishRound(known: ListKnowledge, round: Round): { knowledge: ListKnowledge; vanishedIds: string[] } {
  const listed = new Map<string, CallListItem>();
  const vanishedIds: string[] = [];
  for (const [id, item] of round.rows) {
    // A word we don't know is no reason to lose a call: the service gave it as a live one, or it was one before.
    const isOpen = statusFacts(item.status).phase === "unknown" && (round.mode === "sweep" || known.listed.has(id));
    if (isLive(item.status) || isOpen) listed.set(id, item);
  }
  for (const [id, item] of known.listed) {
    if (listed.has(id)) continue;
    const isBeyondPage =
      round.mode === "page" &&
      !round.rows.has(id) &&
      round.oldestMs !== null &&
      (timeMs(item.createdAt) ?? Number.NEGATIVE_INFINITY) <= round.oldestMs;
    if (isBeyondPage) listed.set(id, item);
    else vanishedIds.push(id);
  }
  const createdMs = [...round.rows.values()].map((item) => timeMs(item.createdAt) ?? Number.NEGATIVE_INFINITY);
  const newestMs = createdMs.reduce((a, b) => Math.max(a, b), known.newestCreatedMs ?? Number.NEGATIVE_INFINITY);
  return {
    vanishedIds,
    knowledge: {
      listed,
      sweptAtMs: round.mode === "sweep" ? round.beganMs : known.sweptAtMs,
      sweepRequests: round.mode === "sweep" ? round.requests : known.sweepRequests,
      newestCreatedMs: Number.isFinite(newestMs) ? newestMs : null,
      hasGap:
        round.mode === "page" &&
        round.oldestMs !== null &&
        known.newestCreatedMs !== null &&
        round.oldestMs > known.newestCreatedMs,
    },
  };
}
