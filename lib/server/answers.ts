import "server-only";
import type { Actor } from "@/lib/access/actor";
import { can, isInScope } from "@/lib/access/can";
import { asOnWall, keyOf, type View } from "@/lib/access/view";
import { boardCallFor, callFor } from "@/lib/access/visibility";
import { analyzeCall } from "@/lib/calls/analyze-call";
import type { BoardCall } from "@/lib/calls/board";
import type { Search } from "@/lib/calls/search";
import { asRead, asSent, newestLines } from "@/lib/calls/sent";
import type { BoardState } from "@/lib/live/board";
import type { CallView } from "@/lib/live/call-view";
import { BOARD_SHAPE, CALL_SHAPE } from "@/lib/wire/changes";
import { type Board, CALL_ACTIONS, type CallAnswer, type SentCallAnswer } from "@/lib/wire/contract";
import { type Answer, calmSkewMs, onServiceClock } from "./answer";
import { type SeenCall, seeCall, viewFor } from "./audience";
import { authorize } from "./authorize";
import { endedBy } from "./call-end";
import { cutOf, placeOfCut } from "./cuts";
import { earshot } from "./earshot";
import { errorOf } from "./error-mapping";
import { keptMeta } from "./kept-call";
import { searchBoard } from "./live-search";
import { lookThrough } from "./long-transcripts";
import { askerOf } from "./read-limits";

/**
 * The board as this actor may see it. Every function here asks by itself whether the actor may; bodies are kept by what
 * makes them differ, so that nobody is ever sent another's.
 * @param options.masked as on a wall: no numbers, no names, and nothing that was said but on a screen whose pass allows it
 * @param options.q only calls in which this is found, and where; null: all
 * @throws RequestError sign_in_required, not_permitted or too_many_attempts
 */
export async function boardAnswer(
  actor: Actor,
  options: { masked: boolean; q?: Search | null },
): Promise<Answer<Board>> {
  await authorize(actor, "board.read");
  const own = await viewFor(actor);
  const view = options.masked ? asOnWall(actor, own) : own;
  const { live, bodies, clock, settings, readLimits } = earshot();
  const search = options.q ?? null;
  if (search !== null) readLimits.search(actor, search.key);
  const result = await live.board();
  if (result.kind === "fault") return errorOf(result.fault);
  const { board, freshness } = result;
  const whole = () => boardBody(board, view, settings.demo);
  const searched = search === null ? null : await searchBoard(search, view, board, seenCalls(board, view));
  const make = searched === null ? whole : () => searched.of(whole());
  const key = `board:${keyOf(view)}${search === null ? "" : `:${search.key}`}`;
  const body = bodies(key, `${board.version}${searched?.version ?? ""}`, make, { shape: BOARD_SHAPE });
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(freshness, clock) };
}

function boardBody(board: BoardState, view: View, demo: boolean): Board {
  const { data, droppedRows, budget } = board;
  return {
    data: {
      calls: seenCalls(board, view).map((call) =>
        boardCallFor(view, call, board.recentLines(call.id), board.metadataOf(call.id)),
      ),
      totals: view.scope === null ? data.totals : board.totalsOf((call) => isSeen(view, call)),
    },
    meta: { demo, masked: view.masked, scoped: view.scope !== null, droppedRows, budget },
  };
}

const isSeen = ({ scope }: View, { agent, campaignId }: BoardCall): boolean =>
  isInScope(scope, { agentId: agent.id, agentName: agent.name, campaignId });

const seenCalls = (board: BoardState, view: View): BoardCall[] =>
  view.scope === null ? board.data.calls : board.data.calls.filter((call) => isSeen(view, call));

/**
 * One call with what we add to it, as this actor may see it. `id` has passed isCallId.
 * @param options.messages the newest messages wanted at most; null for all
 * @param options.form `sent`: `data` as it came; `read`: as it was read, every known field in its one shape
 * @throws RequestError sign_in_required, not_permitted, too_many_attempts, or call_not_found for what is outside the
 * actor's scope
 */
export async function callAnswer(
  actor: Actor,
  id: string,
  options: { messages: number | null; form: "read" },
): Promise<Answer<CallAnswer>>;
export async function callAnswer(
  actor: Actor,
  id: string,
  options: { messages: number | null; form?: CallForm },
): Promise<Answer<SentCallAnswer>>;
export async function callAnswer(
  actor: Actor,
  id: string,
  { messages, form = "sent" }: { messages: number | null; form?: CallForm },
): Promise<Answer<SentCallAnswer>> {
  const seen = await seeCall(actor, "call.read", id);
  return seen.kind === "fault" ? errorOf(seen.fault) : answerOf(seen, { messages, form });
}

/** The answer for somebody of whom it is known that they may see this call. @throws RequestError too_many_attempts */
export async function answerOf(
  seen: SeenCall,
  options: { messages: number | null; form: "read" },
): Promise<Answer<CallAnswer>>;
export async function answerOf(
  seen: SeenCall,
  options: { messages: number | null; form: CallForm },
): Promise<Answer<SentCallAnswer>>;
export async function answerOf(
  { id, actor, view, revealedUntilMs, subject, result, kept }: SeenCall,
  { messages, form }: { messages: number | null; form: CallForm },
): Promise<Answer<SentCallAnswer>> {
  const { bodies, clock, settings, readLimits } = earshot();
  const may = CALL_ACTIONS.filter((action) => can(actor, `call.${action}`, subject).allowed);
  const who: Who = {
    demo: settings.demo,
    masked: view.masked,
    redacted: view.redacted,
    canReveal: view.masked && may.includes("reveal"),
    revealedUntil: revealedUntilMs === null ? null : new Date(revealedUntilMs + calmSkewMs(clock)).toISOString(),
    may,
    endedBy: await endedBy({ id, actor, view, subject, result }),
  };
  const looked = await lookThrough(view, result.view, askerOf(actor) ?? "");
  const make = () => {
    const { data, meta } = callBody(result.view, view, messages, who, kept);
    const given = form === "read" ? asRead(data) : asSent(data);
    // A list that came may have more in it than lines that could be read.
    const isOther = form === "sent" && meta.unreadable.messages > 0;
    return { data: given, meta: { ...meta, lineKeys: isOther ? null : keysBeside(meta.lineKeys, given.transcript) } };
  };
  const cut = cutOf(messages, result.view.call.transcript);
  readLimits.cut(actor, cut);
  const key = `call:${form}:${id}:${placeOfCut(cut)}:${keyOf(view)}:${JSON.stringify(who)}`;
  const body = bodies(key, `${result.view.version}:${cut}${looked}:${kept?.record.changedAt.getTime() ?? ""}`, make, {
    shape: CALL_SHAPE,
    first: ({ meta }) => meta.omittedMessages,
  });
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(result.freshness, clock) };
}

export type CallForm = "sent" | "read";

/** What of an answer depends on who asks, beside the call itself. */
type Who = Pick<CallAnswer["meta"], "demo" | "masked" | "redacted" | "canReveal" | "revealedUntil" | "may" | "endedBy">;

/** A key for each of the lines that are given, the newest of all. */
function keysBeside(keys: number[] | null, lines: unknown): number[] | null {
  if (keys === null || !Array.isArray(lines) || lines.length > keys.length) return null;
  return keys.slice(keys.length - lines.length);
}

function callBody(known: CallView, view: View, messages: number | null, who: Who, kept: SeenCall["kept"]): CallAnswer {
  const { call, contactName, campaignId, roster } = callFor(view, known);
  const all = call.transcript;
  const isCut = all !== null && messages !== null && all.length > messages;
  return {
    data: isCut ? { ...call, transcript: newestLines(all, messages) } : call,
    meta: {
      ...who,
      contactName,
      namesMayShow: view.masked && view.lines && known.contactName === null,
      campaignId,
      attention: known.attention,
      roster,
      omittedMessages: known.omittedMessages + (isCut ? all.length - messages : 0),
      unreadable: known.unreadable,
      settled: known.settled,
      // Of what this answer would show whole, so that nothing is told of lines that are not.
      analysis: analyzeCall(call, known.omittedMessages),
      ...keptMeta(kept, known, view),
    },
  };
}
