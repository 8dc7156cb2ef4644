import "server-only";
import type { ListFilters } from "@/lib/calls/call-list";
import { maskBoardCall } from "@/lib/calls/masking";
import type { VersionedBody } from "@/lib/http/body";
import type { Board, CallAnswer, CallListAnswer, ErrorReason } from "@/lib/http/contract";
import type { CallView } from "@/lib/live/call-view";
import type { Clock } from "@/lib/live/clock";
import { type Freshness, freshnessOf } from "@/lib/live/freshness";
import type { SourceFault, SourceFaultKind } from "@/lib/live/source";
import { earshot } from "./earshot";

export type Refusal = { reason: ErrorReason; retryAfterMs: number | null };
export type Answer<T> =
  | { kind: "answer"; body: VersionedBody; make: () => T; freshness: Freshness; nowMs: number; build: string }
  | ({ kind: "refusal" } & Refusal);

/** The board for one audience. Masked: no numbers, no names, nothing that was said. */
export async function boardAnswer(options: { masked: boolean }): Promise<Answer<Board>> {
  const { live, bodies, clock, settings } = earshot();
  const result = await live.board();
  if (result.kind === "fault") return refusal(result.fault);
  const { board, freshness } = result;
  const make = (): Board => ({
    data: {
      calls: options.masked ? board.data.calls.map(maskBoardCall) : board.data.calls,
      totals: board.data.totals,
    },
    meta: { demo: settings.demo, masked: options.masked, droppedRows: board.droppedRows, budget: board.budget },
  });
  const body = bodies(`board:${options.masked}`, String(board.version), make);
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(freshness, clock) };
}

/** Times as the call service's clock has them: a page sets them beside the call's own times. */
function onServiceClock<T extends { asOfMs: number | null }>(freshness: T, clock: Clock) {
  const skewMs = clock.skewMs();
  const asOfMs = freshness.asOfMs === null ? null : freshness.asOfMs + skewMs;
  return { freshness: { ...freshness, asOfMs }, nowMs: clock.nowMs() + skewMs };
}

/**
 * One call with what we add to it. `id` has passed isCallId.
 * @param options.messages the newest messages wanted at most; null for all
 */
export async function callAnswer(id: string, options: { messages: number | null }): Promise<Answer<CallAnswer>> {
  const { live, bodies, clock, settings } = earshot();
  const result = await live.call(id);
  if (result.kind === "fault") return refusal(result.fault);
  const { view, freshness } = result;
  const make = () => callBody(view, options.messages, settings.demo);
  const body = bodies(`call:${id}:${options.messages}`, view.version, make);
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(freshness, clock) };
}

/** One page of the call service's list. */
export async function pageAnswer(filters: ListFilters): Promise<Answer<CallListAnswer>> {
  const { live, bodies, clock, settings } = earshot();
  const result = await live.page(filters);
  if (result.kind === "fault") return refusal(result.fault);
  const { page, asOfMs, fault } = result;
  const make = (): CallListAnswer => ({
    data: { calls: page.calls, pagination: page.pagination },
    meta: { demo: settings.demo, droppedRows: page.droppedRows },
  });
  const body = bodies(`page:${JSON.stringify(filters)}`, String(asOfMs), make);
  const askedMs = settings.boardIntervalMs;
  const quiet = { gapMs: 0, rateLimited: false, isShort: fault?.kind === "request_budget" };
  const freshness = freshnessOf({ nowMs: clock.nowMs(), asOfMs, askedMs, fault, ...quiet });
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(freshness, clock) };
}

function callBody(view: CallView, messages: number | null, demo: boolean): CallAnswer {
  const all = view.call.transcript;
  const isCut = all !== null && messages !== null && all.length > messages;
  return {
    data: isCut ? { ...view.call, transcript: all.slice(-messages) } : view.call,
    meta: {
      demo,
      contactName: view.contactName,
      campaignId: view.campaignId,
      attention: view.attention,
      roster: view.roster,
      omittedMessages: view.omittedMessages + (isCut ? all.length - messages : 0),
      settled: view.settled,
    },
  };
}

const REASONS: Record<SourceFaultKind, ErrorReason> = {
  invalid_id: "invalid_call_id",
  bad_request: "invalid_request",
  key_rejected: "key_rejected",
  other_organisation: "other_organisation",
  not_found: "call_not_found",
  conflict: "not_cancellable",
  rate_limited: "call_service_rate_limited",
  upstream_error: "call_service_error",
  timeout: "call_service_timeout",
  unreachable: "call_service_unreachable",
  too_large: "call_service_malformed",
  malformed: "call_service_malformed",
  paused: "call_service_paused",
  request_budget: "request_budget",
};

/** What a failure of the upstream is to the people who ask us. */
export function refusal(fault: SourceFault): { kind: "refusal" } & Refusal {
  const reason = REASONS[fault.kind];
  const isWait = reason === "call_service_rate_limited" || reason === "request_budget";
  return { kind: "refusal", reason, retryAfterMs: fault.retryAfterMs ?? (isWait ? 5_000 : null) };
}
