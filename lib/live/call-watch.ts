import { isDeepStrictEqual } from "node:util";
import type { Call } from "@/lib/calls/call";
import { type CallKnowledge, type CallRead, joinRead } from "@/lib/calls/merge";
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
  /** what its reads say together; null before the first */
  knowledge: CallKnowledge | null;
  /** what to show: the same object as long as nothing in it changes */
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
  /** when the newest read began: the data is at least as young as that */
  asOfMs: number | null;
  changedAtMs: number | null;
  /** the last read said something else than the one before; of the very first nobody can tell */
  broughtNews: boolean;
  /** when the last attempt started */
  triedAtMs: number | null;
  isReading: boolean;
  fault: SourceFault | null;
  /** failures in a row */
  faults: number;
  /** smoothed time between the starts of successful reads of a running call, 0 until there were two in a row */
  gapMs: number;
  /** where the next gap is measured from; null after a failure or a time without demand, which say nothing of the pace */
  gapFromMs: number | null;
  /** 0.8 … 1.2, drawn at each failure, keeps failing calls from retrying in step */
  jitter: number;
  /** when it ended, by our clock, as far as we can tell; null while it runs */
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
    knowledge: null,
    call: null,
    contactName: null,
    isContactKnown: false,
    omittedMessages: 0,
    unreadable: ALL_READ,
    observation: null,
    version: 0,
    asOfMs: null,
    changedAtMs: null,
    broughtNews: false,
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
/**
 * The end is a phase: lines, the summary and even the status may still change. After the end a call is read at these
 * times (milliseconds), as long as somebody wants it; the first three always, the others only while something is missing.
 */
const AFTER_END_MS = [5_000, 15_000, 60_000, 600_000, 3_600_000];
const COMPLETE_AFTER_MS = 60_000;

/** Takes a successful read. */
export function takeRead(watch: CallWatch, read: CallRead, skewMs: number): void {
  const before = watch.call;
  const knowledge = joinRead(watch.knowledge, read);
  const { call, omittedMessages, unreadable, beganMs } = knowledge;
  const observation = observe(watch.observation, call, beganMs + skewMs);
  const hasEnded = isFinal(call.status);
  if (watch.gapFromMs !== null && !hasEnded) watch.gapMs = smooth(watch.gapMs, beganMs - watch.gapFromMs);
  watch.gapFromMs = hasEnded ? null : beganMs;
  if (!hasEnded) watch.endedAtMs = null;
  else watch.endedAtMs ??= endOf(watch, call, beganMs, skewMs);
  const isSameBeside = omittedMessages === watch.omittedMessages && isDeepStrictEqual(unreadable, watch.unreadable);
  const hasChanged = !isSameBeside || !isDeepStrictEqual(call, before);
  watch.broughtNews = hasChanged && before !== null;
  if (hasChanged) {
    watch.version += 1;
    watch.changedAtMs = beganMs;
    watch.call = call;
  }
  watch.knowledge = knowledge;
  watch.omittedMessages = omittedMessages;
  watch.unreadable = unreadable;
  watch.observation = observation;
  watch.asOfMs = beganMs;
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

/** When it ended: at its word, turned to our clock, but after we last saw it running and not in the future. */
function endOf(watch: CallWatch, call: Call, asOfMs: number, skewMs: number): number {
  const toldMs = timeMs(call.endedAt) ?? (watch.call === null ? timeMs(call.updatedAt) : null);
  if (toldMs === null) return asOfMs;
  return Math.min(Math.max(toldMs - skewMs, watch.asOfMs ?? Number.NEGATIVE_INFINITY), asOfMs);
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
 * When an ended call is to be read next, or null when it is settled: nothing more is expected of it. Settled is what had
 * its summary and nothing new a minute after the end, and everything an hour after. A row of the list that names it as
 * live reopens it (live.ts).
 */
function afterEndMs({ call, endedAtMs, asOfMs, broughtNews }: CallWatch): number | null {
  if (call === null || endedAtMs === null || asOfMs === null) return null;
  const readMs = asOfMs - endedAtMs;
  if (readMs >= COMPLETE_AFTER_MS && call.summary !== null && !broughtNews) return null;
  const next = AFTER_END_MS.find((ms) => ms > readMs);
  return next === undefined ? null : endedAtMs + next;
}

/** Nothing about this call is expected to change any more, so it is not read again. */
export function isSettled(watch: CallWatch): boolean {
  return watch.call !== null && watch.endedAtMs !== null && afterEndMs(watch) === null;
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
  const afterEndDueMs = watch.endedAtMs === null ? null : afterEndMs(watch);
  if (watch.endedAtMs !== null && afterEndDueMs === null) return null;
  if (watch.fault !== null) {
    const pauseMs = watch.fault.kind === "not_found" ? NOT_FOUND_PAUSE_MS : wantedMs * 2 ** Math.min(watch.faults, 10);
    const ownMs = Math.max(wantedMs, Math.min(LONGEST_FAULT_PAUSE_MS, pauseMs) * watch.jitter);
    return watch.triedAtMs + Math.max(ownMs, watch.fault.retryAfterMs ?? 0);
  }
  return afterEndDueMs ?? watch.triedAtMs + wantedMs;
}

/** How far apart an ended call's reads are at present, in milliseconds; null while it runs and once it is settled. */
export function afterEndIntervalMs(watch: CallWatch): number | null {
  const nextMs = afterEndMs(watch);
  return nextMs === null || watch.asOfMs === null ? null : nextMs - watch.asOfMs;
}
