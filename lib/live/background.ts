import type { Call } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import type { Budget } from "./budget";
import type { CallReads } from "./call-reads";
import { contactOf } from "./call-view";
import type { Clock } from "./clock";
import type { Lives } from "./lives";
import { type CallSource, type Exchange, faultOf, type SourceFault } from "./source";
import type { Waiters } from "./waiters";

/** `readAtMs`: when the read began, by our clock. */
type ReadCall = { kind: "call"; call: Call; contactName: string | null; omittedMessages: number; readAtMs: number };
type ReadPage = { kind: "page"; page: CallPage; readAtMs: number };
type Failed = { kind: "fault"; fault: SourceFault };

/**
 * Reads that nobody waits for. They have their turn only while half of the budget's bucket is left, no 429 is being made up
 * for and the call service is well, in slots of their own, in the order in which they were asked for. They want nothing
 * of anything: what was read once is not read again by itself.
 */
export type Background = {
  /** A call as it is now; where it is known, its life hears of it. `id` has passed `isCallId`. @throws the signal's reason */
  readCall(id: string, signal: AbortSignal): Promise<ReadCall | Failed>;
  /** A call as it is now with all its lines, also those that are too many to be held: none of them is after this. @throws the signal's reason */
  readWhole(id: string, signal: AbortSignal): Promise<ReadCall | Failed>;
  /** A page of the list as it is now. @throws the signal's reason */
  readPage(filters: ListFilters, signal: AbortSignal): Promise<ReadPage | Failed>;
  /** about so many requests a minute everything else leaves at present */
  leftPerMinute(): number;
};

/** Under way at the same time. Less than failures in a row that have the call service left alone. */
const MOST_AT_ONCE = 3;
/** While the allowance is below the ceiling it is looked at again after this. */
const REDUCED_PAUSE_MS = 1_000;
/** After failures of the service as a whole nothing is read for so long, twice as long each time; then one at a time. */
const FAULT_PAUSE_MS = 2_000;
const LONGEST_FAULT_PAUSE_MS = 60_000;
/** What says nothing of the service as a whole. */
const OF_ONE_CALL: readonly string[] = ["not_found", "invalid_id", "bad_request", "conflict", "too_large"];

type Queued = { read: () => Promise<"postponed" | SourceFault | null> };

export function createBackground(parts: {
  source: CallSource;
  exchange: Exchange;
  clock: Clock;
  budget: Pick<Budget, "allowedPerMinute" | "reduced">;
  lives: Pick<Lives, "get">;
  tellFrom: CallReads["tellFrom"];
  waiters: Waiters;
  readsPerMinute: () => number;
  run: (read: () => Promise<void>) => void;
  pump: () => void;
}) {
  const { source, exchange, clock, budget, lives, waiters, pump } = parts;
  const queue: Queued[] = [];
  let running = 0;
  let faults = 0;
  let failedAtMs = 0;
  let isStopped = false;

  function begin(): void {
    const one = queue.shift();
    if (one === undefined) return;
    running += 1;
    parts.run(async () => {
      const outcome = await one.read();
      running -= 1;
      // It had its turn, but the token was gone: it waits for the next one.
      if (outcome === "postponed") queue.unshift(one);
      else if (outcome === null) faults = 0;
      else if (!OF_ONE_CALL.includes(outcome.kind)) {
        faults += 1;
        failedAtMs = clock.nowMs() + (outcome.retryAfterMs ?? 0);
      }
    });
  }

  /** @param read one attempt */
  function inTurn<Result extends { kind: string }>(
    read: () => Promise<Result | Failed>,
    signal: AbortSignal,
  ): Promise<Result | Failed> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = queue.indexOf(one);
        if (place !== -1) queue.splice(place, 1);
        reject(signal.reason);
      };
      const one: Queued = {
        async read() {
          const result = await read().catch((error: unknown): Failed => ({ kind: "fault", fault: faultOf(error) }));
          const fault = isFailed(result) ? result.fault : null;
          if (fault?.kind === "request_budget" && !signal.aborted) return "postponed";
          signal.removeEventListener("abort", leave);
          resolve(result);
          return fault;
        },
      };
      if (signal.aborted || isStopped) return reject(signal.reason ?? new DOMException("It stops.", "AbortError"));
      signal.addEventListener("abort", leave, { once: true });
      queue.push(one);
      pump();
    });
  }

  /** A call that is known is read once for everybody, and what was read becomes part of its life. */
  async function readKnown(id: string): Promise<ReadCall | Failed> {
    const isUnderWay = lives.get(id)?.pace.isReading === true;
    const triedAtMs = isUnderWay ? (lives.get(id)?.pace.triedAtMs ?? 0) : clock.nowMs();
    if (isUnderWay) await waiters.next(id);
    else await parts.tellFrom(id);
    const life = lives.get(id);
    if (life?.details && life.details.asOfMs >= triedAtMs) {
      const { call, omittedMessages, asOfMs } = life.details;
      return {
        kind: "call",
        call,
        contactName: life.contact.name ?? contactOf(call),
        omittedMessages,
        readAtMs: asOfMs,
      };
    }
    return { kind: "fault", fault: life?.pace.fault ?? { kind: "request_budget", retryAfterMs: null } };
  }

  async function readUnknown(id: string, isWhole = false): Promise<ReadCall> {
    const name = isWhole ? "whole" : "call";
    const { value, beganMs } = await exchange.read(`${name}:${id}`, 0, () => source.getCall(id, { isWhole }));
    const { call, omittedMessages } = value;
    return { kind: "call", call, contactName: contactOf(call), omittedMessages, readAtMs: beganMs };
  }

  async function page(filters: ListFilters): Promise<ReadPage> {
    const { value, beganMs } = await exchange.read(`background:${JSON.stringify(filters)}`, 0, () =>
      source.listCalls(filters),
    );
    return { kind: "page", page: value, readAtMs: beganMs };
  }

  const reads: Background = {
    readCall: (id, signal) =>
      inTurn<ReadCall>(() => (lives.get(id) === undefined ? readUnknown(id) : readKnown(id)), signal),
    readWhole: (id, signal) => inTurn<ReadCall>(() => readUnknown(id, true), signal),
    readPage: (filters, signal) => inTurn<ReadPage>(() => page(filters), signal),
    leftPerMinute: () => Math.max(1, Math.round(budget.allowedPerMinute() - parts.readsPerMinute())),
  };

  return {
    reads,
    /** What can be begun now or later. */
    next(nowMs: number): { dueMs: number; start: () => void } | null {
      if (queue.length === 0 || running >= (faults === 0 ? MOST_AT_ONCE : 1)) return null;
      const pauseMs = Math.min(LONGEST_FAULT_PAUSE_MS, FAULT_PAUSE_MS * 2 ** Math.min(faults - 1, 10));
      const wellMs = faults === 0 ? nowMs : failedAtMs + pauseMs;
      const dueMs = budget.reduced() ? Math.max(wellMs, nowMs + REDUCED_PAUSE_MS) : wellMs;
      return { dueMs: Math.max(nowMs, dueMs), start: begin };
    },
    stop(): void {
      isStopped = true;
      queue.length = 0;
    },
  };
}

const isFailed = (result: { kind: string }): result is Failed => result.kind === "fault";
