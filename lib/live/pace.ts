import { afterEndMs, type Details } from "./details";
import { type SourceFault, tellingFault } from "./source";

/** How reading a call's details goes. */
export type Pace = Readonly<{
  /** when the last attempt started */
  triedAtMs: number | null;
  /** the same of the attempt before, for one that turns out not to have been made */
  triedBeforeMs: number | null;
  isReading: boolean;
  /** what the last attempt failed with; null when it succeeded */
  fault: SourceFault | null;
  /** failures in a row */
  faults: number;
  /** smoothed time between the starts of successful reads of a running call, 0 until there were two in a row */
  gapMs: number;
  /** where the next gap is measured from; null after a failure or a time without demand, which say nothing of the pace */
  gapFromMs: number | null;
  /** 0.8 … 1.2, drawn at each failure, keeps failing calls from retrying in step */
  jitter: number;
  /** since when an answer is wanted as soon as the budget allows, whatever the interval says; null: the interval decides */
  urgentSinceMs: number | null;
}>;

/** Of a call nothing is known of yet: it is wanted now. */
export const newPace = (nowMs: number): Pace => ({
  triedAtMs: null,
  triedBeforeMs: null,
  isReading: false,
  fault: null,
  faults: 0,
  gapMs: 0,
  gapFromMs: null,
  jitter: 1,
  urgentSinceMs: nowMs,
});

const GAP_SMOOTHING = 0.4;
const LONGEST_FAULT_PAUSE_MS = 15_000;
export const NOT_FOUND_PAUSE_MS = 10_000;

export function smooth(previousMs: number, sampleMs: number): number {
  return previousMs === 0 ? sampleMs : previousMs + GAP_SMOOTHING * (sampleMs - previousMs);
}

export function hurried(pace: Pace, atMs: number): Pace {
  return pace.urgentSinceMs === null ? { ...pace, urgentSinceMs: atMs } : pace;
}

/** The time without viewers says nothing of the pace. */
export function resumed(pace: Pace): Pace {
  return pace.gapMs === 0 && pace.gapFromMs === null ? pace : { ...pace, gapMs: 0, gapFromMs: null };
}

export function begun(pace: Pace, atMs: number): Pace {
  return { ...pace, isReading: true, triedAtMs: atMs, triedBeforeMs: pace.triedAtMs };
}

/** The token was gone: the attempt was none. */
export function postponed(pace: Pace): Pace {
  return { ...pace, isReading: false, triedAtMs: pace.triedBeforeMs };
}

/** After an answer. */
export function answered(pace: Pace, { asOfMs, endedAtMs }: Details): Pace {
  const isRunning = endedAtMs === null;
  const isMeasured = isRunning && pace.gapFromMs !== null;
  return {
    ...pace,
    isReading: false,
    gapMs: isMeasured ? smooth(pace.gapMs, asOfMs - (pace.gapFromMs ?? asOfMs)) : pace.gapMs,
    gapFromMs: isRunning ? asOfMs : null,
    fault: null,
    faults: 0,
    urgentSinceMs: null,
  };
}

/** After a failure. @param jitter 0.8 … 1.2 */
export function failed(pace: Pace, fault: SourceFault, jitter: number): Pace {
  return {
    ...pace,
    isReading: false,
    fault: tellingFault(pace.fault, fault),
    faults: pace.faults + 1,
    gapFromMs: null,
    jitter,
    urgentSinceMs: null,
  };
}

/**
 * When a call is to be read next (milliseconds since the epoch; now or earlier = due), or null for never.
 *
 * @param wantedMs the shortest interval anybody wants it at
 */
export function nextReadMs(
  { pace, details }: { pace: Pace; details: Details | null },
  wantedMs: number,
  nowMs: number,
): number | null {
  if (pace.isReading) return null;
  if (pace.urgentSinceMs !== null) return pace.urgentSinceMs;
  if (pace.triedAtMs === null) return nowMs;
  const hasEnded = details !== null && details.endedAtMs !== null;
  const afterEndDueMs = details === null ? null : afterEndMs(details);
  if (hasEnded && afterEndDueMs === null) return null;
  if (pace.fault !== null) {
    const pauseMs = pace.fault.kind === "not_found" ? NOT_FOUND_PAUSE_MS : wantedMs * 2 ** Math.min(pace.faults, 10);
    const ownMs = Math.max(wantedMs, Math.min(LONGEST_FAULT_PAUSE_MS, pauseMs) * pace.jitter);
    return pace.triedAtMs + Math.max(ownMs, pace.fault.retryAfterMs ?? 0);
  }
  return afterEndDueMs ?? pace.triedAtMs + wantedMs;
}
