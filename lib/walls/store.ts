import { and, asc, eq, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { makersWithoutUser, mayStill } from "@/lib/access/makers";
import { type Memory, NO_MEMORY } from "@/lib/access/memory";
import { hashSecret, isSecret, newId, newSecret } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { users, type WallConfigColumn, wallPairings, wallPasses } from "@/lib/database/schema";
import { type Transaction, transact } from "@/lib/database/transaction";
import { newWallCode, readWallCode } from "./code";

const MINUTE_MS = 60_000;
/** How long a code on a screen can be entered. */
export const PAIRING_LIFE_MS = 10 * MINUTE_MS;
/** A pass gets a new token this often. */
const RENEW_MS = 24 * 60 * MINUTE_MS;
/** A screen that has no new token this long after it was sent (its own deadline is 15 s) never had that answer. */
const LOST_ANSWER_MS = 20_000;
const SEEN_MS = MINUTE_MS;

export type WallPass = typeof wallPasses.$inferSelect;
/** `words`: the screen may show what callers say, redacted. */
type FoundWall = { id: string; name: string; words: boolean };
type WallMaker = { id: string; name: string };
/** `stopped`: revoked by nobody, but whoever let the screen in may no longer do that. */
export type ListedWallPass = WallPass & { stopped: boolean };

/** Screens that may show the board, and codes of screens that wait for somebody to let them. */
export function createWallStore({
  database,
  nowMs,
  isDemo,
  memory = NO_MEMORY,
}: {
  database: Database;
  nowMs: () => number;
  isDemo: boolean;
  memory?: Memory;
}) {
  // A pass ends with its maker's right to it.
  const recall = memory.of<FoundWall | null>(["walls", "people"]);
  const now = () => new Date(nowMs());
  const kept = and(isNull(wallPasses.revokedAt), ne(wallPasses.createdById, makersWithoutUser(!isDemo)));
  const makers = database
    .select({ id: users.id })
    .from(users)
    // Nor may they be limited to a part of the calls: a wall shows them all.
    .where(and(mayStill("walls.manage"), or(eq(users.role, "admin"), isNull(users.scope))));
  const standing = or(eq(wallPasses.createdById, makersWithoutUser(isDemo)), inArray(wallPasses.createdById, makers));
  const alive = and(kept, standing);

  /** Gives the pass a new token unless another request just did; the old one works until the new one has been seen. */
  async function renew(pass: WallPass, knownHash: string): Promise<string | null> {
    const token = newSecret("ear_wall");
    const renewed = await database
      .update(wallPasses)
      .set({ tokenHash: hashSecret(token), previousTokenHash: knownHash, renewedAt: now() })
      .where(and(eq(wallPasses.id, pass.id), alive, eq(wallPasses.tokenHash, pass.tokenHash)))
      .returning({ id: wallPasses.id });
    return renewed.length === 0 ? null : token;
  }

  async function passOf(token: string): Promise<WallPass | null> {
    if (!isSecret(token, "ear_wall")) return null;
    const hash = hashSecret(token);
    const known = or(eq(wallPasses.tokenHash, hash), eq(wallPasses.previousTokenHash, hash));
    const [pass] = await database.select().from(wallPasses).where(and(known, alive));
    return pass ?? null;
  }

  async function pairingOf(secret: string) {
    if (!isSecret(secret, "ear_pair")) return null;
    const [pairing] = await database
      .select()
      .from(wallPairings)
      .where(eq(wallPairings.browserHash, hashSecret(secret)));
    return pairing !== undefined && pairing.expiresAt.getTime() > nowMs() ? pairing : null;
  }

  return {
    /**
     * A new code for a screen; one it showed before ends.
     * @param before the secret of the screen's own earlier pairing, if it has one
     * @returns the code to show and the secret for the screen's cookie, once
     */
    async startPairing(before: string | null): Promise<{ code: string; secret: string; lifeMs: number }> {
      const code = newWallCode();
      const secret = newSecret("ear_pair");
      await transact(database, async (tx) => {
        const own = before === null ? undefined : eq(wallPairings.browserHash, hashSecret(before));
        await tx.delete(wallPairings).where(or(lte(wallPairings.expiresAt, now()), own));
        await tx.insert(wallPairings).values({
          id: newId(),
          codeHash: hashSecret(code),
          browserHash: hashSecret(secret),
          createdAt: now(),
          expiresAt: new Date(nowMs() + PAIRING_LIFE_MS),
        });
      });
      return { code, secret, lifeMs: PAIRING_LIFE_MS };
    },

    /**
     * Lets the screen that shows this code in. Of two who enter it at once, one does.
     * @param typed as typed: dash, blanks and capitals do not matter
     * @returns null when no screen shows the code
     */
    async claim(tx: Transaction, typed: string, made: { name: string; config: WallConfigColumn; by: WallMaker }) {
      const code = readWallCode(typed);
      if (code === null) return null;
      const id = newId();
      const [pairing] = await tx
        .select({ id: wallPairings.id, expiresAt: wallPairings.expiresAt, passId: wallPairings.passId })
        .from(wallPairings)
        .where(eq(wallPairings.codeHash, hashSecret(code)))
        .for("update");
      if (pairing === undefined || pairing.passId !== null || pairing.expiresAt.getTime() <= nowMs()) return null;
      const values = {
        id,
        name: made.name,
        config: made.config,
        // Of a secret nobody has: the screen gets its own when it comes for the pass.
        tokenHash: hashSecret(newSecret("ear_wall")),
        renewedAt: now(),
        createdById: made.by.id,
        createdByName: made.by.name,
        createdAt: now(),
      };
      const [pass] = await tx.insert(wallPasses).values(values).returning();
      await tx.update(wallPairings).set({ passId: id }).where(eq(wallPairings.id, pairing.id));
      return pass ?? null;
    },

    /**
     * What became of the pairing of the browser with this secret. A claimed one brings the pass's token; asked again later,
     * but before the pass has been seen, a new one: that answer was lost. The first sight of the pass ends the pairing.
     */
    async collect(secret: string): Promise<{ pass: WallPass; token: string } | "waiting" | null> {
      const pairing = await pairingOf(secret);
      if (pairing === null) return null;
      if (pairing.passId === null) return "waiting";
      const [pass] = await database
        .select()
        .from(wallPasses)
        .where(and(eq(wallPasses.id, pairing.passId), alive));
      if (pass === undefined) return null;
      // Two tabs of one browser ask at once, and their answers may arrive in either order: only one brings a token.
      const isUnderWay = pass.previousTokenHash !== null && nowMs() - pass.renewedAt.getTime() < LOST_ANSWER_MS;
      const token = isUnderWay ? null : await renew(pass, pass.tokenHash);
      return token === null ? "waiting" : { pass, token };
    },

    /** The pass this token opens, or null. Changes nothing. */
    passOf,

    /** The same in short, for whoever asks who is there. */
    async find(token: string): Promise<FoundWall | null> {
      if (!isSecret(token, "ear_wall")) return null;
      const read = async () => {
        const pass = await passOf(token);
        return pass === null ? null : { id: pass.id, name: pass.name, words: pass.config.words === "shown" };
      };
      return recall(hashSecret(token), read, (found) => found !== null);
    },

    /**
     * A screen reports: notes that and what build it runs, and renews its token when that is due.
     * @returns null when the token opens no pass (any more); `token` is new and belongs into the cookie, or null
     */
    async checkIn(token: string, build: string): Promise<{ pass: WallPass; token: string | null } | null> {
      const pass = await passOf(token);
      if (pass === null) return null;
      const hash = hashSecret(token);
      const isCurrent = hash === pass.tokenHash;
      const sinceSeenMs = pass.lastSeenAt === null ? null : nowMs() - pass.lastSeenAt.getTime();
      const isNews = sinceSeenMs === null || sinceSeenMs >= SEEN_MS || pass.build !== build;
      const hasArrived = isCurrent && pass.previousTokenHash !== null;
      if (isNews || hasArrived) {
        await database
          .update(wallPasses)
          .set({ lastSeenAt: now(), build, ...(hasArrived ? { previousTokenHash: null } : {}) })
          .where(and(eq(wallPasses.id, pass.id), eq(wallPasses.tokenHash, pass.tokenHash)));
      }
      if (sinceSeenMs === null) await database.delete(wallPairings).where(eq(wallPairings.passId, pass.id));
      const isDue = nowMs() - pass.renewedAt.getTime() >= (isCurrent ? RENEW_MS : LOST_ANSWER_MS);
      return { pass, token: isDue ? await renew(pass, hash) : null };
    },

    /** Every pass that is not revoked, by name. */
    async list(): Promise<ListedWallPass[]> {
      const rows = await database
        .select({ pass: wallPasses, stands: sql<boolean>`${standing}` })
        .from(wallPasses)
        .where(kept)
        .orderBy(asc(wallPasses.name), asc(wallPasses.createdAt));
      return rows.map(({ pass, stands }) => ({ ...pass, stopped: !stands }));
    },

    /** @returns the pass as it is now, or null when there is none */
    async change(
      tx: Transaction,
      id: string,
      to: { name?: string; config?: WallConfigColumn; reload?: boolean },
    ): Promise<WallPass | null> {
      const { reload = false, ...fields } = to;
      const [pass] = await tx
        .update(wallPasses)
        .set(reload ? { ...fields, reloadAskedAt: now() } : fields)
        .where(and(eq(wallPasses.id, id), alive))
        .returning();
      return pass ?? null;
    },

    /** Ends a pass for good, one that has stopped as well. @returns the pass that it was, or null when there is none */
    async revoke(tx: Transaction, id: string): Promise<WallPass | null> {
      const [pass] = await tx
        .update(wallPasses)
        .set({ revokedAt: now(), previousTokenHash: null })
        .where(and(eq(wallPasses.id, id), kept))
        .returning();
      return pass ?? null;
    },
  };
}

export type WallStore = ReturnType<typeof createWallStore>;
