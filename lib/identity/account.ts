import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { addressOf } from "@/lib/access/address";
import { busyOr } from "@/lib/access/busy";
import { passwordFault } from "@/lib/access/passwords";
import { knownPerson } from "@/lib/access/turns";
import type { SessionsAnswer } from "@/lib/wire/identity-contract";
import { RequestError } from "@/lib/wire/request-error";
import type { IdentityParts } from "./parts";
import type { User } from "./user-store";

const NOT_YOURS = "This is not your present password.";

/** One's own account. */
export function createAccount({ stores, authorizeSignedIn }: IdentityParts) {
  /** An account is a person's own business: programs do not change it, and where nobody signs in there is none. */
  async function owner(actor: Actor): Promise<{ person: Person; user: User }> {
    const person = await authorizeSignedIn(actor, "account.manage");
    const user = await (await stores()).users.byId(person.id);
    if (user === null) throw new RequestError("sign_in_required");
    return { person, user };
  }

  /** @returns the actor as it is called now */
  async function rename(actor: Actor, name: string): Promise<Actor> {
    const { person } = await owner(actor);
    const { users, change } = await stores();
    const renamed = { ...person, name };
    await change(renamed, async ({ tx, audit }) => {
      await users.update(tx, person.id, { name });
      audit.record({ action: "account.renamed" });
    });
    return renamed;
  }

  /**
   * Changes one's password; ends every other session and every access token.
   * @returns how many sessions ended
   * @throws RequestError wrong_credentials, too_many_attempts, invalid_request with a sentence about the new one, or
   *   conflict for somebody who has no password here
   */
  async function changePassword(
    actor: Actor,
    headers: Headers,
    given: { current: string; next: string },
  ): Promise<number> {
    const { person, user } = await owner(actor);
    const { passwordHash: judged } = user;
    if (judged === null) {
      throw new RequestError("conflict", { message: "You sign in elsewhere and have no password here." });
    }
    const message = passwordFault(given.next, user.email);
    if (message !== null) throw new RequestError("invalid_request", { message });
    const { users, passwords, throttle, audit, change } = await stores();
    // By session, as guesses by whoever found it open should not keep the person out elsewhere.
    const attempt = { address: addressOf(headers), account: user.id, device: person.credentialId };
    const waitMs = throttle.signIn(attempt);
    if (waitMs !== null) throw new RequestError("too_many_attempts", { retryAfterMs: waitMs });
    try {
      const { matches } = await passwords.verify(given.current, judged, knownPerson(user.id));
      const target = { kind: "user", id: user.id };
      if (!matches) {
        await audit.failed({ actor, action: "password.changed", target });
        throw new RequestError("wrong_credentials", { message: NOT_YOURS });
      }
      throttle.signedIn(attempt);
      const next = await passwords.hash(given.next, knownPerson(user.id));
      const wanted = { judged, next, keptSessionId: person.credentialId };
      return await change(actor, async (unit) => {
        const ended = await users.changePassword(unit.tx, user.id, wanted);
        if (ended === null) throw new RequestError("wrong_credentials", { message: NOT_YOURS });
        unit.audit.record({ action: "password.changed", target, detail: ended });
        return ended.sessionsEnded;
      });
    } catch (error) {
      throw busyOr(error);
    }
  }

  /** Where one is signed in, most recently used first. */
  async function sessionsAnswer(actor: Actor): Promise<SessionsAnswer> {
    const { person } = await owner(actor);
    const { sessions } = await stores();
    const rows = await sessions.list(person.id);
    return {
      data: {
        sessions: rows.map(({ id, device, createdAt, lastSeenAt, endsAt }) => ({
          id,
          device,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          endsAt: endsAt.toISOString(),
          current: id === person.credentialId,
        })),
      },
    };
  }

  /**
   * Ends one of one's own sessions, or all but the one that asks.
   * @param which a session's id or "others" @returns how many ended @throws RequestError not_found
   */
  async function endSession(actor: Actor, which: string): Promise<number> {
    const { person } = await owner(actor);
    const { sessions, change } = await stores();
    return change(actor, async ({ tx, audit }) => {
      const ended =
        which === "others"
          ? await sessions.endAll(tx, person.id, person.credentialId)
          : Number(await sessions.end(tx, person.id, which));
      if (ended === 0 && which !== "others")
        throw new RequestError("not_found", { message: "There is no such session." });
      audit.record({ action: "session.ended", detail: { count: ended } });
      return ended;
    });
  }

  return { rename, changePassword, sessions: sessionsAnswer, endSession };
}
