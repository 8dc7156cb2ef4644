import { and, desc, eq, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { type Memory, NO_MEMORY } from "@/lib/access/memory";
import { hashSecret, isId, isSecret, newId, newSecret } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { accessTokens, users } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import { endReveals } from "./end-access";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nobody needs more programs than this, and a stolen session must not fill the table. */
export const MOST_TOKENS_PER_PERSON = 50;
/** Made in a day, however many of them were revoked: rows stay for the list until they are swept. */
export const MOST_TOKENS_A_DAY = 200;

type NewToken = { userId: string; name: string; permission: "read" | "act" | "export"; days: number };

type Token = typeof accessTokens.$inferSelect;
type Found = { token: Token; user: typeof users.$inferSelect };

/** Personal access tokens: a program acts as its person, with that person's role and scope of the moment. */
export function createTokenStore({
  database,
  nowMs,
  memory = NO_MEMORY,
}: {
  database: Database;
  nowMs: () => number;
  memory?: Memory;
}) {
  const recall = memory.of<Found | null>(["people"], async (hashes) => {
    const found = await select(inArray(accessTokens.tokenHash, hashes));
    return new Map(found.map((one) => [one.token.tokenHash, one]));
  });
  const isUseDue = ({ lastUsedAt }: Token) => lastUsedAt === null || nowMs() - lastUsedAt.getTime() >= MINUTE_MS;
  const holds = (found: Found | null) =>
    found !== null && !isUseDue(found.token) && found.token.expiresAt.getTime() > nowMs();

  /** Those of them that live, of active people. */
  const select = (which: SQL): Promise<Found[]> =>
    database
      .select({ token: accessTokens, user: users })
      .from(accessTokens)
      .innerJoin(users, eq(accessTokens.userId, users.id))
      .where(
        and(
          which,
          isNull(accessTokens.revokedAt),
          gt(accessTokens.expiresAt, new Date(nowMs())),
          eq(users.status, "active"),
        ),
      );

  async function read(tokenHash: string): Promise<Found | null> {
    const now = new Date(nowMs());
    const [found] = await select(eq(accessTokens.tokenHash, tokenHash));
    if (found === undefined) return null;
    const { token, user } = found;
    if (!isUseDue(token)) return found;
    const before = new Date(nowMs() - MINUTE_MS);
    const isStillDue = or(isNull(accessTokens.lastUsedAt), lte(accessTokens.lastUsedAt, before));
    await database
      .update(accessTokens)
      .set({ lastUsedAt: now })
      .where(and(eq(accessTokens.id, token.id), isStillDue));
    return { user, token: { ...token, lastUsedAt: now } };
  }

  return {
    /** @returns the secret, shown once; null when the person has too many living ones, or has made too many today */
    async create(
      tx: Transaction,
      { userId, name, permission, days }: NewToken,
    ): Promise<{ id: string; token: string } | null> {
      // One after the other, or many at once would all find room.
      await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
      const now = new Date(nowMs());
      const own = eq(accessTokens.userId, userId);
      const living = and(own, isNull(accessTokens.revokedAt), gt(accessTokens.expiresAt, now));
      const recent = and(own, gt(accessTokens.createdAt, new Date(nowMs() - DAY_MS)));
      if ((await tx.$count(accessTokens, living)) >= MOST_TOKENS_PER_PERSON) return null;
      if ((await tx.$count(accessTokens, recent)) >= MOST_TOKENS_A_DAY) return null;
      const token = newSecret("ear_token");
      const id = newId();
      await tx.insert(accessTokens).values({
        id,
        tokenHash: hashSecret(token),
        hint: token.slice(0, "ear_token_".length + 4),
        userId,
        name,
        permission,
        createdAt: now,
        expiresAt: new Date(nowMs() + days * DAY_MS),
      });
      return { id, token };
    },

    /** The living token of this secret with its person, when that person is active. Moves lastUsed at most once a minute. */
    async find(secret: string): Promise<Found | null> {
      if (!isSecret(secret, "ear_token")) return null;
      const tokenHash = hashSecret(secret);
      return recall(tokenHash, () => read(tokenHash), holds);
    },

    /** One person's tokens, or everybody's for an admin, newest first; ended ones too, never the secret. */
    async list(userId: string | null) {
      return database
        .select({
          id: accessTokens.id,
          hint: accessTokens.hint,
          name: accessTokens.name,
          permission: accessTokens.permission,
          createdAt: accessTokens.createdAt,
          expiresAt: accessTokens.expiresAt,
          lastUsedAt: accessTokens.lastUsedAt,
          revokedAt: accessTokens.revokedAt,
          ownerId: users.id,
          ownerName: users.name,
        })
        .from(accessTokens)
        .innerJoin(users, eq(accessTokens.userId, users.id))
        .where(userId === null ? undefined : eq(accessTokens.userId, userId))
        .orderBy(desc(accessTokens.createdAt), desc(accessTokens.id));
    },

    /** @param userId whose it must be; null: anybody's, for an admin @returns false when there is no such living token */
    async revoke(tx: Transaction, tokenId: string, userId: string | null): Promise<boolean> {
      if (!isId(tokenId)) return false;
      const theirs = userId === null ? undefined : eq(accessTokens.userId, userId);
      const [revoked] = await tx
        .update(accessTokens)
        .set({ revokedAt: new Date(nowMs()) })
        .where(and(eq(accessTokens.id, tokenId), isNull(accessTokens.revokedAt), theirs))
        .returning({ userId: accessTokens.userId });
      if (revoked === undefined) return false;
      await endReveals(tx, revoked.userId);
      return true;
    },
  };
}

export type Tokens = ReturnType<typeof createTokenStore>;
