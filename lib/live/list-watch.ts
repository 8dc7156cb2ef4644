import { isFinal } from "@/lib/calls/status";
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
import type { Lives } from "./lives";
import { smooth } from "./pace";
import { type CallSource, type Exchange, faultOf, type SourceFault, tellingFault } from "./source";

const LONGEST_FAULT_PAUSE_MS = 15_000;
/** After a time when nobody looked, what ended meanwhile is no news. */
const AWAY_MS = 20_000;

/** What the list was read to say, told call by call. */
export type ListWatch = {
  /** as-of, measured interval and last failure of the list */
  readonly facts: Readonly<{ asOfMs: number | null; gapMs: number; fault: SourceFault | null; droppedRows: number }>;
  /** A request is under way. */
  isReading(): boolean;
  /** Somebody looks again after a time when nobody did. */
  resume(): void;
  /** Something was read from an upstream that had failed: the list is tried again at its own pace. */
  hurry(): void;
  /** What can be read next, now or later; null while the last request of a round is under way. */
  next(intervalMs: number, nowMs: number): { dueMs: number; start: () => void } | null;
};

/**
 * The list of live calls. Reads are handed to `run`, one request each, so that the budget sees every one of them.
 * @param parts.onRound a round has ended, well or not; all that it says of calls was told before
 */
export function createListWatch(parts: {
  source: Pick<CallSource, "listCalls">;
  exchange: Exchange;
  maxAgeMs: number;
  jitter: () => number;
  run: (read: () => Promise<void>) => void;
  allowedPerMinute: () => number;
  lives: Pick<Lives, "get" | "tell" | "leaving">;
  together: (work: () => void) => void;
  onRound: () => void;
}): ListWatch {
  const { source, exchange, lives } = parts;
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
    const isAway = isResuming && facts.asOfMs !== null && done.beganMs - facts.asOfMs > AWAY_MS;
    isResuming = false;
    if (gapFromMs !== null) facts.gapMs = smooth(facts.gapMs, done.beganMs - gapFromMs);
    gapFromMs = done.beganMs;
    faults = 0;
    retryAfterMs = 0;
    Object.assign(facts, { asOfMs: done.beganMs, fault: null, droppedRows: done.droppedRows });
    const read = { beganMs: done.beganMs, endedMs: done.endedMs };
    parts.together(() => {
      for (const [id, item] of next.listed) {
        // What lies beyond a page was not read with it.
        if (done.rows.has(id)) lives.tell(id, { kind: "named", item, read });
      }
      for (const id of vanishedIds) {
        if (lives.get(id) === undefined) continue;
        const item = done.rows.get(id);
        lives.tell(id, { kind: "unnamed", item: item && isFinal(item.status) ? item : null, read, isAway });
      }
      if (isComplete(done)) for (const { id } of lives.leaving()) lives.tell(id, { kind: "missed" });
    });
    parts.onRound();
  }

  return {
    facts,
    isReading: () => round !== null && round.running > 0,
    resume() {
      isResuming = true;
      // What was begun for earlier viewers is of their time.
      round = null;
      gapFromMs = null;
      facts.gapMs = 0;
    },
    hurry() {
      if (facts.fault !== null) faults = 0;
    },
    next(intervalMs, nowMs) {
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
  };
}
