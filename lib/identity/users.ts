import "server-only";
import type { Actor } from "@/lib/access/actor";
import { readScope, scopeNow } from "@/lib/access/scope";
import type { InvitedAnswer, NewLinkAnswer, UserAnswer, UserEntry, UsersAnswer } from "@/lib/wire/identity-contract";
import { welcomePagePath } from "@/lib/wire/paths";
import { RequestError } from "@/lib/wire/request-error";
import type { NewOneTimeLink, OneTimeLinkKind } from "./one-time-link-store";
import type { IdentityParts } from "./parts";
import type { NewUser, User, UserChanges } from "./user-store";

type OpenLink = { kind: OneTimeLinkKind; expiresAt: Date };
const NO_ADDRESS =
  "This user came by single sign-on and has no e-mail address here, so a password would not let them in. Invite them by their address.";
const NO_USER = { message: "There is no such user." };

/** A user as admins see them, field by field. */
function entryOf(user: User, link: OpenLink | null): UserEntry {
  const { id, email, name, role, status } = user;
  return {
    id,
    email,
    name,
    role,
    scope: scopeNow(user),
    keptScope: role === "admin" ? readScope(user.scope) : null,
    status,
    hasPassword: user.passwordHash !== null,
    hasSingleSignOn: user.oidcSubject !== null,
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    link: link && { kind: link.kind, expiresAt: link.expiresAt.toISOString() },
  };
}

const shownLink = ({ kind, secret, expiresAt }: NewOneTimeLink) => ({
  kind,
  path: welcomePagePath(secret),
  expiresAt: expiresAt.toISOString(),
});

const refusal = (kind: "unknown" | "last_admin") =>
  kind === "unknown" ? new RequestError("not_found", NO_USER) : new RequestError("last_admin");

/** The people, as admins see and change them. */
export function createUsers({ stores, authorizeSignedIn }: IdentityParts) {
  /** By name and address. @param search part of either; null: everybody */
  async function usersAnswer(actor: Actor, search: string | null): Promise<UsersAnswer> {
    await authorizeSignedIn(actor, "users.manage");
    const { users, oneTimeLinks } = await stores();
    const [rows, links] = await Promise.all([users.list(search), oneTimeLinks.open()]);
    return { data: { users: rows.map((user) => entryOf(user, links.get(user.id) ?? null)) } };
  }

  /** Makes a user and their invitation, whose link is in this answer only. @throws RequestError user_exists */
  async function inviteUser(actor: Actor, wanted: NewUser): Promise<InvitedAnswer> {
    await authorizeSignedIn(actor, "users.manage");
    const { users, oneTimeLinks, change } = await stores();
    const { user, link } = await change(actor, async ({ tx, audit }) => {
      const user = await users.create(tx, wanted);
      if (user === null) throw new RequestError("user_exists");
      const link = await oneTimeLinks.makeFor(tx, user);
      const detail = { role: user.role, scoped: scopeNow(user) !== null };
      audit.record({ action: "user.invited", target: { kind: "user", id: user.id }, detail });
      return { user, link };
    });
    return { data: { user: entryOf(user, link), link: shownLink(link) } };
  }

  /** Changes name, role, scope or status. @throws RequestError last_admin or not_found */
  async function changeUser(actor: Actor, userId: string, changes: UserChanges): Promise<UserAnswer> {
    await authorizeSignedIn(actor, "users.manage");
    const { users, oneTimeLinks, change } = await stores();
    const user = await change(actor, async ({ tx, audit }) => {
      const result = await users.update(tx, userId, changes);
      if (result.kind !== "done") throw refusal(result.kind);
      const { role, status } = result.value;
      const detail = { role, status, scoped: scopeNow(result.value) !== null, fields: Object.keys(changes).join(" ") };
      audit.record({ action: "user.changed", target: { kind: "user", id: userId }, detail });
      const links = await oneTimeLinks.open(tx);
      return entryOf(result.value, links.get(userId) ?? null);
    });
    return { data: { user } };
  }

  /** Deletes a user with their sessions, links and tokens. @throws RequestError last_admin or not_found */
  async function removeUser(actor: Actor, userId: string): Promise<void> {
    await authorizeSignedIn(actor, "users.manage");
    const { users, change } = await stores();
    await change(actor, async ({ tx, audit }) => {
      const result = await users.remove(tx, userId);
      if (result.kind !== "done") throw refusal(result.kind);
      audit.record({ action: "user.removed", target: { kind: "user", id: userId } });
    });
  }

  /**
   * A new invitation or, for somebody who has signed in before, a link that sets a new password. Earlier links end.
   * @throws RequestError not_found, or conflict for a disabled user or one without an address
   */
  async function linkForUser(actor: Actor, userId: string): Promise<NewLinkAnswer> {
    await authorizeSignedIn(actor, "users.manage");
    const { users, oneTimeLinks, change } = await stores();
    const user = await users.byId(userId);
    if (user === null) throw new RequestError("not_found", NO_USER);
    if (user.status === "disabled") {
      throw new RequestError("conflict", { message: "This user is disabled. Enable them first." });
    }
    if (user.email === null) throw new RequestError("conflict", { message: NO_ADDRESS });
    const link = await change(actor, async ({ tx, audit }) => {
      const made = await oneTimeLinks.makeFor(tx, user);
      audit.record({ action: "user.link_made", target: { kind: "user", id: userId }, detail: { kind: made.kind } });
      return made;
    });
    return { data: { link: shownLink(link) } };
  }

  return { list: usersAnswer, invite: inviteUser, change: changeUser, remove: removeUser, makeLink: linkForUser };
}
