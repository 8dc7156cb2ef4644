"use client";

import { ClockText } from "@/components/ui/clock";
import { isLive } from "@/lib/calls/status";
import { formatDuration } from "@/lib/format/duration";
import { type Timed, timerMs } from "./timer-ms";

/** A call's timer. A finished one stands still. */
export function CallTimer({ call, className }: { call: Timed; className?: string }) {
  const waiting = isLive(call.status) && call.startedAt === null;
  return (
    <ClockText
      className={className}
      title={waiting ? "How long it has waited for an answer" : "Length of the call"}
      compute={(nowMs) => formatDuration(timerMs(call, nowMs))}
    />
  );
}
