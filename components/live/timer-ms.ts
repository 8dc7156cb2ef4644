import type { BoardCall } from "@/lib/calls/board";
import { elapsedMs, waitingSinceMs } from "@/lib/calls/elapsed";

export type Timed = Pick<BoardCall, "status" | "startedAt" | "endedAt" | "createdAt" | "duration" | "attention">;

/** Milliseconds a call has been talked on, or before anybody answered how long it has waited; null when nobody knows. */
export function timerMs(call: Timed, nowMs: number): number | null {
  const sinceMs = waitingSinceMs(call, nowMs, call.attention);
  return sinceMs === null ? elapsedMs(call, nowMs) : Math.max(0, nowMs - sinceMs);
}
