import type { Call, CallListItem } from "@/lib/calls/call";
import { isAfter, type Reading } from "@/lib/calls/merge";
import { isFinal } from "@/lib/calls/status";
import { type Details, saysEnded } from "./details";

/** What the list says of a call. It stays when the call has left the board: that the list names it no more is known, too. */
export type Listing = Readonly<{
  /** its row as the list said it last, and when that was read */
  item: CallListItem;
  read: Reading;
  listedSinceMs: number;
  /** when the list stopped naming it as live; null while it does */
  leftListAtMs: number | null;
  /** complete sweeps in a row that did not name it */
  missedSweeps: number;
  /** when we learned that it has ended: from its details, from its row, or from two complete sweeps without it */
  endedAtMs: number | null;
  /** on the board: on the list, or gone from it and not yet released */
  isOnBoard: boolean;
}>;

/** So many complete sweeps without a call: it has ended, whatever its details say. */
const SWEEPS_UNTIL_ENDED = 2;
const LINGER_MS = 20_000;
/** A call that left the list and cannot be read any more is let go after this. */
const VANISHED_GIVE_UP_MS = 60_000;

/** The list names it as live. An end that only the list had told of is taken back. */
export function named(before: Listing | null, details: Details | null, item: CallListItem, read: Reading): Listing {
  const known = before?.isOnBoard ? before : null;
  return {
    item,
    read,
    listedSinceMs: known?.listedSinceMs ?? read.beganMs,
    leftListAtMs: null,
    missedSweeps: 0,
    endedAtMs: known !== null && saysEnded(details, read) ? known.endedAtMs : null,
    isOnBoard: true,
  };
}

/** A round does not name it as live any more. @param item its row, where that tells how it ended */
export function unnamed(before: Listing, item: CallListItem | null, read: Reading, nowMs: number): Listing {
  const leftListAtMs = before.leftListAtMs ?? read.beganMs;
  if (item === null) return { ...before, leftListAtMs };
  return { ...before, item, read, leftListAtMs, endedAtMs: before.endedAtMs ?? nowMs };
}

/** A complete sweep has not named it. */
export function missed(before: Listing, nowMs: number): Listing {
  if (before.leftListAtMs === null) return before;
  const missedSweeps = before.missedSweeps + 1;
  const endedAtMs = before.endedAtMs ?? (missedSweeps >= SWEEPS_UNTIL_ENDED ? nowMs : null);
  return { ...before, missedSweeps, endedAtMs };
}

/** Its details were read. Alone they bring no call back that the list does not name. */
export function confirmed(before: Listing, hasEnded: boolean, nowMs: number): Listing {
  if (hasEnded) return before.endedAtMs === null ? { ...before, endedAtMs: nowMs } : before;
  return before.leftListAtMs === null && before.endedAtMs !== null ? { ...before, endedAtMs: null } : before;
}

/** The upstream knows no such call. While the list still names it, it stays: replicas disagree for a moment. */
export function denied(before: Listing): Listing {
  return before.leftListAtMs === null ? before : offBoard(before);
}

export function offBoard(before: Listing): Listing {
  return before.isOnBoard ? { ...before, isOnBoard: false } : before;
}

/**
 * When it leaves the board, milliseconds since the epoch; null: not as things stand. A list that lags behind the details
 * must not bring an ended call back: it goes when both agree.
 */
export function leavesAtMs(listing: Listing, isFailing: boolean): number | null {
  const { isOnBoard, leftListAtMs, endedAtMs } = listing;
  if (!isOnBoard || leftListAtMs === null) return null;
  const overMs = endedAtMs === null ? Number.POSITIVE_INFINITY : endedAtMs + LINGER_MS;
  const lostMs = isFailing ? leftListAtMs + VANISHED_GIVE_UP_MS : Number.POSITIVE_INFINITY;
  const earliestMs = Math.min(overMs, lostMs);
  return Number.isFinite(earliestMs) ? earliestMs : null;
}

/** Details and list are read at different moments: whichever read began after the other had ended knows the status. */
export function knownStatus(details: Details | null, listing: Listing | null): string | null {
  if (listing === null || details === null) return (details?.call ?? listing?.item)?.status ?? null;
  const { item, read, endedAtMs } = listing;
  const { status } = details.call;
  // The list has told how it ended and names it no more: details that go on saying otherwise do not take that back.
  if (endedAtMs !== null && isFinal(item.status) && !isFinal(status)) return item.status;
  return !isAfter(read, details.knowledge) || saysEnded(details, read) ? status : item.status;
}

/** A call of which only its row in the list is known. */
export function listedOnly(item: CallListItem): Call {
  return {
    id: item.id,
    status: item.status,
    direction: item.direction,
    phoneNumber: item.phoneNumber,
    duration: item.duration,
    startedAt: null,
    endedAt: null,
    failureReason: null,
    agent: item.agent,
    summary: null,
    transcript: null,
    metadata: {},
    roomId: null,
    jobId: null,
    sipParticipantId: null,
    liveRoomStatus: null,
    createdAt: item.createdAt,
    updatedAt: null,
  };
}
