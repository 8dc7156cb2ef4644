import { timingSafeEqual } from "node:crypto";
import { and, desc, eq, gt, ilike, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import { shareLinks, shareVisits, users } from "@/lib/database/schema";
import type { Person, ShareGrant } from "./actor";
import { hashSecret, isSecret, newId, newSecret } from "./secrets";

export type ShareState = "active" | "expired" | "revoked";

/** A link as its maker may see it; its secret is not kept anywhere. */
export type ShareLink = {
  id: string;
  callId: string;
  label: string;
  grant: ShareGrant;
  hasPasscode: boolean;
  createdById: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
  openCount: number;
  lastOpenedAt: Date | null;
  state: ShareState;
  /** revoked by nobody, but its maker was disabled, deleted, or made a viewer */
  stoppedWithMaker: boolean;
};

/** A link that works now, and its maker as they are now: what they may no longer do, their link may not either. */
export type LivingLink = { id: string; callId: string; grant: ShareGrant; expiresAt: Date; maker: Person };

export type ShareFault = "unknown" | "expired" | "revoked";

export type ShareFilter = {
  callId?: string | undefined;
  /** links of this person only */
  createdById?: string | undefined;
  state?: ShareState | undefined;
  /** looked for in label, maker's name and call id */
  search?: string | undefined;
};

/** The newest links at most in one list; a search finds the others. */
export const MAX_LISTED_SHARES = 200;

/** Where nobody signs in there is no user whose rights could end. */
const NOT_USERS = ["demo", "off"];
const MAY_SHARE = ["admin", "supervisor"] as const;

const COLUMNS = { link: shareLinks, userStatus: users.status, userRole: users.role, userScope: users.scope };
type Row = {
  link: typeof shareLinks.$inferSelect;
  userStatus: string | null;
  userRole: Person["role"] | null;
  userScope: Person["scope"];
};

/** Links that show one call to whoever holds them. Every reading asks the database: it is the authority on revocation. */
export function createShares({ database, nowMs }: { database: Database; nowMs: () => number }) {
  const select = () =>
    database.select(COLUMNS).from(shareLinks).leftJoin(users, eq(shareLinks.createdById, users.id)).$dynamic();

  const find = async (id: string): Promise<Row | null> => {
    if (!isShareId(id)) return null;
    const [row] = await select().where(eq(shareLinks.id, id));
    return row ?? null;
  };

  return {
    /** @returns the link's id and its secret, which is told this once @param passcodeHash null: none is asked */
    async make(input: {
      callId: string;
      label: string;
      grant: ShareGrant;
      hours: number;
      passcodeHash: string | null;
      maker: Pick<Person, "id" | "name">;
    }): Promise<{ id: string; secret: string; expiresAt: Date }> {
      const { callId, label, grant, hours, passcodeHash, maker } = input;
      const id = newId();
      const secret = newSecret("ear_share");
      const expiresAt = new Date(nowMs() + hours * 3_600_000);
      await database.insert(shareLinks).values({
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
      const state = stateOf(row, nowMs());
      return state === "active" ? { link: livingLink(row), passcodeHash: row.link.passcodeHash } : { fault: state };
    },

    /**
     * Counts an opening and lets a browser in until the link ends.
     * @returns the browser's own secret, or null when the link has ended in this very moment
     */
    async enter(linkId: string): Promise<string | null> {
      const now = new Date(nowMs());
      return database.transaction(async (transaction) => {
        const counted = await transaction
          .update(shareLinks)
          .set({ openCount: sql`${shareLinks.openCount} + 1`, lastOpenedAt: now })
          .where(and(eq(shareLinks.id, linkId), isNull(shareLinks.revokedAt), gt(shareLinks.expiresAt, now)))
          .returning({ id: shareLinks.id });
        if (counted.length === 0) return null;
        const token = newSecret("ear_share");
        await transaction
          .insert(shareVisits)
          .values({ id: newId(), tokenHash: hashSecret(token), linkId, createdAt: now });
        return token;
      });
    },

    /** The link of this id for a browser that was let in. `incomplete`: it works, but this browser was not. */
    async byVisit(
      id: string,
      token: string | null,
    ): Promise<{ link: LivingLink } | { fault: ShareFault | "incomplete" }> {
      const row = await find(id);
      if (row === null) return { fault: "unknown" };
      const state = stateOf(row, nowMs());
      if (state !== "active") return { fault: state };
      if (token === null || !isSecret(token, "ear_share")) return { fault: "incomplete" };
      const visits = await database
        .select({ id: shareVisits.id })
        .from(shareVisits)
        .where(and(eq(shareVisits.tokenHash, hashSecret(token)), eq(shareVisits.linkId, id)));
      return visits.length === 0 ? { fault: "incomplete" } : { link: livingLink(row) };
    },

    /** Newest first, at most MAX_LISTED_SHARES; `more`: there are others. */
    async list(filter: ShareFilter): Promise<{ links: ShareLink[]; more: boolean }> {
      const rows = await select()
        .where(and(...conditions(filter, nowMs())))
        .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
        .limit(MAX_LISTED_SHARES + 1);
      const links = rows.slice(0, MAX_LISTED_SHARES).map((row) => listed(row, nowMs()));
      return { links, more: rows.length > MAX_LISTED_SHARES };
    },

    /**
     * Ends what still works: one link, all of a call, all of a person. Browsers that are in are out with their next poll.
     * @returns the links that this ended
     */
    async revoke(which: { id?: string; callId?: string; createdById?: string | undefined }): Promise<string[]> {
      const chosen = [
        ...(which.id === undefined ? [] : [eq(shareLinks.id, which.id)]),
        ...(which.callId === undefined ? [] : [eq(shareLinks.callId, which.callId)]),
        ...(which.createdById === undefined ? [] : [eq(shareLinks.createdById, which.createdById)]),
      ];
      // Nothing named is nothing ended, not everything.
      if (chosen.length === 0) return [];
      const now = new Date(nowMs());
      const ended = await database
        .update(shareLinks)
        .set({ revokedAt: now })
        .where(and(...chosen, isNull(shareLinks.revokedAt), gt(shareLinks.expiresAt, now)))
        .returning({ id: shareLinks.id });
      return ended.map(({ id }) => id);
    },

    /** Who made the link of this id; null: there is none. */
    async makerOf(id: string): Promise<string | null> {
      return (await find(id))?.link.createdById ?? null;
    },
  };
}

/** True when the text can be a link's id: worth a look into the database. */
export const isShareId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const isStanding = ({ link, userStatus, userRole }: Row): boolean =>
  NOT_USERS.includes(link.createdById) || (userStatus === "active" && MAY_SHARE.some((role) => role === userRole));

function stateOf(row: Row, nowMs: number): ShareState {
  if (row.link.revokedAt !== null || !isStanding(row)) return "revoked";
  return row.link.expiresAt.getTime() <= nowMs ? "expired" : "active";
}

function livingLink({ link, userRole, userScope }: Row): LivingLink {
  const { id, callId, grant, expiresAt, createdById, createdByName } = link;
  const maker: Person = {
    kind: "person",
    id: createdById,
    name: createdByName,
    email: null,
    role: userRole ?? "admin",
    scope: userScope,
    via: "session",
    credentialId: null,
    mayAct: true,
  };
  return { id, callId, grant, expiresAt, maker };
}

function listed(row: Row, nowMs: number): ShareLink {
  const { secretHash: _secret, passcodeHash, revokedAt, ...link } = row.link;
  const state = stateOf(row, nowMs);
  return {
    ...link,
    hasPasscode: passcodeHash !== null,
    state,
    stoppedWithMaker: state === "revoked" && revokedAt === null,
  };
}

function conditions(filter: ShareFilter, nowMs: number): (SQL | undefined)[] {
  const { callId, createdById, state, search } = filter;
  const now = new Date(nowMs);
  const standing = or(
    inArray(shareLinks.createdById, NOT_USERS),
    and(eq(users.status, "active"), inArray(users.role, [...MAY_SHARE])),
  );
  const fallen = and(
    sql`${shareLinks.createdById} not in ('demo', 'off')`,
    or(isNull(users.id), ne(users.status, "active"), eq(users.role, "viewer")),
  );
  const kept = and(isNull(shareLinks.revokedAt), standing);
  const states: Record<ShareState, SQL | undefined> = {
    active: and(kept, gt(shareLinks.expiresAt, now)),
    expired: and(kept, lte(shareLinks.expiresAt, now)),
    revoked: or(isNotNull(shareLinks.revokedAt), fallen),
  };
  const words = search === undefined || search === "" ? null : `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    callId === undefined ? undefined : eq(shareLinks.callId, callId),
    createdById === undefined ? undefined : eq(shareLinks.createdById, createdById),
    state === undefined ? undefined : states[state],
    words === null
      ? undefined
      : or(ilike(shareLinks.label, words), ilike(shareLinks.createdByName, words), ilike(shareLinks.callId, words)),
  ];
}

export type Shares = ReturnType<typeof createShares>;
