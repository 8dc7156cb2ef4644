import { and, eq, gt, ilike, inArray, isNotNull, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { shareLinks, users } from "@/lib/database/schema";
import type { Person, ShareGrant } from "./actor";
import { makersWithoutUser } from "./makers";

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
const MAY_SHARE = ["admin", "supervisor"] as const;

/** What is read of a link: with what its maker is now. */
export const COLUMNS = { link: shareLinks, userStatus: users.status, userRole: users.role, userScope: users.scope };
export type Row = {
  link: typeof shareLinks.$inferSelect;
  userStatus: string | null;
  userRole: Person["role"] | null;
  userScope: Person["scope"];
};

const isStanding = ({ link, userStatus, userRole }: Row, isDemo: boolean): boolean =>
  link.createdById === makersWithoutUser(isDemo) ||
  (userStatus === "active" && MAY_SHARE.some((role) => role === userRole));

export function stateOf(row: Row, { nowMs, isDemo }: Here): ShareState {
  if (row.link.revokedAt !== null || !isStanding(row, isDemo)) return "revoked";
  return row.link.expiresAt.getTime() <= nowMs ? "expired" : "active";
}

export function livingLink({ link, userRole, userScope }: Row): LivingLink {
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

export function listed(row: Row, here: Here): ShareLink {
  const { secretHash: _secret, passcodeHash, revokedAt, ...link } = row.link;
  const state = stateOf(row, here);
  return {
    ...link,
    hasPasscode: passcodeHash !== null,
    state,
    stoppedWithMaker: state === "revoked" && revokedAt === null,
  };
}

export function conditions(filter: ShareFilter, { nowMs, isDemo }: Here): (SQL | undefined)[] {
  const { callId, createdById, state, search } = filter;
  const now = new Date(nowMs);
  const standing = or(
    eq(shareLinks.createdById, makersWithoutUser(isDemo)),
    and(eq(users.status, "active"), inArray(users.role, [...MAY_SHARE])),
  );
  const fallen = and(
    ne(shareLinks.createdById, makersWithoutUser(isDemo)),
    or(isNull(users.id), ne(users.status, "active"), eq(users.role, "viewer")),
  );
  const kept = and(isNull(shareLinks.revokedAt), standing);
  const states: Record<ShareState, SQL | undefined> = {
    active: and(kept, gt(shareLinks.expiresAt, now)),
    expired: and(kept, lte(shareLinks.expiresAt, now)),
    revoked: or(isNotNull(shareLinks.revokedAt), fallen),
  };
  // NUL is in no text that is searched, and the database takes none.
  const plain = search?.replaceAll("\0", "") ?? "";
  const words = plain === "" ? null : `%${plain.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    callId === undefined ? undefined : eq(shareLinks.callId, callId),
    createdById === undefined ? undefined : eq(shareLinks.createdById, createdById),
    state === undefined ? undefined : states[state],
    words === null
      ? undefined
      : or(ilike(shareLinks.label, words), ilike(shareLinks.createdByName, words), ilike(shareLinks.callId, words)),
  ];
}
