import type { CallListItem } from "@/lib/calls/call";
import type { Reading } from "@/lib/calls/merge";
import { isFinal } from "@/lib/calls/status";
import { smooth } from "./call-watch";
import type { Clock } from "./clock";
import {
  emptyKnowledge,
  finishRound,
  isComplete,
  isRoundDone,
  type Round,
  startRound,
  stepFilters,
  takePage,
} from "./list-round";
import { type CallSource, type Exchange, faultOf, type SourceFault, tellingFault } from "./source";

/** A call on the board: on the list, or gone from it and not yet released. */
export type Entry = {
  /** its row as the list said it last, and when that was read */
  item: CallListItem;
  read: Reading;
  listedSinceMs: number;
  /** when the list stopped naming it as live; null while it does */
  leftListAtMs: number | null;
  /** complete sweeps in a row that did not name it */
  missedSweeps: number;
  /** when we learned that it has ended: from its details, from its row, or from two complete sweeps without it */
  endedAtMs: number | null;
};

/** So many complete sweeps without a call: it has ended, whatever its details say. */
const SWEEPS_UNTIL_ENDED = 2;
const LINGER_MS = 20_000;
/** A call that left the list and cannot be read any more is let go after this. */
const VANISHED_GIVE_UP_MS = 60_000;
const LONGEST_FAULT_PAUSE_MS = 15_000;

/**
 * The list of live calls and who belongs on the board because of it. Reads are handed to `run`, one request each, so
 * that the budget sees every one of them.
 */
export function createListWatch(parts: {
  source: Pick<CallSource, "listCalls">;
  exchange: Exchange;
  clock: Clock;
  maxAgeMs: number;
  jitter: () => number;
  run: (read: () => Promise<void>) => void;
  allowedPerMinute: () => number;
  /** Its details say that it has ended, and a row that was read then does not refute them. */
  saysEnded: (id: string, row: Reading) => boolean;
  /** The list does not name these any more: each is read once more to learn how it ended. */
  onVanished: (ids: string[]) => void;
  /** A round has ended, well or not. */
  onRound: () => void;
}) {
  const { source, exchange, clock } = parts;
  const entries = new Map<string, Entry>();
  let knowledge = emptyKnowledge();
  let round: Round | null = null;
  let triedAtMs: number | null = null;
  let faults = 0;
  /** where the next gap is measured from; null after a failure or a time without demand */
  let gapFromMs: number | null = null;
  let isResuming = false;
  let jitter = 1;
  let retryAfterMs = 0;
  const facts = { asOfMs: null as number | null, gapMs: 0, fault: null as SourceFault | null, droppedRows: 0 };

  function readStep(active: Round, step: Round["todo"][number]): void {
    active.todo.splice(active.todo.indexOf(step), 1);
    active.running += 1;
    active.requests += 1;
    const filters = stepFilters(step);
    parts.run(async () => {
      try {
        const key = `list:${JSON.stringify(filters)}`;
        const read = await exchange.read(key, parts.maxAgeMs, () => source.listCalls(filters));
        const { value, beganMs, endedMs } = read;
        active.running -= 1;
        if (round !== active) return;
        active.beganMs = Math.min(active.beganMs, beganMs);
        active.endedMs = Math.max(active.endedMs, endedMs);
        takePage(active, step, value);
        if (isRoundDone(active)) finish(active);
      } catch (error) {
        active.running -= 1;
        if (round !== active) return;
        const fault = faultOf(error);
        if (fault.kind === "request_budget") active.todo.push(step);
        else fail(fault);
      }
    });
  }

  function fail(fault: SourceFault): void {
    round = null;
    retryAfterMs = fault.retryAfterMs ?? 0;
    // A pause of the breaker costs no request: it is asked again each interval, so that its end is not missed.
    if (fault.kind !== "paused") faults += 1;
    facts.fault = tellingFault(facts.fault, fault);
    gapFromMs = null;
    jitter = parts.jitter();
    parts.onRound();
  }

  function finish(done: Round): void {
    const { knowledge: next, vanishedIds } = finishRound(knowledge, done);
    knowledge = next;
    round = null;
    const wasAway = isResuming && facts.asOfMs !== null && done.beganMs - facts.asOfMs > LINGER_MS;
    isResuming = false;
    if (gapFromMs !== null) facts.gapMs = smooth(facts.gapMs, done.beganMs - gapFromMs);
    gapFromMs = done.beganMs;
    faults = 0;
    retryAfterMs = 0;
    Object.assign(facts, { asOfMs: done.beganMs, fault: null, droppedRows: done.droppedRows });
    const read = { beganMs: done.beganMs, endedMs: done.endedMs };
    for (const [id, item] of next.listed) nameAgain(id, item, read);
    // After a time when nobody looked, what ended meanwhile is no news: it goes at once.
    if (wasAway) for (const id of vanishedIds) entries.delete(id);
    const left = vanishedIds.filter((id) => entries.get(id)?.endedAtMs === null);
    for (const id of vanishedIds) {
      const entry = entries.get(id);
      if (entry === undefined) continue;
      entry.leftListAtMs ??= done.beganMs;
      const item = done.rows.get(id);
      if (item === undefined || !isFinal(item.status)) continue;
      Object.assign(entry, { item, read });
      entry.endedAtMs ??= clock.nowMs();
    }
    if (isComplete(done)) for (const entry of entries.values()) missAgain(entry);
    parts.onVanished(left);
    parts.onRound();
  }

  /** The list names it as live. An end that only the list had told of is taken back. */
  function nameAgain(id: string, item: CallListItem, read: Reading): void {
    const known = entries.get(id);
    const listedSinceMs = known?.listedSinceMs ?? read.beganMs;
    const endedAtMs = known !== undefined && parts.saysEnded(id, read) ? known.endedAtMs : null;
    entries.set(id, { item, read, listedSinceMs, leftListAtMs: null, missedSweeps: 0, endedAtMs });
  }

  function missAgain(entry: Entry): void {
    if (entry.leftListAtMs === null) return;
    entry.missedSweeps += 1;
    if (entry.missedSweeps >= SWEEPS_UNTIL_ENDED) entry.endedAtMs ??= clock.nowMs();
  }

  return {
    entries,
    /** as-of, measured interval and last failure of the list */
    facts,
    /** A request is under way. */
    isReading: () => round !== null && round.running > 0,
    /** Somebody looks again after a time when nobody did. */
    resume(): void {
      isResuming = true;
      // What was begun for earlier viewers is of their time.
      round = null;
      gapFromMs = null;
      facts.gapMs = 0;
    },
    /** Something was read from an upstream that had failed: the list is tried again at its own pace. */
    hurry(): void {
      if (facts.fault !== null) faults = 0;
    },
    /** What can be read next, now or later; null while the last request of a round is under way. */
    next(intervalMs: number): { dueMs: number; start: () => void } | null {
      const nowMs = clock.nowMs();
      const active = round;
      const step = active?.todo[0];
      if (active && step) return { dueMs: active.beganMs, start: () => readStep(active, step) };
      if (active) return null;
      const pauseMs = Math.min(LONGEST_FAULT_PAUSE_MS, intervalMs * 2 ** Math.min(Math.max(faults - 1, 0), 10));
      const waitMs = Math.max(faults === 0 ? intervalMs : pauseMs * jitter, retryAfterMs);
      const dueMs = triedAtMs === null ? nowMs : triedAtMs + waitMs;
      const start = () => {
        triedAtMs = nowMs;
        round = startRound(knowledge, nowMs, parts.allowedPerMinute(), intervalMs);
        const first = round.todo[0];
        if (first) readStep(round, first);
      };
      return { dueMs, start };
    },
    /** A call's details were read. Alone they bring no call back that the list does not name. */
    sawDetails(id: string, hasEnded: boolean): void {
      const entry = entries.get(id);
      if (!entry) return;
      if (hasEnded) entry.endedAtMs ??= clock.nowMs();
      else if (entry.leftListAtMs === null) entry.endedAtMs = null;
    },
    /** The upstream knows no such call. While the list still names it, it stays: replicas disagree for a moment. */
    sawNothing(id: string): void {
      if (entries.get(id)?.leftListAtMs === null) return;
      entries.delete(id);
      knowledge.listed.delete(id);
    },
    /** Lets ended calls leave the board twenty seconds after. True when one left. */
    release(isFailing: (id: string) => boolean): boolean {
      const nowMs = clock.nowMs();
      let hasChanged = false;
      for (const [id, { endedAtMs, leftListAtMs }] of entries) {
        const isOver = endedAtMs !== null && nowMs - endedAtMs >= LINGER_MS;
        const isLost = leftListAtMs !== null && nowMs - leftListAtMs >= VANISHED_GIVE_UP_MS && isFailing(id);
        // A list that lags behind the details must not bring an ended call back: it goes when both agree.
        if (!isLost && !(isOver && leftListAtMs !== null)) continue;
        entries.delete(id);
        knowledge.listed.delete(id);
        hasChanged = true;
      }
      return hasChanged;
    },
  };
}
