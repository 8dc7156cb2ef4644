import type { Attention, AttentionReason, BoardCall, BoardTotals, RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";
import type { LineChanges } from "@/lib/calls/line-changes";
import type { TranscriptRow } from "@/lib/calls/transcript";
import type { Unreadable } from "@/lib/calls/unreadable";
import type { BoardBudget, BoardState } from "./board";
import type { OpenReason } from "./call-life";
import type { Stage } from "./call-steps";

/** What is known of a call at one version. Nothing in it is ever changed in place. */
export type CallState = Readonly<{
  callId: string;
  /** grows with every change of this call that a person could see; begins anew when the call had been forgotten */
  version: number;
  /** when its details were read (the beginning of that read, our clock); null: only the list has told of it */
  asOfMs: number | null;
  stage: Stage;
  /** as the newest of details and list have it, its status too */
  call: Call;
  contactName: string | null;
  omittedMessages: number;
  unreadable: Unreadable;
  roster: readonly RosterEntry[];
  reasons: readonly OpenReason[];
}>;

/** What every event has. `sequence` grows with every event of this process; `atMs` is when it was told, by our clock. */
type Told = { sequence: number; atMs: number };
/** The call after it, and what was known before; null: nothing. */
type OfCall = Told & { callId: string; state: CallState; before: { stage: Stage; status: string } | null };
type OfReason = OfCall & {
  reason: AttentionReason;
  sentence: string;
  /** when the reason was true first, by our clock */
  openedAtMs: number;
  /** the line it rests on, if it rests on one that is still there */
  line: TranscriptRow | null;
};
type Severity = Attention["severity"];

/**
 * Events of one call. The first one told of a call has the whole of it in `state`, whichever it is; from then on
 * `call.changed` says what differs, and the others mark what it means.
 */
export type CallEvent =
  /** something live is known of it for the first time */
  | (OfCall & { type: "call.started" })
  /** `fields` of the call that have another value; lines apart */
  | (OfCall & { type: "call.changed"; fields: readonly string[]; lines: LineChanges })
  /** `endedAtMs`, our clock: at its word where it says; `before` null: it had ended before anything was known of it */
  | (OfCall & { type: "call.ended"; endedAtMs: number })
  /** nothing more is expected of it */
  | (OfCall & { type: "call.settled" })
  /** it lives although it had ended */
  | (OfCall & { type: "call.revived" })
  /** `since`: when the condition began; null when it has no age */
  | (OfReason & { type: "attention.opened"; severity: Severity; since: string | null })
  | (OfReason & {
      type: "attention.changed";
      severity: { before: Severity; after: Severity };
      since: { before: string | null; after: string | null };
    })
  /** `why`: it is so no more, or the call needs nobody any more (it ended, or the list names it no more) */
  | (OfReason & {
      type: "attention.cleared";
      severity: Severity;
      since: string | null;
      clearedAtMs: number;
      why: "passed" | "ended" | "unlisted";
    });

/** The board has another version. Whoever has the version before makes the new one of it: rows by id. */
export type BoardEvent = Told & {
  type: "board.changed";
  version: { before: number | null; after: number };
  /** when the list was read */
  asOfMs: number | null;
  /** rows that are new or different. Ages in sentences run on without an event: they are worked out from `since` */
  put: readonly BoardCall[];
  /** ids of calls that left the board */
  left: readonly string[];
  /** ids in the board's order, where that is another one than before without those who left; null: as before */
  order: readonly string[] | null;
  totals: BoardTotals;
  droppedRows: number;
  budget: BoardBudget;
};

export type LiveEvent = CallEvent | BoardEvent;

/** `calls`: every call's events. `board`: `board.changed`. `call:<id>`: one call's events. */
export type Topic = "calls" | "board" | `call:${string}`;

/**
 * `none`: costs the call API nothing, and hears of what is read for others. Milliseconds: what the topics name is read at
 * that interval as long as the subscription lives; for `calls` that is the board, and each call on to where it is settled.
 */
export type SubscriptionDemand = "none" | number;

/** How things stand now: events with a sequence up to this one are in it. Calls and board as far as the topics name them. */
export type Current = { sequence: number; calls: CallState[]; board: BoardState | null };

/** See `Live.subscribe`. */
export type Subscribe = (
  topics: readonly Topic[],
  listener: (event: LiveEvent) => void,
  options: { demand: SubscriptionDemand },
) => Subscription;

type Subscription = {
  /** Asked right after subscribing, the next event is the first that is not in it. */
  current(): Current;
  unsubscribe(): void;
};
