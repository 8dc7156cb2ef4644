import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { type Action, can, type Subject } from "@/lib/access/can";
import { RequestError } from "@/lib/wire/request-error";
import { access } from "./access";

/**
 * Lets the actor do it or throws; every function that hands out or changes data begins with it. A denial is written to
 * the audit trail.
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export async function authorize(actor: Actor, action: Action, subject: Subject | null = null): Promise<void> {
  const verdict = can(actor, action, subject);
  if (verdict.allowed) return;
  if (actor.kind !== "anonymous") {
    const { audit } = await access();
    await audit.denied(actor, action, subject === null ? null : { kind: subject.kind, id: subject.id });
  }
  throw new RequestError(verdict.reason === "out_of_scope" ? "call_not_found" : verdict.reason);
}

/**
 * The same for what belongs to people who sign in (accounts, users, tokens): not to programs, and where nobody signs in
 * there is nobody to be. @throws RequestError sign_in_required or not_permitted
 */
export async function authorizeSignedIn(actor: Actor, action: Action): Promise<Person> {
  await authorize(actor, action);
  if (actor.kind === "person" && actor.via === "session") return actor;
  const { audit } = await access();
  await audit.denied(actor, action, null);
  throw new RequestError("not_permitted");
}
