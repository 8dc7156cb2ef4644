import "server-only";
import type { Actor } from "@/lib/access/actor";
import { type Action, can, type Subject } from "@/lib/access/can";
import { type PrivacyPolicy, type View, viewOf } from "@/lib/access/view";
import type { CallView } from "@/lib/live/call-view";
import type { CallResult } from "@/lib/live/live";
import { access } from "./access";
import { authorize } from "./authorize";
import { earshot } from "./earshot";
import { askerOf } from "./read-limits";

/** What holds where nobody's view depends on it: the careful choice. */
const STRICT: PrivacyPolicy = { supervisorsSeeNumbers: false, redactForSupervisors: true };

/** What this actor sees of the floor. Only a supervisor's view asks the database: it follows what admins have set. */
export async function viewFor(actor: Actor): Promise<View> {
  return viewOf(actor, await policyFor(actor));
}

/** What this actor sees of one call, and until when, epoch milliseconds, if that is because they asked for it. */
export async function callViewFor(
  actor: Actor,
  callId: string,
): Promise<{ view: View; revealedUntilMs: number | null }> {
  const view = await viewFor(actor);
  if (!view.masked || actor.kind !== "person" || !can(actor, "call.reveal").allowed) {
    return { view, revealedUntilMs: null };
  }
  const revealedUntilMs = await (await access()).reveals.untilMs(actor.id, callId);
  if (revealedUntilMs === null) return { view, revealedUntilMs };
  return { view: viewOf(actor, await policyFor(actor), true), revealedUntilMs };
}

async function policyFor(actor: Actor): Promise<PrivacyPolicy> {
  if (actor.kind !== "person" || actor.role !== "supervisor") return STRICT;
  return (await (await access()).storedSettings.current()).privacy;
}

/** Tells the views apart for which the same data makes different answers. */
export function keyOf(view: View): string {
  const { masked, redacted, lines, raw, scope } = view;
  return JSON.stringify([masked, redacted, lines, raw, scope]);
}

/** The call as rules see it. */
export function subjectOf({ call, campaignId }: Pick<CallView, "call" | "campaignId">): Subject {
  return { kind: "call", id: call.id, agentName: call.agent?.name ?? null, campaignId };
}

/**
 * The call, when this actor may do this to it. Whoever may do it to no call at all makes us ask the call service nothing.
 * @throws RequestError sign_in_required, not_permitted, too_many_attempts, or call_not_found for what is outside the
 * actor's scope
 */
export async function authorizeCall(actor: Actor, action: Action, id: string): Promise<CallResult> {
  // Which agent and campaign it has is not known yet; a link opens its own call, whoever's that is.
  await authorize(
    actor,
    action,
    actor.kind === "share" ? { kind: "call", id, agentName: null, campaignId: null } : null,
  );
  const { live, readLimits } = earshot();
  if (!live.knowsCall(id)) readLimits.newCall(actor);
  const result = await live.call(id, askerOf(actor));
  if (result.kind === "call") await authorize(actor, action, subjectOf(result.view));
  return result;
}
