import { and, asc, eq, ilike, isNotNull, isNull, notExists, or } from "drizzle-orm";
import type { Person, Role, Scope } from "@/lib/access/actor";
import { readScope, resolveNames, scopeNow } from "@/lib/access/scope";
import { isId, newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { oneTimeLinks, users } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { endAccess, endReveals, forgetOwnViews } from "./end-access";
import { hasAdmin, makeFirstAdmin } from "./first-admin";

export type User = typeof users.$inferSelect;
export type NewUser = { email: string; name: string; role: Role; scope: Scope };
export type UserChanges = { name?: string; role?: Role; scope?: Scope; status?: "active" | "disabled" };
type PasswordChange = { judged: string; next: string; keptSessionId: string | null };

/** Addresses compare without case. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/** The actor that a user is. @param how what they showed: a session or a token, and its id */
export function personOf(
  user: User,
  how: { via: "session" | "token"; credentialId: string; mayAct: boolean; mayExport?: boolean },
): Person {
  const { id, name, email, role } = user;
  return { kind: "person", id, name, email, role, scope: scopeNow(user), ...how };
}

/** A search's text as part of a LIKE pattern: its own % and _ mean themselves. NUL is in no text that is searched. */
const containing = (text: string) => `%${text.replaceAll("\0", "").replace(/[\\%_]/g, "\\$&")}%`;

/** The people who may sign in. One active admin always remains. */
export function createUserStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  /**
   * Runs a change that could take away an admin. The admins' rows are locked in order first, so of two admins who
   * demote each other at once the second sees what the first did.
   */
  async function keepingAnAdmin<T>(
    tx: Transaction,
    id: string,
    change: (user: User) => { loses: boolean; run: () => Promise<T> },
  ): Promise<{ kind: "done"; value: T } | { kind: "unknown" | "last_admin" }> {
    if (!isId(id)) return { kind: "unknown" };
    const admins = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.role, "admin"), eq(users.status, "active")))
      .orderBy(asc(users.id))
      .for("update");
    const [user] = await tx.select().from(users).where(eq(users.id, id)).for("update");
    if (user === undefined) return { kind: "unknown" };
    const { loses, run } = change(user);
    if (loses && admins.every((admin) => admin.id === id)) return { kind: "last_admin" };
    return { kind: "done", value: await run() };
  }

  async function insert(tx: Transaction, user: User): Promise<User | null> {
    const [made] = await tx.insert(users).values(user).onConflictDoNothing({ target: users.email }).returning();
    return made ?? null;
  }

  return {
    /** True once there is an admin who can sign in: the set-up is over. */
    hasAdmin: () => hasAdmin(database),

    /** The admin whom the environment names. @returns null: they are an active admin already */
    async makeAdmin(tx: Transaction, email: string, passwordHash: string): Promise<User | null> {
      return makeFirstAdmin(tx, { email: plainEmail(email), name: null, passwordHash }, new Date(nowMs()));
    },

    async byId(id: string): Promise<User | null> {
      if (!isId(id)) return null;
      const [user] = await database.select().from(users).where(eq(users.id, id));
      return user ?? null;
    },

    async byEmail(email: string, from: Pick<Database, "select"> = database): Promise<User | null> {
      const [user] = await from
        .select()
        .from(users)
        .where(eq(users.email, plainEmail(email)));
      return user ?? null;
    },

    /** By name and address. @param search part of either; null: everybody */
    async list(search: string | null): Promise<User[]> {
      const text = search === null ? undefined : containing(search);
      const where = text === undefined ? undefined : or(ilike(users.name, text), ilike(users.email, text));
      return database.select().from(users).where(where).orderBy(asc(users.name), asc(users.email));
    },

    /** Somebody who gets an invitation, or with `passwordHash` can sign in at once. @returns null: the address is taken */
    async create(tx: Transaction, user: NewUser, passwordHash: string | null = null): Promise<User | null> {
      return insert(tx, {
        id: newId(),
        email: plainEmail(user.email),
        name: user.name,
        role: user.role,
        scope: user.scope,
        status: passwordHash === null ? "invited" : "active",
        passwordHash,
        oidcIssuer: null,
        oidcSubject: null,
        roleFrom: "admin",
        createdAt: new Date(nowMs()),
        lastSignInAt: null,
      });
    },

    /**
     * Changes name, role, scope or status. Disabling ends every session, token and one-time link of theirs; enabling
     * somebody who has no way to sign in yet makes them invited again. A link given out for another role ends.
     */
    async update(tx: Transaction, id: string, changes: UserChanges, by: "admin" | "provider" = "admin") {
      return keepingAnAdmin(tx, id, (user) => {
        const role = changes.role ?? user.role;
        const canSignIn = user.passwordHash !== null || user.oidcSubject !== null;
        const enabled = user.status === "disabled" && changes.status === "active";
        const status = enabled ? (canSignIn ? "active" : "invited") : disabledOr(user.status, changes.status);
        const scope = changes.scope === undefined ? user.scope : changes.scope;
        const wasAdmin = user.role === "admin" && user.status === "active";
        return {
          loses: wasAdmin && (role !== "admin" || status !== "active"),
          async run() {
            if (status === "disabled") await endAccess(tx, id, new Date(nowMs()));
            if (role !== user.role) await tx.delete(oneTimeLinks).where(eq(oneTimeLinks.userId, id));
            // More rights or fewer: what was opened under the old ones is closed.
            if (role !== user.role || changes.scope !== undefined) await endReveals(tx, id);
            // Whom an admin gave a role keeps it, whatever the provider has no word of.
            const roleFrom = changes.role !== undefined && by === "admin" ? by : user.roleFrom;
            const values = { name: changes.name ?? user.name, role, roleFrom, scope, status };
            const [changed] = await tx.update(users).set(values).where(eq(users.id, id)).returning();
            return changed ?? user;
          },
        };
      });
    },

    /** Everybody whose scope names agents by name. */
    async withAgentNames(): Promise<string[]> {
      const rows = await database
        .select({ id: users.id, scope: users.scope })
        .from(users)
        .where(isNotNull(users.scope))
        .orderBy(asc(users.id));
      return rows.filter(({ scope }) => (readScope(scope)?.agentNames.length ?? 0) > 0).map(({ id }) => id);
    },

    /**
     * Has the names in this person's scope that mean one agent alone be its id. What they may see stays the same.
     * @param all every agent of the organisation
     * @returns how many names were replaced
     */
    async resolveAgentNames(tx: Transaction, id: string, all: readonly { id: string; name: string | null }[]) {
      const [user] = await tx.select({ scope: users.scope }).from(users).where(eq(users.id, id)).for("update");
      const scope = readScope(user?.scope ?? null);
      if (scope === null) return 0;
      const { ids, names } = resolveNames(scope.agentNames, all);
      if (ids.length === 0) return 0;
      const agents = [...new Set([...scope.agents, ...ids])];
      await tx
        .update(users)
        .set({ scope: { agents, agentNames: names, campaigns: scope.campaigns } })
        .where(eq(users.id, id));
      return ids.length;
    },

    async remove(tx: Transaction, id: string) {
      return keepingAnAdmin(tx, id, (user) => ({
        loses: user.role === "admin" && user.status === "active",
        async run() {
          await endReveals(tx, id);
          await forgetOwnViews(tx, id);
          await tx.delete(users).where(eq(users.id, id));
          return user;
        },
      }));
    },

    /** The same password hashed anew. @param judged the hash it was judged by @returns false: that is no longer theirs */
    async rehash(id: string, judged: string, passwordHash: string): Promise<boolean> {
      const changed = await database.update(users).set({ passwordHash }).where(stillJudged(id, judged)).returning();
      return changed.length > 0;
    },

    /**
     * Another password; ends every other session, every token and one-time link.
     * @param judged the hash the present one was judged by @returns null: that is no longer theirs
     */
    async changePassword(tx: Transaction, id: string, { judged, next, keptSessionId }: PasswordChange) {
      const changed = await tx.update(users).set({ passwordHash: next }).where(stillJudged(id, judged)).returning();
      return changed.length === 0 ? null : endAccess(tx, id, new Date(nowMs()), keptSessionId);
    },

    /** Gives somebody without an address theirs. @returns null: it is taken, or they have one */
    async adoptEmail(tx: Transaction, id: string, email: string): Promise<User | null> {
      const taken = tx.select({ id: users.id }).from(users).where(eq(users.email, email));
      const [adopted] = await tx
        .update(users)
        .set({ email })
        .where(and(eq(users.id, id), isNull(users.email), notExists(taken)))
        .returning();
      return adopted ?? null;
    },

    async markSignIn(tx: Transaction, id: string): Promise<void> {
      await tx
        .update(users)
        .set({ lastSignInAt: new Date(nowMs()) })
        .where(eq(users.id, id));
    },
  };
}

/** Meanwhile a reset may have set another password, or an admin disabled them. */
const stillJudged = (id: string, judged: string) =>
  and(eq(users.id, id), eq(users.status, "active"), eq(users.passwordHash, judged));

function disabledOr(status: User["status"], wanted: UserChanges["status"]): User["status"] {
  return wanted === "disabled" ? "disabled" : status;
}

export type Users = ReturnType<typeof createUserStore>;
