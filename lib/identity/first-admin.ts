import { and, eq, ne, or } from "drizzle-orm";
import { newId } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { users } from "@/lib/database/schema";
import { endAccess } from "./end-access";

const isActiveAdmin = and(eq(users.role, "admin"), eq(users.status, "active"));

/** True while somebody is there who can let others in: then the set-up is over. Whoever else signs in does not end it. */
export async function hasAdmin(database: Pick<Database, "select">): Promise<boolean> {
  const found = await database.select({ id: users.id }).from(users).where(isActiveAdmin).limit(1);
  return found.length > 0;
}

/**
 * Makes the admin of the set-up. Somebody who has the address already becomes them; what let that person in before, also at
 * a single sign-on provider that may never have verified the address, no longer does.
 * @param admin.email in plain form @param admin.name null: stays, or "Admin" @returns null: they are an active admin already
 */
export async function makeFirstAdmin(
  transaction: Pick<Database, "insert" | "delete" | "update">,
  admin: { email: string; name: string | null; passwordHash: string },
  now: Date,
): Promise<typeof users.$inferSelect | null> {
  const { email, name, passwordHash } = admin;
  const signsIn = { passwordHash, oidcIssuer: null, oidcSubject: null };
  const rights = { ...signsIn, role: "admin", roleFrom: "admin", status: "active" } as const;
  const [user] = await transaction
    .insert(users)
    .values({ ...rights, id: newId(), email, name: name ?? "Admin", createdAt: now })
    .onConflictDoUpdate({
      target: users.email,
      set: name === null ? rights : { ...rights, name },
      setWhere: or(ne(users.role, "admin"), ne(users.status, "active")),
    })
    .returning();
  if (user === undefined) return null;
  await endAccess(transaction, user.id, now);
  return user;
}
