import { readAfterEndMs } from "@/lib/calls/after-end";
import type { CallListItem } from "@/lib/calls/call";
import { ALL_STATUSES, isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { Transaction } from "@/lib/database/transaction";
import { isNamed } from "@/lib/errors/named";
import { forEachAtOnce, type Gather } from "./gather";
import type { Kept, Named, PendingStore } from "./pending-store";
import { type Reads, type ReadsWait, readPage } from "./reads";
import { pageOf, START, stepOn, type Walk } from "./walk";

const MINUTE_MS = 60_000;
/** Looking is done so often, and less often where it would cost more than this share of what is left of the budget. */
const ROUND_MS = 10_000;
const LOOKING_SHARE = 0.1;
/** Calls that go on and are not among the newest are looked for so often. */
const SWEEP_EVERY_MS = 30_000;
/** A list may name a call this late. */
const OVERLAP_MS = 2 * MINUTE_MS;
const LONGEST_FAULT_PAUSE_MS = MINUTE_MS;
const MOST_AT_A_TIME = 200;
const CORRECTIONS_AT_A_TIME = 50;
/** After so many reads that found no such call it is given up; until then it is looked for at these times. */
const MISS_PAUSES_MS = [15_000, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS];

const OPEN_STATUSES = ALL_STATUSES.filter((status) => !isFinal(status));

/**
 * Finds what ended without anybody watching through the list, and has it kept: read after its end until it is settled, and
 * once more a day later. All that it knows is stored, so it goes on wherever another process, or an earlier life of this one,
 * was ended.
 */
export function createKeepUp(parts: {
  pending: PendingStore;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  reads: Reads;
  gather: Gather["gather"];
  /** calls are kept, and keep-up is switched on */
  isOn: () => Promise<boolean>;
  leftPerMinute: () => number;
  skewMs: () => number;
  nowMs: () => number;
  /** how often it looks, at most */
  roundMs?: number;
  /** @throws the signal's reason */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}) {
  const { pending, transact, reads, gather, isOn, nowMs, skewMs, sleep, roundMs = ROUND_MS } = parts;
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  let pages = 0;

  async function page(filters: Parameters<Reads["readPage"]>[0], walk: Walk, signal: AbortSignal) {
    pages += 1;
    const sorted = { ...filters, sortBy: "createdAt" as const, ...pageOf(walk) };
    const { page: read, readAtMs } = await readPage(reads, sorted, signal);
    return { step: stepOn(walk, read), readAtMs };
  }

  /** What goes on now, by status: the list can be asked for one of them only. */
  async function everyOpen(signal: AbortSignal): Promise<{ rows: Named[]; readAtMs: number }> {
    const rows: Named[] = [];
    let readAtMs = nowMs();
    for (const status of OPEN_STATUSES) {
      for (let walk: Walk | null = START; walk !== null; ) {
        const read = await page({ status, sortOrder: "desc" }, walk, signal);
        readAtMs = Math.min(readAtMs, read.readAtMs);
        rows.push(...read.step.rows.map(named));
        walk = read.step.next;
      }
    }
    return { rows, readAtMs };
  }

  /** From here on nothing is missed: what goes on now is known. */
  async function begin(signal: AbortSignal): Promise<number> {
    const beganMs = nowMs() + skewMs();
    const { rows, readAtMs } = await everyOpen(signal);
    await transact(async (tx) => {
      await pending.note(tx, rows, readAtMs);
      await pending.advance(tx, beganMs);
    });
    sweptAtMs = nowMs();
    return beganMs;
  }

  /** Goes through what was made since the certain point, the oldest first. @returns what of it goes on */
  async function lookAtNewest(signal: AbortSignal): Promise<Set<string>> {
    const fromMs = ((await pending.certainMs()) ?? (await begin(signal))) - OVERLAP_MS;
    const open = new Set<string>();
    for (let walk: Walk | null = START; walk !== null; ) {
      const filters = { startDate: new Date(fromMs).toISOString(), sortOrder: "asc" as const };
      const { step, readAtMs } = await page(filters, walk, signal);
      const rows = step.rows.map(named);
      for (const { callId, isOver } of rows) if (!isOver) open.add(callId);
      const certainMs = certainBy(step.rows, step.next === null, readAtMs + skewMs());
      await transact(async (tx) => {
        await pending.note(tx, rows, readAtMs);
        if (certainMs !== null) await pending.advance(tx, certainMs);
      });
      walk = step.next;
    }
    return open;
  }

  /** Those that went on and are not among the newest: what no status names any more is to be read. */
  async function lookForTheRest(shown: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const rest = (await pending.open()).filter((callId) => !shown.has(callId));
    // So few cost less read one by one.
    if (rest.length <= OPEN_STATUSES.length) return pending.endWatch(rest);
    const { rows, readAtMs } = await everyOpen(signal);
    await transact((tx) => pending.note(tx, rows, readAtMs));
    const named = new Set(rows.map(({ callId }) => callId));
    await pending.endWatch(rest.filter((callId) => !named.has(callId)));
  }

  async function readPending(
    { callId, misses }: { callId: string; misses: number },
    signal: AbortSignal,
  ): Promise<void> {
    const outcome = await gather(callId, signal);
    if (outcome === "open") await pending.postpone(callId, { kind: "open", dueMs: nowMs() });
    if (outcome === "open" || outcome === "kept") return;
    const pauseMs = outcome === "gone" ? MISS_PAUSES_MS[misses] : undefined;
    if (pauseMs === undefined) await pending.postpone(callId, { kind: "gone", dueMs: nowMs() });
    else await pending.postpone(callId, { misses: misses + 1, dueMs: nowMs() + pauseMs });
  }

  async function readAgain({ callId }: Kept, signal: AbortSignal): Promise<void> {
    const beganMs = nowMs();
    const outcome = await gather(callId, signal, { isKept: true });
    if (outcome === "gone" || outcome === "skipped") await transact((tx) => pending.settleAsIs(tx, callId));
    if (outcome === "open") {
      await transact((tx) => pending.note(tx, [{ callId, isOver: false }], beganMs + MINUTE_MS));
    }
  }

  const isDue = ({ endedAtMs, readAtMs, hasSummary }: Kept): boolean =>
    (readAfterEndMs({ endedAtMs: endedAtMs - skewMs(), readAtMs, hasSummary, broughtNews: true }) ?? 0) <= nowMs();

  /** @returns whether there may be more to be read */
  async function readDue(signal: AbortSignal): Promise<boolean> {
    const due = await pending.due(MOST_AT_A_TIME);
    await forEachAtOnce(due, readPending, signal);
    const unsettled = (await pending.unsettled(MOST_AT_A_TIME)).filter(isDue);
    await forEachAtOnce(unsettled, readAgain, signal);
    const uncorrected = await pending.uncorrected(CORRECTIONS_AT_A_TIME);
    await forEachAtOnce(uncorrected, readAgain, signal);
    return due.length === MOST_AT_A_TIME;
  }

  /** One look, and what is due then. @returns in how many milliseconds to look again */
  async function round(signal: AbortSignal): Promise<number> {
    pages = 0;
    const shown = await lookAtNewest(signal);
    if (nowMs() - sweptAtMs >= SWEEP_EVERY_MS) {
      await lookForTheRest(shown, signal);
      await pending.forgetGone();
      sweptAtMs = nowMs();
    }
    if (await readDue(signal)) return 0;
    return Math.max(roundMs, (pages * MINUTE_MS) / (parts.leftPerMinute() * LOOKING_SHARE));
  }

  return {
    round,
    /** Keeps up until it is switched off, and then forgets what it waited for. @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<void> {
      let faults = 0;
      while (!signal.aborted) {
        if (!(await isOn())) {
          if ((await pending.certainMs()) !== null) await transact(pending.forget);
          return;
        }
        let pauseMs: number;
        try {
          pauseMs = await round(signal);
          faults = 0;
        } catch (error) {
          if (!isNamed<ReadsWait>(error, "ReadsWait")) throw error;
          pauseMs = Math.min(LONGEST_FAULT_PAUSE_MS, roundMs * 2 ** faults);
          faults += 1;
        }
        await sleep(pauseMs, signal);
      }
    },
  };
}

const named = ({ id, status }: CallListItem): Named => ({ callId: id, isOver: isFinal(status) });

/**
 * Up to where all has been gone through by these rows; null: that does not follow. A page in another order proves nothing.
 * @param nowMs when the page was read, by the call service's clock
 */
function certainBy(rows: readonly CallListItem[], isLast: boolean, nowMs: number): number | null {
  if (isLast) return nowMs;
  const times = rows.map(({ createdAt }) => timeMs(createdAt)).filter((ms) => ms !== null);
  const isAscending = times.every((ms, place) => place === 0 || (times[place - 1] ?? ms) <= ms);
  return times.length > 0 && isAscending ? Math.min(nowMs, Math.max(...times)) : null;
}
