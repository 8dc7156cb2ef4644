import { and, eq, gt, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Person, ShareGrant } from "@/lib/access/actor";
import { makersWithoutUser, mayStill } from "@/lib/access/makers";
import { type StoredScope, scopeNow } from "@/lib/access/scope";
import { shareLinks, users } from "@/lib/database/schema";

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

export type ShareFilter = {
  callId?: string | undefined;
  /** links of this person only */
  createdById?: string | undefined;
  state?: ShareState | undefined;
  /** looked for in label, maker's name and call id */
  search?: string | undefined;
};

/** When, and whether in the demo: only there the demo's links work. */
type Here = { nowMs: number; isDemo: boolean };

/** Whether the link's maker may still share calls. The database alone judges it, for one link as for a list. */
const isStanding = (isDemo: boolean): SQL<boolean> =>
  sql`(${or(eq(shareLinks.createdById, makersWithoutUser(isDemo)), mayStill("call.share"))}) is true`;

/** Has neither been revoked nor run out, whatever became of its maker. */
export const unended = (now: Date): SQL | undefined => and(isNull(shareLinks.revokedAt), gt(shareLinks.expiresAt, now));

/** The one place that says what has become of a link, for one as for a list. */
const state = ({ nowMs, isDemo }: Here): SQL<ShareState> =>
  sql`case
    when ${isNotNull(shareLinks.revokedAt)} or not (${isStanding(isDemo)}) then 'revoked'
    when ${unended(new Date(nowMs))} then 'active'
    else 'expired'
  end`;

/** What is read of a link: with what its maker is now. */
export const columns = (here: Here) => ({
  link: shareLinks,
  state: state(here),
  userRole: users.role,
  userScope: users.scope,
});
export type Row = {
  link: typeof shareLinks.$inferSelect;
  state: ShareState;
  userRole: Person["role"] | null;
  userScope: StoredScope | null;
};

export function livingLink({ link, userRole, userScope }: Row): LivingLink {
  const { id, callId, grant, expiresAt, createdById, createdByName } = link;
  const role = userRole ?? "admin";
  const maker: Person = {
    kind: "person",
    id: createdById,
    name: createdByName,
    email: null,
    role,
    scope: scopeNow({ role, scope: userScope }),
    via: "session",
    credentialId: null,
    mayAct: true,
  };
  return { id, callId, grant, expiresAt, maker };
}

export function listed({ link: row, state }: Row): ShareLink {
  const { secretHash: _secret, passcodeHash, revokedAt, ...link } = row;
  return {
    ...link,
    hasPasscode: passcodeHash !== null,
    state,
    stoppedWithMaker: state === "revoked" && revokedAt === null,
  };
}

export function conditions(filter: ShareFilter, here: Here): (SQL | undefined)[] {
  const { callId, createdById, state: wanted, search } = filter;
  // NUL is in no text that is searched, and the database takes none.
  const plain = search?.replaceAll("\0", "") ?? "";
  const words = plain === "" ? null : `%${plain.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    callId === undefined ? undefined : eq(shareLinks.callId, callId),
    createdById === undefined ? undefined : eq(shareLinks.createdById, createdById),
    wanted === undefined ? undefined : sql`${state(here)} = ${wanted}`,
    words === null
      ? undefined
      : or(ilike(shareLinks.label, words), ilike(shareLinks.createdByName, words), ilike(shareLinks.callId, words)),
  ];
}
