import type { AgentPage } from "@/lib/calls/agent";
import type { Call } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import { FAULT_KINDS, type FaultKind } from "@/lib/calls/fault-kinds";
import type { Reading } from "@/lib/calls/merge";
import type { Unreadable } from "@/lib/calls/unreadable";

/** What the scheduler asks of the call API; `lib/call-api` satisfies it, tests fake it. */
export type CallSource = {
  /** One attempt; throws a `SourceFault`-shaped error. `isWhole`: with lines that are too many to be held for long. */
  getCall(
    id: string,
    options?: { isWhole?: boolean },
  ): Promise<{ call: Call; omittedMessages: number; unreadable: Unreadable }>;
  /** `isLone`: nobody will ask again by itself, so a passing failure may be tried again. */
  listCalls(filters: ListFilters, options?: { isLone?: boolean }): Promise<CallPage>;
  /** One page of the agents, a hundred at most; asked for rarely, so a passing failure may be tried again. */
  listAgents(page: { limit: number; offset: number }): Promise<AgentPage>;
  /** Hangs the call up. Never repeated by anybody. */
  cancelCall(id: string): Promise<{ id: string; status: string }>;
};

export type SourceFault = { kind: FaultKind; retryAfterMs: number | null };

/** Reads what went wrong from whatever was thrown; something unexpected counts as an unreachable call service. */
export function faultOf(error: unknown): SourceFault {
  const kind = typeof error === "object" && error !== null && "kind" in error ? error.kind : null;
  const retryAfterMs =
    typeof error === "object" && error !== null && "retryAfterMs" in error && typeof error.retryAfterMs === "number"
      ? error.retryAfterMs
      : null;
  const known = FAULT_KINDS.find((candidate) => candidate === kind);
  return { kind: known ?? "unreachable", retryAfterMs };
}

/**
 * Where a read can be shared between instances: an exchange with a common store answers from it when another instance
 * has read the same key within `maxAgeMs` (0: never), and makes sure that only one of them reads. Alone, it just reads.
 *
 * It tells when the read behind the value began and ended, milliseconds since the epoch with fractions: of two reads that
 * followed each other the first ends before the second begins, also within one millisecond (lib/calls/merge.ts).
 */
export type Exchange = {
  read<T>(key: string, maxAgeMs: number, read: () => Promise<T>): Promise<{ value: T } & Reading>;
};

export function aloneExchange(nowMs: () => number): Exchange {
  let lastMs = Number.NEGATIVE_INFINITY;
  // The clock, and a little more each time it is asked within one of its ticks.
  const tickMs = () => {
    lastMs = Math.max(nowMs(), lastMs + SMALLEST_STEP_MS);
    return lastMs;
  };
  return {
    async read(_key, _maxAgeMs, read) {
      const beganMs = tickMs();
      const value = await read();
      return { value, beganMs, endedMs: tickMs() };
    },
  };
}

const SMALLEST_STEP_MS = 1 / 1024;

/** That we pause is our own doing: while we do, what made us pause is what a person needs to know. */
export function tellingFault(before: SourceFault | null, now: SourceFault): SourceFault {
  return now.kind === "paused" && before !== null ? before : now;
}
