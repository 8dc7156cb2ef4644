import { and, desc, eq, gt, inArray, ne, type SQL } from "drizzle-orm";
import { type Memory, NO_MEMORY } from "@/lib/access/memory";
import { hashSecret, isId, isSecret, newId, newSecret } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { sessions, users } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A session ends when it is not used for this long … */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** … and at the latest this long after signing in, unless settings say sooner. */
const SESSION_LIFE_MS = 7 * 24 * HOUR_MS;

type Session = typeof sessions.$inferSelect;
type Found = { session: Session; user: typeof users.$inferSelect };

/** Browsers that are signed in. What a session may do is its user's business, read afresh each time. */
export function createSessionStore({
  database,
  nowMs,
  lifeMs = SESSION_LIFE_MS,
  memory = NO_MEMORY,
}: {
  database: Database;
  nowMs: () => number;
  lifeMs?: number;
  memory?: Memory;
}) {
  const recall = memory.of<Found | null>(["people"], async (hashes) => {
    const found = await select(inArray(sessions.tokenHash, hashes));
    return new Map(found.map((one) => [one.session.tokenHash, one]));
  });
  const notIdle = () => gt(sessions.lastSeenAt, new Date(nowMs() - SESSION_IDLE_MS));
  // A shorter life than they were given holds for sessions that are there, too.
  const notOver = () => and(gt(sessions.endsAt, new Date(nowMs())), gt(sessions.createdAt, new Date(nowMs() - lifeMs)));

  const isSeenDue = ({ lastSeenAt }: Session) => nowMs() - lastSeenAt.getTime() >= MINUTE_MS;
  /** What a copy says must still hold by today's clock; one that was not seen for a minute cannot be idle unnoticed. */
  const holds = (found: Found | null) =>
    found !== null &&
    !isSeenDue(found.session) &&
    found.session.endsAt.getTime() > nowMs() &&
    found.session.createdAt.getTime() > nowMs() - lifeMs;

  /** Those of them that live, of active users. */
  const select = (which: SQL | undefined): Promise<Found[]> =>
    database
      .select({ session: sessions, user: users })
      .from(sessions)
      .innerJoin(users, eq(sessions.userId, users.id))
      .where(and(which, eq(users.status, "active"), notIdle(), notOver()));

  async function read(tokenHash: string): Promise<Found | null> {
    const [found] = await select(eq(sessions.tokenHash, tokenHash));
    if (found === undefined) return null;
    const { session, user } = found;
    if (!isSeenDue(session)) return found;
    const lastSeenAt = new Date(nowMs());
    await database.update(sessions).set({ lastSeenAt }).where(eq(sessions.id, session.id));
    return { user, session: { ...session, lastSeenAt } };
  }

  return {
    /**
     * @param device browser and system in a few words
     * @param judged the password hash by which they were let in, which must still be theirs; null: not by a password
     * @returns the secret for the cookie, once; null: meanwhile they were disabled or have another password
     */
    async start(
      tx: Transaction,
      user: { id: string; judged: string | null },
      device: string,
    ): Promise<{ id: string; token: string; endsAt: Date } | null> {
      const token = newSecret("ear_session");
      const id = newId();
      const now = new Date(nowMs());
      const endsAt = new Date(nowMs() + lifeMs);
      const isTheirs = user.judged === null ? undefined : eq(users.passwordHash, user.judged);
      // Locked, so that whatever ends this person's sessions comes before this one or sees it.
      const [person] = await tx
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.id, user.id), eq(users.status, "active"), isTheirs))
        .for("share");
      if (person === undefined) return null;
      await tx.insert(sessions).values({
        id,
        tokenHash: hashSecret(token),
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        endsAt,
        device,
      });
      return { id, token, endsAt };
    },

    /** The living session of this secret with its user, when that user is active. Moves lastSeen at most once a minute. */
    async find(token: string): Promise<Found | null> {
      if (!isSecret(token, "ear_session")) return null;
      const tokenHash = hashSecret(token);
      return recall(tokenHash, () => read(tokenHash), holds);
    },

    async list(userId: string) {
      return database
        .select({
          id: sessions.id,
          device: sessions.device,
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          endsAt: sessions.endsAt,
        })
        .from(sessions)
        .where(and(eq(sessions.userId, userId), notIdle(), notOver()))
        .orderBy(desc(sessions.lastSeenAt));
    },

    /** @returns false when this user has no such session */
    async end(tx: Transaction, userId: string, sessionId: string): Promise<boolean> {
      if (!isId(sessionId)) return false;
      const ended = await tx
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), eq(sessions.id, sessionId)))
        .returning({ id: sessions.id });
      return ended.length > 0;
    },

    /** Ends whatever session has this secret: a browser that signs in again leaves nothing behind. */
    async endToken(tx: Transaction, token: string): Promise<void> {
      if (isSecret(token, "ear_session")) await tx.delete(sessions).where(eq(sessions.tokenHash, hashSecret(token)));
    },

    /** @param keptSessionId null: none is kept @returns how many ended */
    async endAll(tx: Transaction, userId: string, keptSessionId: string | null): Promise<number> {
      const others = keptSessionId === null ? undefined : ne(sessions.id, keptSessionId);
      const ended = await tx
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), others))
        .returning({ id: sessions.id });
      return ended.length;
    },
  };
}

export type Sessions = ReturnType<typeof createSessionStore>;
