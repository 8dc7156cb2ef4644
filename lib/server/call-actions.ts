import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import type { Audit } from "@/lib/access/audit";
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
 * @param reason why, in the person's own words; "" for none. Kept in the audit trail
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export async function cancelCall(actor: Actor, id: string, reason = ""): Promise<Done<CancelAnswer>> {
  await authorize(actor, "call.cancel");
  if (actor.kind === "person" && actor.scope !== null) {
    const read = await authorizeCall(actor, "call.cancel", id);
    if (read.kind === "fault") return errorOf(read.fault);
  }
  const result = await earshot().live.cancel(id);
  const target = { kind: "call", id };
  if (result.kind === "fault") {
    const refused = errorOf(result.fault);
    const detail = { reason: refused.reason };
    recordLater((audit) => audit.failed({ actor, action: "call.cancel", target, detail }));
    return refused;
  }
  const detail = { outcome: result.kind, ...(reason !== "" && { endReason: reason }) };
  recordLater((audit) => audit.happened({ actor, action: "call.cancel", target, detail }));
  if (result.kind === "cancelled") knownAtOnce(id, actor, reason);
  return {
    kind: "done",
    answer: {
      data: { id, status: result.status ?? "unknown" },
      message: CANCEL_MESSAGES[result.kind],
      meta: { outcome: result.kind },
    },
  };
}

/** Whoever reads the call next is told by whom it was ended, before the audit trail has it. */
function knownAtOnce(id: string, actor: Actor, reason: string): void {
  const name = "name" in actor ? actor.name : "";
  access()
    .then(({ callEnds }) =>
      callEnds.ended(id, { at: new Date(), name, reason: reason === "" ? null : reason, confirmed: true }),
    )
    // The audit trail that cannot be opened is told of already.
    .catch(() => undefined);
}

/** What has happened already is told at once: a database that is slow or away must not make it look undone. */
function recordLater(write: (audit: Audit) => Promise<void>): void {
  access()
    .then(({ audit }) => write(audit))
    // Each one that is lost is said: nobody finds it in the trail.
    .catch((error: unknown) =>
      say("error", "audit.lost", "The audit trail could not take an entry.", {
        action: "call.cancel",
        reason: kindOf(error),
      }),
    );
}

/**
 * Shows this person the call's numbers and names for a quarter of an hour. What cannot be recorded in the audit trail is not
 * shown.
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export async function revealCall(actor: Actor, id: string): Promise<Done<RevealAnswer>> {
  const { person, refused } = await revealing(actor, id);
  if (refused !== null) return refused;
  const { change, reveals } = await access();
  const untilMs = await change(actor, async ({ tx, audit }) => {
    audit.record({ action: "call.reveal", target: { kind: "call", id } });
    return reveals.reveal(tx, person.id, id);
  });
  return { kind: "done", answer: { data: { callId: id, revealedUntil: new Date(untilMs).toISOString() } } };
}

/** Hides them again before the time is over. */
export async function hideCall(actor: Actor, id: string): Promise<Done<RevealAnswer>> {
  const { person, refused } = await revealing(actor, id);
  if (refused !== null) return refused;
  const { change, reveals } = await access();
  await change(actor, async ({ tx, audit }) => {
    const wasShown = await reveals.hide(tx, person.id, id);
    if (wasShown) audit.record({ action: "call.hidden", target: { kind: "call", id } });
  });
  return { kind: "done", answer: { data: { callId: id, revealedUntil: null } } };
}

async function revealing(actor: Actor, id: string): Promise<{ person: Person; refused: ErrorAnswer | null }> {
  const action: Action = "call.reveal";
  const read = await authorizeCall(actor, action, id);
  if (actor.kind !== "person") throw new RequestError("not_permitted");
  return { person: actor, refused: read.kind === "fault" ? errorOf(read.fault) : null };
}
