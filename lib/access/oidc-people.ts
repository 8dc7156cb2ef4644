import { and, eq } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { oneTimeLinks, users } from "@/lib/database/schema";
import type { Role } from "./actor";
import { type RoleMap, roleOf } from "./oidc-role";
import { newId } from "./secrets";
import { type createUsers, plainEmail, type User } from "./users";

export type Admitted =
  | { kind: "in"; user: User; isNew: boolean }
  | { kind: "out"; reason: "no_role" | "disabled" | "unverified" | "other_account" };

type Recognised = { issuer: string; subject: string; claims: Record<string, unknown> };
const LONGEST_NAME = 80;

/**
 * Which user somebody is whom the provider vouches for. Known by issuer and subject; else, once, by an e-mail address
 * the provider says it has verified; else new, when the claims give a role. The claims' role counts at each sign-in; a
 * person whom an admin invited keeps the given role when the claims say nothing.
 */
export function createOidcPeople({
  database,
  nowMs,
  users: people,
}: {
  database: Database;
  nowMs: () => number;
  users: ReturnType<typeof createUsers>;
}) {
  async function bySubject({ issuer, subject }: Recognised): Promise<User | null> {
    const [user] = await database
      .select()
      .from(users)
      .where(and(eq(users.oidcIssuer, issuer), eq(users.oidcSubject, subject)));
    return user ?? null;
  }

  /**
   * Ties an existing account to the provider's. The invitation that lies in a mailbox has done its work and ends.
   * @returns null when somebody was quicker
   */
  async function link(user: User, { issuer, subject }: Recognised): Promise<User | null> {
    return database.transaction(async (transaction) => {
      const [linked] = await transaction
        .update(users)
        .set({ oidcIssuer: issuer, oidcSubject: subject, status: "active" })
        .where(and(eq(users.id, user.id), eq(users.status, user.status)))
        .returning();
      if (linked === undefined) return null;
      await transaction.delete(oneTimeLinks).where(eq(oneTimeLinks.userId, user.id));
      return linked;
    });
  }

  async function create(recognised: Recognised, email: string, role: Role): Promise<User | null> {
    const { issuer, subject, claims } = recognised;
    const given = typeof claims.name === "string" ? claims.name.trim() : "";
    const [made] = await database
      .insert(users)
      .values({
        id: newId(),
        email,
        name: (given || email.replace(/@.*/, "")).slice(0, LONGEST_NAME),
        role,
        scope: null,
        status: "active",
        passwordHash: null,
        oidcIssuer: issuer,
        oidcSubject: subject,
        roleFrom: "provider",
        createdAt: new Date(nowMs()),
        lastSignInAt: null,
      })
      .onConflictDoNothing()
      .returning();
    return made ?? null;
  }

  /** The last admin stays one, whatever the claims say: somebody must be able to mend the claim map. */
  async function withRole(user: User, role: Role): Promise<User> {
    if (user.role === role) return user;
    const changed = await people.update(user.id, { role }, "provider");
    return changed.kind === "done" ? changed.value : user;
  }

  async function admitKnown(user: User, matched: Role | null, otherwise: Role | null): Promise<Admitted> {
    if (user.status === "disabled") return { kind: "out", reason: "disabled" };
    const role = matched ?? (user.roleFrom === "provider" ? otherwise : user.role);
    if (role === null) return { kind: "out", reason: "no_role" };
    return { kind: "in", user: await withRole(user, role), isNew: false };
  }

  return {
    /** @param map.defaultRole of somebody whom no admin made and whose claims match nothing; null: may not come in */
    async admit(recognised: Recognised, map: RoleMap & { defaultRole: Role | null }): Promise<Admitted> {
      const matched = roleOf(recognised.claims, map);
      const known = await bySubject(recognised);
      if (known !== null) return admitKnown(known, matched, map.defaultRole);
      const { email: claimed, email_verified: verified } = recognised.claims;
      const email = typeof claimed === "string" ? plainEmail(claimed) : "";
      if (!/^[^\s@]{1,200}@[^\s@]{1,200}$/.test(email)) return { kind: "out", reason: "unverified" };
      const namesake = await people.byEmail(email);
      if (namesake !== null) {
        // An unverified address may be anybody's: it must not open an account that exists.
        if (verified !== true) return { kind: "out", reason: "unverified" };
        if (namesake.status === "disabled") return { kind: "out", reason: "disabled" };
        if (namesake.oidcSubject !== null) return { kind: "out", reason: "other_account" };
        const linked = await link(namesake, recognised);
        return linked === null
          ? { kind: "out", reason: "other_account" }
          : admitKnown(linked, matched, map.defaultRole);
      }
      const role = matched ?? map.defaultRole;
      if (role === null) return { kind: "out", reason: "no_role" };
      const made = await create(recognised, email, role);
      return made === null ? { kind: "out", reason: "other_account" } : { kind: "in", user: made, isNew: true };
    },
  };
}
