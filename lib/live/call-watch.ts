import { isDeepStrictEqual } from "node:util";
import type { Call } from "@/lib/calls/call";
import { mergeCall } from "@/lib/calls/merge";
import { type Observation, observe } from "@/lib/calls/observation";
import { isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { ALL_READ, type Unreadable } from "@/lib/calls/unreadable";
import { type SourceFault, tellingFault } from "./source";

/** All that is known of one call, and how reading it has gone. */
export type CallWatch = {
  id: string;
  /** tells this watch from an earlier one of the same call that was let go */
  born: number;
  call: Call | null;
  /** from the list, kept when the list has long forgotten the call */
  contactName: string | null;
  /** the list was asked who is at the other end; that it may not know is an answer, too */
  isContactKnown: boolean;
  omittedMessages: number;
  /** what of the last answer could not be read */
  unreadable: Unreadable;
  observation: Observation | null;
  /** grows with every change that a person could see */
  version: number;
  asOfMs: number | null;
  changedAtMs: number | null;
  /** when the last attempt started */
  triedAtMs: number | null;
  isReading: boolean;
  fault: SourceFault | null;
  /** failures in a row */
  faults: number;
  /** smoothed time between the starts of successful reads, 0 until there were two in a row */
  gapMs: number;
  /** where the next gap is measured from; null after a failure or a time without demand, which say nothing of the pace */
  gapFromMs: number | null;
  /** 0.8 … 1.2, drawn at each failure, keeps failing calls from retrying in step */
  jitter: number;
  /** when we saw it end, or when it says it ended if we never saw it live; null while it runs */
  endedAtMs: number | null;
  /** since when an answer is wanted as soon as the budget allows, whatever the interval says; null: the interval decides */
  urgentSinceMs: number | null;
};

let births = 0;

/** A call nothing is known of yet: it is wanted now. */
export function newWatch(id: string, nowMs: number): CallWatch {
  births += 1;
  return {
    id,
    born: births,
    call: null,
    contactName: null,
    isContactKnown: false,
    omittedMessages: 0,
    unreadable: ALL_READ,
    observation: null,
    version: 0,
    asOfMs: null,
    changedAtMs: null,
    triedAtMs: null,
    isReading: false,
    fault: null,
    faults: 0,
    gapMs: 0,
    gapFromMs: null,
    jitter: 1,
    endedAtMs: null,
    urgentSinceMs: nowMs,
  };
}

const GAP_SMOOTHING = 0.4;
const LONGEST_FAULT_PAUSE_MS = 15_000;
export const NOT_FOUND_PAUSE_MS = 10_000;
/** Summaries come seconds after the end; some never come. */
const SUMMARY_SOON_MS = 60_000;
const SUMMARY_GIVEN_UP_MS = 600_000;
const SUMMARY_LATE_INTERVAL_MS = 10_000;

/** Takes a successful read. `asOfMs` is when it was started: the data is at least as young as that. */
export function takeRead(
  watch: CallWatch,
  read: { call: Call; omittedMessages: number; unreadable: Unreadable },
  asOfMs: number,
  skewMs: number,
): void {
  const merged = mergeCall(watch.call, read.call, asOfMs);
  const observation = observe(watch.observation, merged, asOfMs + skewMs);
  if (watch.gapFromMs !== null) watch.gapMs = smooth(watch.gapMs, asOfMs - watch.gapFromMs);
  watch.gapFromMs = asOfMs;
  watch.endedAtMs = isFinal(merged.status) ? (watch.endedAtMs ?? endOf(watch, merged, asOfMs, skewMs)) : null;
  const isSameBeside =
    read.omittedMessages === watch.omittedMessages && isDeepStrictEqual(read.unreadable, watch.unreadable);
  if (!isSameBeside || !isDeepStrictEqual(merged, watch.call)) {
    watch.version += 1;
    watch.changedAtMs = asOfMs;
    watch.call = merged;
  }
  watch.omittedMessages = read.omittedMessages;
  watch.unreadable = read.unreadable;
  watch.observation = observation;
  watch.asOfMs = asOfMs;
  watch.fault = null;
  watch.faults = 0;
  watch.urgentSinceMs = null;
}

/** Takes what the list says of who is at the other end; null: nothing. A name once known stays. */
export function takeContact(watch: CallWatch, name: string | null): void {
  watch.isContactKnown = true;
  if (name === null || name === watch.contactName) return;
  watch.contactName = name;
  watch.version += 1;
}

/** When we saw it end; a call that we never saw live is taken at its word, turned to our clock. */
function endOf(watch: CallWatch, call: Call, asOfMs: number, skewMs: number): number {
  const toldMs = timeMs(call.endedAt) ?? timeMs(call.updatedAt);
  return watch.call !== null || toldMs === null ? asOfMs : Math.min(toldMs - skewMs, asOfMs);
}

/** Takes a failed read; what was known stays. */
export function takeFault(watch: CallWatch, fault: SourceFault, jitter: number): void {
  watch.fault = tellingFault(watch.fault, fault);
  watch.gapFromMs = null;
  watch.jitter = jitter;
  watch.faults += 1;
  watch.urgentSinceMs = null;
}

export function smooth(previousMs: number, sampleMs: number): number {
  return previousMs === 0 ? sampleMs : previousMs + GAP_SMOOTHING * (sampleMs - previousMs);
}

/**
 * Nothing about this call can change any more, so it is never read again: final with its summary, or final for so
 * long that no summary will come.
 */
export function isSettled(watch: CallWatch, nowMs: number): boolean {
  if (watch.call === null || watch.endedAtMs === null) return false;
  return watch.call.summary !== null || nowMs - watch.endedAtMs > SUMMARY_GIVEN_UP_MS;
}

/**
 * When this call is to be read next (milliseconds since the epoch; now or earlier = due), or null for never.
 *
 * @param wantedMs the shortest interval anybody wants it at
 */
export function nextReadMs(watch: CallWatch, wantedMs: number, nowMs: number): number | null {
  if (watch.isReading) return null;
  if (watch.urgentSinceMs !== null) return watch.urgentSinceMs;
  if (watch.triedAtMs === null) return nowMs;
  if (watch.fault !== null) {
    const pauseMs = watch.fault.kind === "not_found" ? NOT_FOUND_PAUSE_MS : wantedMs * 2 ** Math.min(watch.faults, 10);
    const ownMs = Math.max(wantedMs, Math.min(LONGEST_FAULT_PAUSE_MS, pauseMs) * watch.jitter);
    return watch.triedAtMs + Math.max(ownMs, watch.fault.retryAfterMs ?? 0);
  }
  if (isSettled(watch, nowMs)) return null;
  if (watch.endedAtMs !== null) {
    const isSoon = nowMs - watch.endedAtMs < SUMMARY_SOON_MS;
    return watch.triedAtMs + (isSoon ? wantedMs : Math.max(wantedMs, SUMMARY_LATE_INTERVAL_MS));
  }
  return watch.triedAtMs + wantedMs;
}
