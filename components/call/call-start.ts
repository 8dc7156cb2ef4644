import type { Call } from "@/lib/calls/call";
import { timeMs } from "@/lib/calls/time";
import type { TranscriptRow } from "@/lib/calls/transcript";

/**
 * From when offsets count, epoch milliseconds: the call's start, else its creation; the first line when that is earlier
 * (clock skew) or nothing else is known. Null when no time is known at all.
 */
export function callStartMs(
  call: Pick<Call, "startedAt" | "createdAt">,
  rows: readonly TranscriptRow[],
): number | null {
  const toldMs = timeMs(call.startedAt) ?? timeMs(call.createdAt);
  const firstLineMs = rows.find((row) => row.atMs !== null)?.atMs ?? null;
  if (toldMs === null || firstLineMs === null) return toldMs ?? firstLineMs;
  return Math.min(toldMs, firstLineMs);
}
