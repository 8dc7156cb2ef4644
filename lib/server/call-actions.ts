import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import type { AuditEvent } from "@/lib/access/audit";
import type { Action } from "@/lib/access/can";
import { say } from "@/lib/log/log.mjs";
import type { CancelAnswer, RevealAnswer } from "@/lib/wire/contract";
import { RequestError } from "@/lib/wire/request-error";
import { access } from "./access";
import { authorizeCall } from "./audience";
import { authorize } from "./authorize";
import { earshot } from "./earshot";
import { type ErrorAnswer, errorOf } from "./error-mapping";
import { kindOf } from "./states";

type Done<T> = { kind: "done"; answer: T } | ErrorAnswer;

const CANCEL_MESSAGES: Record<CancelAnswer["meta"]["outcome"], string> = {
  cancelled: "Call cancelled successfully",
  already_ended: "The call had already ended.",
  unconfirmed: "The call service did not confirm in time. This is what a fresh read says of the call.",
};

/**
 * Hangs up. `id` has passed isCallId.
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export async function cancelCall(actor: Actor, id: string): Promise<Done<CancelAnswer>> {
  await authorize(actor, "call.cancel");
  if (actor.kind === "person" && actor.scope !== null) {
    const read = await authorizeCall(actor, "call.cancel", id);
    if (read.kind === "fault") return errorOf(read.fault);
  }
  const result = await earshot().live.cancel(id);
  const target = { kind: "call", id };
  if (result.kind === "fault") {
    const refused = errorOf(result.fault);
    recordLater({ actor, action: "call.cancel", target, result: "failed", detail: { reason: refused.reason } });
    return refused;
  }
  recordLater({ actor, action: "call.cancel", target, detail: { outcome: result.kind } });
  return {
    kind: "done",
    answer: {
      data: { id, status: result.status ?? "unknown" },
      message: CANCEL_MESSAGES[result.kind],
      meta: { outcome: result.kind },
    },
  };
}

/** What has happened already is told at once: a database that is slow or away must not make it look undone. */
function recordLater(entry: AuditEvent): void {
  access()
    .then(({ audit }) => audit.record(entry))
    // Each one that is lost is said: nobody finds it in the trail.
    .catch((error: unknown) =>
      say("error", "audit.lost", "The audit trail could not take an entry.", {
        action: entry.action,
        reason: kindOf(error),
      }),
    );
}

/**
 * Shows this person the call's numbers and names for a quarter of an hour. Written to the audit trail first: what cannot
 * be recorded is not shown.
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export async function revealCall(actor: Actor, id: string): Promise<Done<RevealAnswer>> {
  const { person, refused } = await revealing(actor, id);
  if (refused !== null) return refused;
  const { audit, reveals } = await access();
  await audit.record({ actor, action: "call.reveal", target: { kind: "call", id } });
  const untilMs = await reveals.reveal(person.id, id);
  return { kind: "done", answer: { data: { callId: id, revealedUntil: new Date(untilMs).toISOString() } } };
}

/** Hides them again before the time is over. */
export async function hideCall(actor: Actor, id: string): Promise<Done<RevealAnswer>> {
  const { person, refused } = await revealing(actor, id);
  if (refused !== null) return refused;
  const { audit, reveals } = await access();
  const wasShown = await reveals.hide(person.id, id);
  if (wasShown) await audit.record({ actor, action: "call.hidden", target: { kind: "call", id } });
  return { kind: "done", answer: { data: { callId: id, revealedUntil: null } } };
}

async function revealing(actor: Actor, id: string): Promise<{ person: Person; refused: ErrorAnswer | null }> {
  const action: Action = "call.reveal";
  const read = await authorizeCall(actor, action, id);
  if (actor.kind !== "person") throw new RequestError("not_permitted");
  return { person: actor, refused: read.kind === "fault" ? errorOf(read.fault) : null };
}
