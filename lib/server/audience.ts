import "server-only";
import type { Actor } from "@/lib/access/actor";
import { type Action, can, type Subject } from "@/lib/access/can";
import { policyFor, type View, viewOf } from "@/lib/access/view";
import { isFinal } from "@/lib/calls/status";
import type { CallView } from "@/lib/live/call-view";
import type { CallResult } from "@/lib/live/live";
import { access } from "./access";
import { authorize } from "./authorize";
import { earshot } from "./earshot";
import { answersFromArchive, type KeptCall, keptCall, keptResult, keptSoon } from "./kept-call";
import { askerOf } from "./read-limits";

/** What this actor sees of the floor. Only a supervisor's view asks the database: it follows what admins have set. */
export async function viewFor(actor: Actor): Promise<View> {
  return viewOf(actor, await policyNow(actor));
}

const policyNow = (actor: Actor) => policyFor(actor, async () => (await access()).storedSettings);

/** The call as rules see it. */
function subjectOf({ call, campaignId }: Pick<CallView, "call" | "campaignId">): Subject {
  const { id, agent } = call;
  return { kind: "call", id, agentId: agent?.id ?? null, agentName: agent?.name ?? null, campaignId };
}

/** A call that somebody may do something to. */
type AllowedCall = {
  kind: "call";
  id: string;
  actor: Actor;
  subject: Subject;
  result: Extract<CallResult, { kind: "call" }>;
  /** what the archive has of it; null: nothing, or it still runs */
  kept: KeptCall | null;
};
type CallFault = Extract<CallResult, { kind: "fault" }>;

/**
 * The call, when this actor may do this to it. Whoever may do it to no call at all makes us ask the call service nothing. A
 * call that is settled and kept is not asked for again, and one that the call service does not give comes from the archive.
 * @param toMask the contact's name is looked up, too: one that nobody has looked up cannot be masked in what was said
 * @param judge throws when the call may not be shown for another reason
 * @throws RequestError sign_in_required, not_permitted, too_many_attempts, or call_not_found for what is outside the
 * actor's scope
 */
export async function authorizeCall(
  actor: Actor,
  action: Action,
  id: string,
  { toMask = false, judge = null }: { toMask?: boolean; judge?: Judge } = {},
): Promise<AllowedCall | CallFault> {
  // Which agent and campaign it has is not known yet; a link opens its own call, whoever's that is.
  await authorize(
    actor,
    action,
    actor.kind === "share" ? { kind: "call", id, agentId: null, agentName: null, campaignId: null } : null,
  );
  const settled = await settledInArchive(id);
  if (settled !== null) {
    const subject = await judged(actor, action, settled.archived, judge);
    return { kind: "call", id, actor, subject, result: keptResult(settled, null), kept: settled };
  }
  const { live, readLimits } = earshot();
  if (!live.knowsCall(id)) readLimits.newCall(actor);
  const asker = askerOf(actor);
  // Nothing is looked up for somebody who may turn out not to see this call.
  const isSure = judge === null && (actor.kind !== "person" || actor.scope === null);
  const first = await (toMask && isSure ? live.callToMask(id, asker) : live.call(id, asker));
  if (first.kind === "fault") return instead(first, { actor, action, id, judge });
  const subject = await judged(actor, action, first.view, judge);
  const result = toMask && !isSure ? await live.callToMask(id, asker) : first;
  if (result.kind === "fault") return instead(result, { actor, action, id, judge });
  const kept = isFinal(result.view.call.status) ? await keptSoon(id) : null;
  return { kind: "call", id, actor, subject, result, kept };
}

type Judge = ((subject: Subject) => void) | null;

/** @returns the call as rules see it @throws as authorizeCall does */
async function judged(
  actor: Actor,
  action: Action,
  call: Pick<CallView, "call" | "campaignId">,
  judge: Judge,
): Promise<Subject> {
  const subject = subjectOf(call);
  await authorize(actor, action, subject);
  judge?.(subject);
  return subject;
}

/** A call of which nothing more is expected and that nobody has heard of lately: null where it is to be asked for. */
async function settledInArchive(id: string): Promise<KeptCall | null> {
  if (earshot().live.knowsCall(id)) return null;
  const kept = await keptSoon(id);
  return kept?.record.isSettled === true ? kept : null;
}

/** The call service has not given the call: what is kept of it, if anything is, as old as it is. */
async function instead(
  fault: CallFault,
  { actor, action, id, judge }: { actor: Actor; action: Action; id: string; judge: Judge },
): Promise<AllowedCall | CallFault> {
  const kept = answersFromArchive(fault.fault) ? await keptCall(id) : null;
  if (kept === null) return fault;
  const subject = await judged(actor, action, kept.archived, judge);
  return { kind: "call", id, actor, subject, result: keptResult(kept, fault.fault), kept };
}

/** Who sees what of one call: all that an answer has to know of both, found out once a request. */
export type SeenCall = AllowedCall & Sees;

type Sees = {
  view: View;
  /** epoch milliseconds, while the actor sees more of it because they asked for it */
  revealedUntilMs: number | null;
};

/** The call, when this actor may do this to it, and what they see of it. @throws as authorizeCall does */
export async function seeCall(
  actor: Actor,
  action: Action,
  id: string,
  judge: Judge = null,
): Promise<SeenCall | CallFault> {
  const sees = await callViewFor(actor, id);
  const allowed = await authorizeCall(actor, action, id, { toMask: sees.view.masked && sees.view.lines, judge });
  return allowed.kind === "fault" ? allowed : { ...allowed, ...sees };
}

async function callViewFor(actor: Actor, callId: string): Promise<Sees> {
  const policy = await policyNow(actor);
  const ownView = viewOf(actor, policy);
  const unrevealed = { view: ownView, revealedUntilMs: null };
  if (!ownView.masked || actor.kind !== "person" || !can(actor, "call.reveal").allowed) return unrevealed;
  const revealedUntilMs = await (await access()).reveals.untilMs(actor.id, callId);
  return revealedUntilMs === null ? unrevealed : { view: viewOf(actor, policy, true), revealedUntilMs };
}
