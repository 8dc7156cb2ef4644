import type { Attention } from "./board";
import type { Call } from "./call";
import { isLive } from "./status";
import { timeMs } from "./time";

/**
 * How long the call has been talked on, in milliseconds: now − `startedAt` while live, `duration` once it has ended. Null when it never
 * started or nobody says. A completed call without `duration` is measured by its own start and end.
 */
export function elapsedMs(
  call: Pick<Call, "status" | "startedAt" | "endedAt" | "duration">,
  nowMs: number,
): number | null {
  const startedMs = timeMs(call.startedAt);
  if (isLive(call.status)) return startedMs === null ? null : Math.max(0, nowMs - startedMs);
  if (call.duration !== null) return Math.max(0, call.duration * 1000);
  const endedMs = timeMs(call.endedAt);
  if (call.status !== "completed" || startedMs === null || endedMs === null) return null;
  return Math.max(0, endedMs - startedMs);
}

/** A planned call is created long before it rings: from a creation further away than this nothing can be counted. */
export const CREATED_TO_RING_MS = 120_000;

/**
 * Since when a call that is being set up has waited for an answer, epoch milliseconds: since it was seen to ring too long, where the
 * server tells so (`attention`), else since its creation. Null when nobody knows, and for a call that is not being set up.
 */
export function waitingSinceMs(
  call: Pick<Call, "createdAt" | "startedAt" | "status">,
  nowMs: number,
  attention: readonly Pick<Attention, "reason" | "since">[] = [],
): number | null {
  if (!isLive(call.status) || call.status === "active" || call.startedAt !== null) return null;
  const seenMs = timeMs(attention.find(({ reason }) => reason === "ringing_long")?.since ?? null);
  const createdMs = timeMs(call.createdAt);
  if (seenMs !== null || createdMs === null) return seenMs;
  return nowMs - createdMs > CREATED_TO_RING_MS ? null : createdMs;
}

/** From the call's creation to its start, in milliseconds; null until both are known, and for a call planned beforehand. */
export function ringTimeMs(call: Pick<Call, "createdAt" | "startedAt">): number | null {
  const createdMs = timeMs(call.createdAt);
  const startedMs = timeMs(call.startedAt);
  if (createdMs === null || startedMs === null || startedMs - createdMs > CREATED_TO_RING_MS) return null;
  return Math.max(0, startedMs - createdMs);
}
