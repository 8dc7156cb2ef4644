import { and, eq, isNull, ne } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { accessTokens, oneTimeLinks, reveals, savedViews, sessions } from "@/lib/database/schema";

/** Hides again what a person asked to see: rights that end do not come back with what they had opened. */
export async function endReveals(transaction: Pick<Database, "delete">, userId: string): Promise<void> {
  await transaction.delete(reveals).where(eq(reveals.personId, userId));
}

/** Forgets the views only they had; what they shared is everybody's and stays. */
export async function forgetOwnViews(transaction: Pick<Database, "delete">, userId: string): Promise<void> {
  await transaction.delete(savedViews).where(and(eq(savedViews.madeById, userId), eq(savedViews.shared, false)));
}

/**
 * Ends what lets somebody in without their password (sessions, access tokens, one-time links), and what they revealed. The transaction must have
 * changed or locked the user's row before, so that a session that starts at this moment is either seen here or refused.
 * @param keptSessionId of the browser that asks; null: none is kept
 */
export async function endAccess(
  transaction: Pick<Database, "delete" | "update">,
  userId: string,
  now: Date,
  keptSessionId: string | null = null,
): Promise<{ sessionsEnded: number; tokensEnded: number }> {
  const others = keptSessionId === null ? undefined : ne(sessions.id, keptSessionId);
  const endedSessions = await transaction
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), others))
    .returning({ id: sessions.id });
  const endedTokens = await transaction
    .update(accessTokens)
    .set({ revokedAt: now })
    .where(and(eq(accessTokens.userId, userId), isNull(accessTokens.revokedAt)))
    .returning({ id: accessTokens.id });
  await endReveals(transaction, userId);
  // One that was used stays, and goes on saying so.
  await transaction.delete(oneTimeLinks).where(and(eq(oneTimeLinks.userId, userId), isNull(oneTimeLinks.usedAt)));
  return { sessionsEnded: endedSessions.length, tokensEnded: endedTokens.length };
}
