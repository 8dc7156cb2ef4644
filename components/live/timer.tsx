"use client";

import { ClockText } from "@/components/ui/clock";
import type { BoardCall } from "@/lib/calls/board";
import { elapsedMs } from "@/lib/calls/metrics";
import { isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { formatDuration } from "@/lib/format/duration";

type Timed = Pick<BoardCall, "status" | "startedAt" | "endedAt" | "createdAt" | "duration">;

/** How long a call has been talked on; before anybody answered, how long it has waited. */
function timerText(call: Timed, nowMs: number): string {
  const talkMs = elapsedMs(call, nowMs);
  if (talkMs !== null || !isLive(call.status)) return formatDuration(talkMs);
  const createdMs = timeMs(call.createdAt);
  return formatDuration(createdMs === null ? null : Math.max(0, nowMs - createdMs));
}

/** A call's timer. A finished one stands still. */
export function CallTimer({ call, className }: { call: Timed; className?: string }) {
  const waiting = isLive(call.status) && call.startedAt === null;
  return (
    <ClockText
      className={className}
      title={waiting ? "Since the call was made" : "Length of the call"}
      compute={(nowMs) => timerText(call, nowMs)}
    />
  );
}
