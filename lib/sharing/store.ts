import { timingSafeEqual } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Person, ShareGrant } from "@/lib/access/actor";
import { type Memory, NO_MEMORY } from "@/lib/access/memory";
import { hashSecret, isId, isSecret, newId, newSecret } from "@/lib/access/secrets";
import type { Database } from "@/lib/database/database";
import { shareLinks, shareVisits, users } from "@/lib/database/schema";
import type { Transaction } from "@/lib/database/transaction";
import {
  columns,
  conditions,
  type LivingLink,
  listed,
  livingLink,
  type Row,
  type ShareFilter,
  type ShareLink,
  unended,
} from "./rows";

export type ShareFault = "unknown" | "expired" | "revoked";

/** The newest links at most in one list; a search finds the others. */
export const MAX_LISTED_SHARES = 200;
/** Nobody needs more links at once than this, and a stolen session must not fill the table. */
export const MOST_SHARES_PER_PERSON = 500;
/** Browsers that a link keeps in; one more puts the first of them out, which can open the link again. */
export const MOST_VISITS_OF_A_LINK = 500;

type Visit = { link: LivingLink } | { fault: ShareFault | "incomplete" };

/** Links that show one call to whoever holds them. The database is the authority on revocation. */
export function createShareStore({
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
  // A link ends with its maker's right to it.
  const recall = memory.of<Visit>(["shares", "people"]);
  const select = () =>
    database
      .select(columns({ nowMs: nowMs(), isDemo }))
      .from(shareLinks)
      .leftJoin(users, eq(shareLinks.createdById, users.id))
      .$dynamic();

  const find = async (id: string): Promise<Row | null> => {
    if (!isId(id)) return null;
    const [row] = await select().where(eq(shareLinks.id, id));
    return row ?? null;
  };

  /** Makes room for one more browser: those that came first go. */
  async function putOut(tx: Transaction, linkId: string): Promise<void> {
    const surplus = tx
      .select({ id: shareVisits.id })
      .from(shareVisits)
      .where(eq(shareVisits.linkId, linkId))
      .orderBy(desc(shareVisits.createdAt), desc(shareVisits.id))
      .offset(MOST_VISITS_OF_A_LINK - 1);
    await tx.delete(shareVisits).where(inArray(shareVisits.id, surplus));
  }

  async function visit(id: string, token: string | null): Promise<Visit> {
    const row = await find(id);
    if (row === null) return { fault: "unknown" };
    if (row.state !== "active") return { fault: row.state };
    if (token === null || !isSecret(token, "ear_share")) return { fault: "incomplete" };
    const visits = await database
      .select({ id: shareVisits.id })
      .from(shareVisits)
      .where(and(eq(shareVisits.tokenHash, hashSecret(token)), eq(shareVisits.linkId, id)));
    return visits.length === 0 ? { fault: "incomplete" } : { link: livingLink(row) };
  }

  return {
    /** True when this person has so many links that work that they make no more. */
    async isFull(makerId: string): Promise<boolean> {
      const now = new Date(nowMs());
      const count = await database.$count(shareLinks, and(eq(shareLinks.createdById, makerId), unended(now)));
      return count >= MOST_SHARES_PER_PERSON;
    },

    /** @returns the link's id and its secret, which is told this once @param passcodeHash null: none is asked */
    async make(
      tx: Transaction,
      input: {
        callId: string;
        label: string;
        grant: ShareGrant;
        hours: number;
        passcodeHash: string | null;
        maker: Pick<Person, "id" | "name">;
      },
    ): Promise<{ id: string; secret: string; expiresAt: Date }> {
      const { callId, label, grant, hours, passcodeHash, maker } = input;
      const id = newId();
      const secret = newSecret("ear_share");
      const expiresAt = new Date(nowMs() + hours * 3_600_000);
      await tx.insert(shareLinks).values({
        id,
        secretHash: hashSecret(secret),
        callId,
        label,
        grant,
        passcodeHash,
        createdById: maker.id,
        createdByName: maker.name,
        createdAt: new Date(nowMs()),
        expiresAt,
      });
      return { id, secret, expiresAt };
    },

    /** The link of this id, when this is its secret and it works now. */
    async bySecret(
      id: string,
      secret: string,
    ): Promise<{ link: LivingLink; passcodeHash: string | null } | { fault: ShareFault }> {
      const row = isSecret(secret, "ear_share") ? await find(id) : null;
      if (row === null || !isSame(hashSecret(secret), row.link.secretHash)) return { fault: "unknown" };
      const { state, link } = row;
      return state === "active" ? { link: livingLink(row), passcodeHash: link.passcodeHash } : { fault: state };
    },

    /**
     * Counts an opening and lets a browser in until the link ends.
     * @returns the browser's own secret, or null when the link has ended in this very moment
     */
    async enter(tx: Transaction, linkId: string): Promise<string | null> {
      const now = new Date(nowMs());
      const [link] = await tx
        .update(shareLinks)
        .set({ openCount: sql`${shareLinks.openCount} + 1`, lastOpenedAt: now })
        .where(and(eq(shareLinks.id, linkId), unended(now)))
        .returning({ openCount: shareLinks.openCount });
      if (link === undefined) return null;
      if (link.openCount > MOST_VISITS_OF_A_LINK) await putOut(tx, linkId);
      const token = newSecret("ear_share");
      await tx.insert(shareVisits).values({ id: newId(), tokenHash: hashSecret(token), linkId, createdAt: now });
      return token;
    },

    /** The link of this id for a browser that was let in. `incomplete`: it works, but this browser was not. */
    byVisit(id: string, token: string | null): Promise<Visit> {
      const holds = (found: Visit) => "link" in found && found.link.expiresAt.getTime() > nowMs();
      return recall(hashSecret(`${id} ${token}`), () => visit(id, token), holds);
    },

    /** Newest first, at most MAX_LISTED_SHARES; `more`: there are others. */
    async list(filter: ShareFilter): Promise<{ links: ShareLink[]; more: boolean }> {
      const rows = await select()
        .where(and(...conditions(filter, { nowMs: nowMs(), isDemo })))
        .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
        .limit(MAX_LISTED_SHARES + 1);
      const links = rows.slice(0, MAX_LISTED_SHARES).map(listed);
      return { links, more: rows.length > MAX_LISTED_SHARES };
    },

    /**
     * Ends what still works: one link, all of a call, all of a person. Browsers that are in are out with their next poll.
     * @returns the links that this ended
     */
    async revoke(
      tx: Transaction,
      which: { id?: string; callId?: string; createdById?: string | undefined },
    ): Promise<string[]> {
      const chosen = [
        ...(which.id === undefined ? [] : [eq(shareLinks.id, which.id)]),
        ...(which.callId === undefined ? [] : [eq(shareLinks.callId, which.callId)]),
        ...(which.createdById === undefined ? [] : [eq(shareLinks.createdById, which.createdById)]),
      ];
      // Nothing named is nothing ended, not everything.
      if (chosen.length === 0) return [];
      const now = new Date(nowMs());
      const ended = await tx
        .update(shareLinks)
        .set({ revokedAt: now })
        .where(and(...chosen, unended(now)))
        .returning({ id: shareLinks.id });
      return ended.map(({ id }) => id);
    },

    /** Who made the link of this id; null: there is none. */
    async makerOf(id: string): Promise<string | null> {
      return (await find(id))?.link.createdById ?? null;
    },
  };
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

export type Shares = ReturnType<typeof createShareStore>;
