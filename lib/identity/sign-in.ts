import "server-only";
import type { Actor } from "@/lib/access/actor";
import { addressOf } from "@/lib/access/address";
import { busyOr } from "@/lib/access/busy";
import { ACTIONS, can } from "@/lib/access/can";
import type { Change } from "@/lib/access/change";
import { cookie, DEVICE_COOKIE, readCookie, SESSION_COOKIE } from "@/lib/access/cookies";
import { settings } from "@/lib/settings/settings";
import type { SessionAnswer } from "@/lib/wire/identity-contract";
import { RequestError } from "@/lib/wire/request-error";
import { deviceWords } from "./device";
import { DEVICE_LIFE_MS } from "./device-store";
import type { IdentityParts } from "./parts";
import { personOf, type User } from "./user-store";

/** Somebody is in: who, and the Set-Cookie headers that say so to their browser. */
export type SignedIn = { actor: Actor; cookies: string[] };

function shown(actor: Actor): SessionAnswer["data"]["actor"] {
  if (actor.kind === "wall") return { kind: "wall", id: actor.id, name: actor.name };
  if (actor.kind !== "person") return null;
  const { kind, id, name, email, role, via } = actor;
  return { kind, id, name, email, role, via, permissions: ACTIONS.filter((action) => can(actor, action).allowed) };
}

/**
 * A new session for somebody who has shown who they are; the one this browser had before ends.
 * @param user as they were when they showed it @param way how they showed it, for the audit trail
 * @returns null: meanwhile they were disabled or, unless they came by single sign-on, have another password
 */
type StartSession = (unit: Change, user: User, way: "password" | "link" | "single_sign_on") => Promise<SignedIn | null>;

/** Signing in and out. */
export function createSignIn({ stores, countSignIn }: IdentityParts) {
  /** How people get in. @throws DatabaseUnavailableError */
  async function signInWays(): Promise<{ password: boolean; oidcName: string | null; setupNeeded: boolean }> {
    const { auth, oidc } = settings();
    if (auth !== "on") return { password: false, oidcName: null, setupNeeded: false };
    const { users } = await stores();
    return { password: true, oidcName: oidc?.name ?? null, setupNeeded: !(await users.hasAdmin()) };
  }

  /** Who asks, what they may do, and how to sign in. Anybody may ask. */
  async function sessionAnswer(actor: Actor): Promise<SessionAnswer> {
    const { password, oidcName, setupNeeded } = await signInWays();
    const oidc = oidcName === null ? null : { name: oidcName };
    return { data: { actor: shown(actor), signIn: { password, oidc }, mode: settings().auth, setupNeeded } };
  }

  /**
   * Signs in with a password. Unknown, invited and disabled people are refused like a wrong password, after the same work.
   * @throws RequestError wrong_credentials, too_many_attempts, or not_found where nobody signs in
   */
  async function signIn(headers: Headers, given: { email: string; password: string }): Promise<SignedIn> {
    if (settings().auth !== "on") throw new RequestError("not_found");
    const { passwordSignIn } = await stores();
    const deviceNote = readCookie(headers.get("cookie"), DEVICE_COOKIE);
    const result = await passwordSignIn({ ...given, address: addressOf(headers), deviceNote }).catch(
      (error: unknown) => {
        throw busyOr(error);
      },
    );
    if (result.kind === "wait") throw new RequestError("too_many_attempts", { retryAfterMs: result.waitMs });
    if (result.kind === "wrong") throw new RequestError("wrong_credentials");
    const [{ change }, start] = await Promise.all([stores(), sessionStarter(headers)]);
    const signedIn = await change({ kind: "anonymous" }, (unit) => start(unit, result.user, "password"));
    if (signedIn === null) throw new RequestError("wrong_credentials");
    return signedIn;
  }

  /** @returns what starts a session for this browser, within the change that lets its person in */
  async function sessionStarter(headers: Headers): Promise<StartSession> {
    const { users, sessions, devices } = await stores();
    const deviceNote = await devices.issuer();
    return async ({ tx, audit }, user, way) => {
      countSignIn(personOf(user, { via: "session", credentialId: "", mayAct: true }), headers);
      const judged = way === "single_sign_on" ? null : user.passwordHash;
      const session = await sessions.start(tx, { id: user.id, judged }, deviceWords(headers.get("user-agent")));
      if (session === null) return null;
      const before = readCookie(headers.get("cookie"), SESSION_COOKIE);
      if (before !== null) await sessions.endToken(tx, before);
      await users.markSignIn(tx, user.id);
      const actor = personOf(user, { via: "session", credentialId: session.id, mayAct: true });
      audit.record({ actor, action: "session.started", detail: { way } });
      const cookies = [
        cookie(SESSION_COOKIE, session.token, settings().sessionLifeMs / 1000),
        cookie(DEVICE_COOKIE, deviceNote(user.id), DEVICE_LIFE_MS / 1000),
      ];
      return { actor, cookies };
    };
  }

  /** Ends the session that asks. @returns the Set-Cookie header that removes its cookie */
  async function signOut(actor: Actor): Promise<string> {
    if (actor.kind === "person" && actor.via === "session" && actor.credentialId !== null) {
      const { id, credentialId } = actor;
      const { sessions, change } = await stores();
      await change(actor, async ({ tx, audit }) => {
        await sessions.end(tx, id, credentialId);
        audit.record({ action: "session.ended" });
      });
    }
    return cookie(SESSION_COOKIE, "", 0);
  }

  return { ways: signInWays, answer: sessionAnswer, byPassword: signIn, starter: sessionStarter, out: signOut };
}

type SignIn = ReturnType<typeof createSignIn>;

/** @returns what starts a session for this browser, within the change that lets its person in */
export type SessionStarter = SignIn["starter"];
