import type { CallListItem } from "@/lib/calls/call";
import { smooth } from "./call-watch";
import type { Clock } from "./clock";
import { emptyKnowledge, finishRound, isRoundDone, type Round, startRound, stepFilters, takePage } from "./list-round";
import { type CallSource, type Exchange, faultOf, type SourceFault, tellingFault } from "./source";

/** A call on the board: on the list, or gone from it and not yet released. */
export type Entry = {
  item: CallListItem;
  itemAsOfMs: number;
  /** when the list stopped naming it; null while it does */
  leftListAtMs: number | null;
  /** when we learned that it has ended */
  endedAtMs: number | null;
};

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
        const { value, asOfMs } = await exchange.read(key, parts.maxAgeMs, () => source.listCalls(filters));
        active.running -= 1;
        if (round !== active) return;
        active.startedMs = Math.min(active.startedMs, asOfMs);
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
    const wasAway = isResuming && facts.asOfMs !== null && done.startedMs - facts.asOfMs > LINGER_MS;
    isResuming = false;
    if (gapFromMs !== null) facts.gapMs = smooth(facts.gapMs, done.startedMs - gapFromMs);
    gapFromMs = done.startedMs;
    faults = 0;
    retryAfterMs = 0;
    Object.assign(facts, { asOfMs: done.startedMs, fault: null, droppedRows: done.droppedRows });
    for (const [id, item] of next.listed) {
      const entry = entries.get(id);
      if (entry) Object.assign(entry, { item, itemAsOfMs: done.startedMs, leftListAtMs: null });
      else entries.set(id, { item, itemAsOfMs: done.startedMs, leftListAtMs: null, endedAtMs: null });
    }
    // After a time when nobody looked, what ended meanwhile is no news: it goes at once.
    if (wasAway) for (const id of vanishedIds) entries.delete(id);
    const left = vanishedIds.filter((id) => entries.get(id)?.endedAtMs === null);
    for (const id of vanishedIds) {
      const entry = entries.get(id);
      if (entry) entry.leftListAtMs ??= done.startedMs;
    }
    parts.onVanished(left);
    parts.onRound();
  }

  return {
    entries,
    /** as-of, measured interval and last failure of the list */
    facts,
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
    /** What can be read now or later: `dueMs` null while the last request of a round is under way. */
    due(intervalMs: number): { dueMs: number; start: () => void }[] {
      const nowMs = clock.nowMs();
      const active = round;
      if (active) return active.todo.map((step) => ({ dueMs: active.startedMs, start: () => readStep(active, step) }));
      const pauseMs = Math.min(LONGEST_FAULT_PAUSE_MS, intervalMs * 2 ** Math.min(Math.max(faults - 1, 0), 10));
      const waitMs = Math.max(faults === 0 ? intervalMs : pauseMs * jitter, retryAfterMs);
      const dueMs = triedAtMs === null ? nowMs : triedAtMs + waitMs;
      const start = () => {
        triedAtMs = nowMs;
        round = startRound(knowledge, nowMs, parts.allowedPerMinute(), intervalMs);
        const step = round.todo[0];
        if (step) readStep(round, step);
      };
      return [{ dueMs, start }];
    },
    /** A call's details were read. One that is still live although the list lost it stays; the next round decides again. */
    sawDetails(id: string, hasEnded: boolean): void {
      const entry = entries.get(id);
      if (!entry) return;
      if (hasEnded) entry.endedAtMs ??= clock.nowMs();
      else {
        entry.endedAtMs = null;
        if (entry.leftListAtMs !== null) entry.leftListAtMs = clock.nowMs();
      }
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
