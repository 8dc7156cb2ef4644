import { isDeepStrictEqual } from "node:util";
import { readAfterEndMs } from "@/lib/calls/after-end";
import type { Call } from "@/lib/calls/call";
import { type CallKnowledge, type CallRead, joinRead, type Reading } from "@/lib/calls/merge";
import { type Observation, observe } from "@/lib/calls/observation";
import { isFinal } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { Unreadable } from "@/lib/calls/unreadable";

/** What the reads of one call's details say. */
export type Details = Readonly<{
  /** what its reads say together */
  knowledge: CallKnowledge;
  /** what to show: the same object as long as nothing in it changes */
  call: Call;
  omittedMessages: number;
  /** what of the last answer could not be read */
  unreadable: Unreadable;
  observation: Observation;
  /** when the newest read began: the data is at least as young as that */
  asOfMs: number;
  /** what the call service's clock was ahead of ours then */
  skewMs: number;
  changedAtMs: number;
  /** the last read said something else than the one before; of the very first nobody can tell */
  broughtNews: boolean;
  /** when it ended, by our clock, as far as we can tell; null while it runs */
  endedAtMs: number | null;
}>;

/** A list that lags behind the details names an ended call for a while; for longer than this it is right. */
const LIST_LAG_MS = 15_000;

/** The details after one more read. @throws Error when it is another call's */
export function detailsAfter(before: Details | null, read: CallRead, skewMs: number): Details {
  const knowledge = joinRead(before?.knowledge ?? null, read);
  const { call, omittedMessages, unreadable, beganMs } = knowledge;
  const observed = observe(before?.observation ?? null, call, beganMs + skewMs);
  const isSame =
    before !== null &&
    omittedMessages === before.omittedMessages &&
    isDeepStrictEqual(unreadable, before.unreadable) &&
    isDeepStrictEqual(call, before.call);
  return {
    knowledge,
    call: isSame ? before.call : call,
    omittedMessages,
    unreadable,
    observation: before !== null && isDeepStrictEqual(observed, before.observation) ? before.observation : observed,
    asOfMs: beganMs,
    skewMs,
    changedAtMs: isSame ? before.changedAtMs : beganMs,
    broughtNews: !isSame && before !== null,
    endedAtMs: isFinal(call.status) ? (before?.endedAtMs ?? endOf(before, call, beganMs, skewMs)) : null,
  };
}

/** When it ended: at its word, turned to our clock, but after we last saw it running and not in the future. */
function endOf(before: Details | null, call: Call, asOfMs: number, skewMs: number): number {
  const toldMs = timeMs(call.endedAt) ?? (before === null ? timeMs(call.updatedAt) : null);
  if (toldMs === null) return asOfMs;
  return Math.min(Math.max(toldMs - skewMs, before?.asOfMs ?? Number.NEGATIVE_INFINITY), asOfMs);
}

/** The details say that the call has ended, and this row of the list, which names it as live, does not refute them. */
export function saysEnded(details: Details | null, row: Reading): boolean {
  if (details === null || details.endedAtMs === null) return false;
  return row.beganMs - details.knowledge.endedMs <= LIST_LAG_MS;
}

/**
 * When an ended call is to be read next, or null when it is settled (lib/calls/after-end.ts). A row of the list that names it
 * as live reopens it (call-life.ts). Null also while it runs.
 */
export function afterEndMs({ call, endedAtMs, asOfMs, broughtNews }: Details): number | null {
  if (endedAtMs === null) return null;
  return readAfterEndMs({ endedAtMs, readAtMs: asOfMs, hasSummary: call.summary !== null, broughtNews });
}

/** Nothing about this call is expected to change any more, so it is not read again. */
export function isSettled(details: Details | null): boolean {
  return details !== null && details.endedAtMs !== null && afterEndMs(details) === null;
}

/** How far apart an ended call's reads are at present, in milliseconds; null while it runs and once it is settled. */
export function afterEndIntervalMs(details: Details | null): number | null {
  const nextMs = details === null ? null : afterEndMs(details);
  return details === null || nextMs === null ? null : nextMs - details.asOfMs;
}
