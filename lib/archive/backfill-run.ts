import type { CallListItem } from "@/lib/calls/call";
import { isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { Transaction } from "@/lib/database/transaction";
import { isNamed } from "@/lib/errors/named";
import type { BackfillStore, StoredBackfill } from "./backfill-store";
import { type Also, forEachAtOnce, type Gather } from "./gather";
import type { PendingStore } from "./pending-store";
import { type Reads, type ReadsWait, readPage } from "./reads";
import { pageOf, stepOn } from "./walk";

const MINUTE_MS = 60_000;
/** Between two calls others have their turn at the database and the processor: forty calls a second at most. */
const GAP_MS = 25;
/** Calls that are read, or wait for others to be stored together with (together.ts). */
const AT_ONCE = 12;
/** Whether it was paused elsewhere is looked at so often. */
const LOOK_EVERY_MS = 1_000;
const FIRST_FAULT_PAUSE_MS = 2_000;
const LONGEST_FAULT_PAUSE_MS = MINUTE_MS;

/**
 * Brings the calls of a range into the archive, the newest first: page by page through the list, and of each page what is
 * over and not kept yet. Where it is and what it has counted is stored with the calls themselves.
 */
export function createBackfillRun(parts: {
  backfills: BackfillStore;
  pending: Pick<PendingStore, "settledAmong" | "note">;
  transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  reads: Pick<Reads, "readPage">;
  gather: Gather["gather"];
  /** calls are kept */
  keeps: () => Promise<boolean>;
  nowMs: () => number;
  /** @throws the signal's reason */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}) {
  const { backfills, pending, transact, reads, gather, keeps, nowMs, sleep } = parts;

  /** @returns whether it was kept, and counted with it */
  async function bringIn(id: string, callId: string, also: Also, signal: AbortSignal): Promise<void> {
    const outcome = await gather(callId, signal, { also });
    if (outcome === "kept") return;
    await transact(async (tx) => {
      if (outcome === "open") await pending.note(tx, [{ callId, isOver: false }], nowMs());
      await backfills.count(tx, id, outcome === "gone" ? "failed" : "neither");
    });
  }

  /** @returns false: it was paused or cancelled meanwhile */
  async function bringInAll(id: string, callIds: readonly string[], signal: AbortSignal): Promise<boolean> {
    let lookedAtMs = nowMs();
    let nextMs = nowMs();
    let isOn = true;
    const also: Also = (tx, count) => backfills.count(tx, id, "stored", count);
    const one = async (callId: string, together: AbortSignal) => {
      if (isOn && nowMs() - lookedAtMs >= LOOK_EVERY_MS) {
        lookedAtMs = nowMs();
        isOn = (await backfills.isRunning(id)) && (await keeps());
      }
      if (!isOn) return;
      nextMs = Math.max(nextMs + GAP_MS, nowMs());
      await sleep(nextMs - nowMs(), together);
      await bringIn(id, callId, also, together);
    };
    await forEachAtOnce(callIds, one, signal, AT_ONCE);
    return isOn;
  }

  /** One page of it. @returns false: it is done, or to go on no more */
  async function onePage(backfill: StoredBackfill, signal: AbortSignal): Promise<boolean> {
    const { id, fromAt, toAt, walk, perMinute } = backfill;
    const beganMs = nowMs();
    const range = { ...(fromAt !== null && { startDate: fromAt.toISOString() }), endDate: toAt.toISOString() };
    const order = { sortBy: "createdAt", sortOrder: "desc" } as const;
    const { page, readAtMs } = await readPage(reads, { ...range, ...order, ...pageOf(walk) }, signal);
    const { rows, unreadable, next, passed } = stepOn(walk, page);
    const inRange = rows.filter((row) => isWithin(row, backfill));
    const over = inRange.filter(({ status }) => isFinal(status)).map(({ id: callId }) => callId);
    const open = inRange.filter(({ status }) => !isFinal(status)).map(({ id: callId }) => ({ callId, isOver: false }));
    if (open.length > 0) await transact((tx) => pending.note(tx, open, readAtMs));
    const settled = await pending.settledAmong(over);
    const wanted = over.filter((callId) => !settled.has(callId));
    const done = { onPage: rows.length - wanted.length, planned: page.pagination.total };
    if (!(await backfills.beginPage(id, done))) return false;
    if (!(await bringInAll(id, wanted, signal))) return false;
    const lately = (rows.length * MINUTE_MS) / Math.max(1, nowMs() - beganMs);
    const rate = Math.round(perMinute === null ? lately : (perMinute + lately) / 2);
    await backfills.endPage(id, { walk: next, passed, failed: unreadable, perMinute: rate });
    return next !== null;
  }

  return {
    /** Works on what there is until nothing is to be done. @throws DatabaseUnavailableError; the signal's reason */
    async run(signal: AbortSignal): Promise<void> {
      let faults = 0;
      while (!signal.aborted && (await keeps())) {
        const backfill = await backfills.next();
        if (backfill === null) return;
        try {
          await onePage(backfill, signal);
          faults = 0;
        } catch (error) {
          if (!isNamed<ReadsWait>(error, "ReadsWait")) throw error;
          await backfills.waits(backfill.id, error.fault);
          await sleep(Math.min(LONGEST_FAULT_PAUSE_MS, FIRST_FAULT_PAUSE_MS * 2 ** faults), signal);
          faults += 1;
        }
      }
    },
  };
}

/** A service may judge a range by days only. */
function isWithin({ createdAt }: CallListItem, { fromAt, toAt }: Pick<StoredBackfill, "fromAt" | "toAt">): boolean {
  const ms = timeMs(createdAt);
  return ms === null || ((fromAt === null || ms >= fromAt.getTime()) && ms <= toAt.getTime());
}
