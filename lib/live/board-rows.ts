import type { BoardCall } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import { lastLines } from "@/lib/calls/last-lines";
import { agentResponsesMs } from "@/lib/calls/metrics";
import { isSpoken } from "@/lib/calls/speech";
import { timeMs } from "@/lib/calls/time";
import { rowsOf, type TranscriptRow } from "@/lib/calls/transcript";
import { type BoardMember, boardCall, phaseOf } from "./board-row";
import { attentionNow, type CallView } from "./call-view";
import type { Details } from "./details";
import { lagMs, type Oldest } from "./freshness";

/** A row of the board, and what it was made from: the same object as long as nothing in it changes. */
export type Row = {
  life: BoardMember;
  standsAt: string | null;
  row: BoardCall;
  /** the newest spoken lines, uncut */
  recent: TranscriptRow[];
  metadata: Call["metadata"];
  responsesMs: number[];
  whole: WholeOnBoard;
  /** when the call was made; infinity where nobody says */
  createdMs: number;
};

/** A call of the board with all that was read of it: the same object as long as its row is. */
export type WholeOnBoard = Pick<CallView, "call" | "contactName" | "campaignId" | "roster" | "omittedMessages"> & {
  /** false: the list alone tells of it, so nobody knows what was said */
  isRead: boolean;
};

/**
 * Of the details of running calls, those that were read longest ago (a call that was never read counts from when it was
 * listed), and whether so many have parts which could not be read that it is no single call's oddity.
 */
export type DetailsAge = { oldest: Oldest | null; isUnreadable: boolean };

/** A card number that is dictated is over these many lines at most. */
const RECENT_LINES = 8;
const UNREADABLE_SHARE = 1 / 20;

export type BoardRows = {
  /** A row for each; whoever is not among them is forgotten. @param skewMs what the call service's clock is ahead of ours */
  of(members: readonly BoardMember[], nowMs: number, skewMs: number): Row[];
  /** when the first of the rows made last begins to stand still, if nothing is read; infinity: none does */
  standStillMs(): number;
};

/** @param intervalMs how often details are wanted */
export function createBoardRows(intervalMs: number): BoardRows {
  const rows = new Map<string, Row>();
  /** Details that are older than this are told apart, and what is derived from them stands still. */
  const youngMs = lagMs(intervalMs);
  let standStillMs = Number.POSITIVE_INFINITY;

  function standsAtOf(details: Details | null, nowMs: number, skewMs: number): string | null {
    if (details === null) return null;
    const untilMs = details.asOfMs + youngMs;
    if (nowMs <= untilMs) {
      standStillMs = Math.min(standStillMs, untilMs + 1);
      return null;
    }
    // By the call service's clock, as the times beside it; to a second, because the skew trembles.
    return new Date(Math.round((details.asOfMs + skewMs) / 1000) * 1000).toISOString();
  }

  function rowOf(member: BoardMember, nowMs: number, skewMs: number): Row {
    const { id, known: call, details, verdict } = member;
    const phase = phaseOf(member);
    const standsAt = phase === "running" ? standsAtOf(details, nowMs, skewMs) : null;
    const held = rows.get(id);
    if (held?.standsAt === standsAt && isSame(held.life, member)) {
      held.life = member;
      return held;
    }
    const attention = attentionNow(verdict.reasons, nowMs + skewMs);
    const responsesMs = agentResponsesMs(call.transcript);
    const spoken = rowsOf(call.transcript).filter(isSpoken);
    const recent = spoken.slice(-RECENT_LINES);
    const facts = { phase, standsAt, lastMessages: lastLines(recent), messageCount: spoken.length, attention };
    const row = boardCall(member, facts, responsesMs);
    const createdMs = timeMs(call.createdAt) ?? Number.POSITIVE_INFINITY;
    const whole = wholeOf(member, row);
    const made = { life: member, standsAt, row, recent, metadata: call.metadata, responsesMs, whole, createdMs };
    rows.set(id, made);
    return made;
  }

  return {
    of(members, nowMs, skewMs) {
      standStillMs = Number.POSITIVE_INFINITY;
      if (rows.size > 0) {
        const ids = new Set(members.map(({ id }) => id));
        for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
      }
      return members.map((member) => rowOf(member, nowMs, skewMs));
    },
    standStillMs: () => standStillMs,
  };
}

function wholeOf({ known: call, details }: BoardMember, row: BoardCall): WholeOnBoard {
  const { phoneNumber, contactName, campaignId } = row;
  return {
    // The number may be known from the list alone; in what was said it is to be masked all the same.
    call: phoneNumber === call.phoneNumber ? call : { ...call, phoneNumber },
    contactName,
    campaignId,
    roster: details?.observation.roster ?? [],
    omittedMessages: details?.omittedMessages ?? 0,
    isRead: details !== null,
  };
}

function isSame(a: BoardMember, b: BoardMember): boolean {
  return a === b || (a.born === b.born && a.version === b.version);
}

export function detailsAgeOf(rows: readonly Row[]): DetailsAge {
  let oldest: Oldest | null = null;
  let running = 0;
  let unreadable = 0;
  for (const { life, row } of rows) {
    if (row.phase !== "running" && row.phase !== "starting") continue;
    running += 1;
    if (row.unreadable > 0) unreadable += 1;
    const asOfMs = life.details?.asOfMs ?? life.listing.listedSinceMs;
    if (oldest === null || asOfMs < oldest.asOfMs) oldest = { asOfMs, fault: life.pace.fault };
  }
  return { oldest, isUnreadable: running > 0 && unreadable >= running * UNREADABLE_SHARE && unreadable > 0 };
}
