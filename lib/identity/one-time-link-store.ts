import { and, eq, gt, isNull, ne } from "drizzle-orm";
import { hashSecret, isSecret, newId, newSecret } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { oneTimeLinks, users } from "@/lib/database/schema";
import { type Transaction, transact } from "@/lib/database/transaction";
import { endAccess } from "./end-access";
import { hasAdmin, makeFirstAdmin } from "./first-admin";
import type { User } from "./user-store";

const HOUR_MS = 3_600_000;
const LIFE_MS = { setup: 24 * HOUR_MS, invitation: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS };

export type OneTimeLinkKind = keyof typeof LIFE_MS;
export type OneTimeLink = typeof oneTimeLinks.$inferSelect;
/** A new link; the secret is told once. */
export type NewOneTimeLink = { kind: OneTimeLinkKind; secret: string; expiresAt: Date };
export type LinkFault = "link_unknown" | "link_used" | "link_expired";

/** Links that set a password, once. A user has one that works at most, and so has the set-up. */
export function createOneTimeLinkStore({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const now = () => new Date(nowMs());

  async function make(tx: Transaction, kind: OneTimeLinkKind, userId: string | null): Promise<NewOneTimeLink> {
    const secret = newSecret("ear_once");
    const expiresAt = new Date(nowMs() + LIFE_MS[kind]);
    const sameOwner = userId === null ? isNull(oneTimeLinks.userId) : eq(oneTimeLinks.userId, userId);
    await tx
      .update(oneTimeLinks)
      .set({ expiresAt: now() })
      .where(and(sameOwner, isNull(oneTimeLinks.usedAt)));
    const values = { id: newId(), kind, tokenHash: hashSecret(secret), userId, createdAt: now(), expiresAt };
    await tx.insert(oneTimeLinks).values(values);
    return { kind, secret, expiresAt };
  }

  async function find(from: Pick<Database, "select">, secret: string): Promise<OneTimeLink | LinkFault> {
    if (!isSecret(secret, "ear_once")) return "link_unknown";
    const [link] = await from
      .select()
      .from(oneTimeLinks)
      .where(eq(oneTimeLinks.tokenHash, hashSecret(secret)));
    if (link === undefined) return "link_unknown";
    if (link.usedAt !== null) return "link_used";
    return link.expiresAt.getTime() > nowMs() ? link : "link_expired";
  }

  /** Marks every open link of the same owner as used; the first of several browsers gets true. */
  async function claim(tx: Transaction, link: OneTimeLink): Promise<boolean> {
    const sameOwner = link.userId === null ? isNull(oneTimeLinks.userId) : eq(oneTimeLinks.userId, link.userId);
    const used = await tx
      .update(oneTimeLinks)
      .set({ usedAt: now() })
      .where(and(sameOwner, isNull(oneTimeLinks.usedAt)))
      .returning({ id: oneTimeLinks.id });
    return used.some(({ id }) => id === link.id);
  }

  return {
    /** A link for the first admin. Earlier ones stop working. */
    makeSetup: () => transact(database, (tx) => make(tx, "setup", null)),

    /** An invitation for somebody who has never signed in, else a reset. Their earlier ones stop working. */
    makeFor: (tx: Transaction, user: User) => make(tx, user.status === "invited" ? "invitation" : "reset", user.id),

    /** What the link is for, without using it. */
    async inspect(secret: string): Promise<{ link: OneTimeLink; user: User | null } | LinkFault> {
      const link = await find(database, secret);
      if (typeof link === "string") return link;
      if (link.userId !== null) {
        const [user] = await database.select().from(users).where(eq(users.id, link.userId));
        return user === undefined || user.status === "disabled" ? "link_expired" : { link, user };
      }
      return (await hasAdmin(database)) ? "link_used" : { link, user: null };
    },

    /** Makes the first admin; of several browsers at once one does. */
    async makeAdmin(
      tx: Transaction,
      secret: string,
      admin: { email: string; name: string; passwordHash: string },
    ): Promise<User | LinkFault> {
      const link = await find(tx, secret);
      if (typeof link === "string") return link;
      if (link.kind !== "setup") return "link_unknown";
      if ((await hasAdmin(tx)) || !(await claim(tx, link))) return "link_used";
      return (await makeFirstAdmin(tx, admin, now())) ?? "link_used";
    },

    /** Sets the password of the link's user, makes them active, ends their sessions and tokens. @param name null: stays */
    async setPassword(
      tx: Transaction,
      secret: string,
      chosen: { name: string | null; passwordHash: string },
    ): Promise<User | LinkFault> {
      const link = await find(tx, secret);
      if (typeof link === "string") return link;
      if (link.userId === null) return "link_unknown";
      if (!(await claim(tx, link))) return "link_used";
      const name = chosen.name === null ? {} : { name: chosen.name };
      const [user] = await tx
        .update(users)
        .set({ ...name, passwordHash: chosen.passwordHash, status: "active" })
        .where(and(eq(users.id, link.userId), ne(users.status, "disabled")))
        .returning();
      if (user === undefined) return "link_expired";
      await endAccess(tx, user.id, now());
      return user;
    },

    /** The open link of each user who has one. */
    async open(
      from: Pick<Database, "select"> = database,
    ): Promise<Map<string, { kind: OneTimeLinkKind; expiresAt: Date }>> {
      const links = await from
        .select()
        .from(oneTimeLinks)
        .where(and(isNull(oneTimeLinks.usedAt), gt(oneTimeLinks.expiresAt, now())));
      return new Map(links.flatMap(({ userId, kind, expiresAt }) => (userId ? [[userId, { kind, expiresAt }]] : [])));
    },
  };
}

export type OneTimeLinks = ReturnType<typeof createOneTimeLinkStore>;
