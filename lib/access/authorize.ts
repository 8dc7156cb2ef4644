import type { Actor, Person } from "@/lib/access/actor";
import { RequestError } from "@/lib/wire/request-error";
import type { Audit } from "./audit";
import { type Action, can, type Subject } from "./can";

/**
 * Lets the actor do it or throws; every function that hands out or changes data begins with it. A denial is written to
 * the audit trail.
 * @throws RequestError sign_in_required, not_permitted, or call_not_found for what is outside the actor's scope
 */
export type Authorize = (actor: Actor, action: Action, subject?: Subject | null) => Promise<void>;

/**
 * The same for what belongs to people who sign in (accounts, users, tokens): not to programs, and where nobody signs in
 * there is nobody to be. @throws RequestError sign_in_required or not_permitted
 */
export type AuthorizeSignedIn = (actor: Actor, action: Action) => Promise<Person>;

/** @param audit the audit trail, once the database is open: only a denial needs it */
export function createAuthorize(audit: () => Promise<Audit>): {
  authorize: Authorize;
  authorizeSignedIn: AuthorizeSignedIn;
} {
  const authorize: Authorize = async (actor, action, subject = null) => {
    const verdict = can(actor, action, subject);
    if (verdict.allowed) return;
    if (actor.kind !== "anonymous") {
      await (await audit()).denied(actor, action, subject === null ? null : { kind: subject.kind, id: subject.id });
    }
    throw new RequestError(verdict.reason === "out_of_scope" ? "call_not_found" : verdict.reason);
  };
  const authorizeSignedIn: AuthorizeSignedIn = async (actor, action) => {
    await authorize(actor, action);
    if (actor.kind === "person" && actor.via === "session") return actor;
    await (await audit()).denied(actor, action, null);
    throw new RequestError("not_permitted");
  };
  return { authorize, authorizeSignedIn };
}
