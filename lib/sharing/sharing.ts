import "server-only";
import type { Actor, Person, ShareGrant } from "@/lib/access/actor";
import { addressOf } from "@/lib/access/address";
import type { Authorize } from "@/lib/access/authorize";
import { busyOr } from "@/lib/access/busy";
import { can } from "@/lib/access/can";
import { cookie, readCookie, shareCookie } from "@/lib/access/cookies";
import { isId } from "@/lib/access/secrets";
import type { OpenedStores } from "@/lib/access/stores";
import { knownPerson } from "@/lib/access/turns";
import type { Visibility } from "@/lib/access/visibility";
import { sharePagePath } from "@/lib/wire/paths";
import type { ErrorReason } from "@/lib/wire/reasons";
import { RequestError } from "@/lib/wire/request-error";
import type { ListedShare, MadeShare, NewShare, ShareList } from "@/lib/wire/sharing-contract";
import type { ShareRefusal } from "./opening";
import { seesAll } from "./reading";
import type { LivingLink, ShareFilter, ShareLink } from "./rows";
import { MOST_SHARES_PER_PERSON } from "./store";
import type { SharingStores } from "./stores";

const REASONS: Record<ShareRefusal | "incomplete", ErrorReason> = {
  unknown: "link_unknown",
  expired: "link_expired",
  revoked: "link_revoked",
  incomplete: "link_incomplete",
  passcode_required: "passcode_required",
  passcode_wrong: "passcode_wrong",
  too_many: "too_many_attempts",
};

const NOT_SEEN = "Your role sees calls masked, so a link you make can show them masked only.";
const FULL = `Nobody has more than ${MOST_SHARES_PER_PERSON} links that work. Revoke some that are not needed any more.`;

/** Who reads by this link. */
export const actorOfLink = ({ id, callId, grant }: { id: string; callId: string; grant: ShareGrant }): Actor => ({
  kind: "share",
  id,
  callId,
  grant,
});

const mayManageAll = (actor: Actor): boolean => can(actor, "shares.manage_all").allowed;

function personOf(actor: Actor): Person {
  if (actor.kind !== "person") throw new RequestError("not_permitted");
  return actor;
}

function listed({ createdAt, expiresAt, lastOpenedAt, ...link }: ShareLink): ListedShare {
  return {
    ...link,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
  };
}

type SharingParts = {
  stores: OpenedStores<SharingStores>;
  authorize: Authorize;
  /**
   * Whether the actor may share this call, and what they see of every call: what they asked to see of this one is for
   * them, for a while. @throws RequestError also when the call cannot be read
   */
  authorizeSharing: (actor: Actor, callId: string) => Promise<Pick<Visibility, "masked" | "redacted">>;
};

/** Share links: made, listed, opened, read, revoked. */
export function createSharing({ stores, authorize, authorizeSharing }: SharingParts) {
  /**
   * A new link to a call that the actor may share. Nobody shares more than they see themselves.
   * @throws RequestError also when the call cannot be read
   */
  async function makeShare(actor: Actor, wanted: NewShare): Promise<MadeShare> {
    const { callId, label, grant, hours, passcode } = wanted;
    const view = await authorizeSharing(actor, callId);
    if (!grant.masked && !seesAll(view)) throw new RequestError("not_permitted", { message: NOT_SEEN });
    const maker = personOf(actor);
    const { shares, change } = await stores();
    if (await shares.isFull(maker.id)) throw new RequestError("conflict", { message: FULL });
    const passcodeHash = passcode === null ? null : await hashed(passcode, maker);
    const { id, secret, expiresAt } = await change(actor, async ({ tx, audit }) => {
      const made = await shares.make(tx, { callId, label, grant, hours, passcodeHash, maker });
      const detail = { callId, hours, masked: grant.masked, live: grant.live, passcode: passcode !== null };
      audit.record({ action: "share.made", target: { kind: "share", id: made.id }, detail });
      return made;
    });
    return { id, path: `${sharePagePath(id)}#${secret}`, expiresAt: expiresAt.toISOString() };
  }

  /** Links the actor made; an admin's list has everybody's. */
  async function listShares(actor: Actor, filter: Omit<ShareFilter, "createdById">): Promise<ShareList> {
    await authorize(actor, "shares.manage");
    const { shares } = await stores();
    const all = mayManageAll(actor);
    const { links, more } = await shares.list({ ...filter, createdById: all ? undefined : personOf(actor).id });
    return { data: { shares: links.map(listed) }, meta: { more, all } };
  }

  /** Ends one link for good. Ending one that has ended already changes nothing. */
  async function revokeShare(actor: Actor, id: string): Promise<number> {
    await authorize(actor, "shares.manage");
    const makerId = await (await stores()).shares.makerOf(id);
    if (makerId === null || !(mayManageAll(actor) || makerId === personOf(actor).id))
      throw new RequestError("link_unknown");
    return revoke(actor, { id });
  }

  /** Ends every link of a call or of a person; of these, somebody who is not an admin ends only their own. */
  async function revokeShares(actor: Actor, which: { callId: string } | { createdById: string }): Promise<number> {
    await authorize(actor, "shares.manage");
    const own = mayManageAll(actor) ? {} : { createdById: personOf(actor).id };
    if ("createdById" in which && which.createdById !== personOf(actor).id) await authorize(actor, "shares.manage_all");
    return revoke(actor, { ...which, ...own });
  }

  async function revoke(actor: Actor, which: { id?: string; callId?: string; createdById?: string }): Promise<number> {
    const { shares, change } = await stores();
    return change(actor, async ({ tx, audit }) => {
      const ended = await shares.revoke(tx, which);
      for (const id of ended) audit.record({ action: "share.revoked", target: { kind: "share", id } });
      return ended.length;
    });
  }

  /**
   * Lets a browser in that has a link's secret, and its passcode where it has one.
   * @returns the Set-Cookie header that lets it read the call, until the link ends
   */
  async function openShare(
    headers: Headers,
    id: string,
    given: { secret: string; passcode: string | null },
  ): Promise<{ cookie: string; expiresAt: string }> {
    const { shares, shareOpening, audit, change, nowMs } = await stores();
    const target = { kind: "share", id };
    const enter = (link: LivingLink) =>
      change(actorOfLink(link), async (unit) => {
        const token = await shares.enter(unit.tx, link.id);
        if (token !== null) unit.audit.record({ action: "share.opened", target, detail: { callId: link.callId } });
        return token;
      });
    const opening = await shareOpening({ id, ...given, address: addressOf(headers) }, enter).catch((error) => {
      throw busyOr(error);
    });
    if (opening.kind === "refused") {
      // An id that is none must not fill the audit trail.
      if (opening.refusal === "passcode_wrong")
        await audit.failed({ actor: { kind: "anonymous" }, action: "share.opened", target });
      throw new RequestError(REASONS[opening.refusal], { retryAfterMs: opening.waitMs });
    }
    const { link, token } = opening;
    const lifeSeconds = Math.max(1, Math.floor((link.expiresAt.getTime() - nowMs()) / 1000));
    return { cookie: cookie(shareCookie(id), token, lifeSeconds), expiresAt: link.expiresAt.toISOString() };
  }

  /**
   * The link that this browser has opened. Asks the database each time.
   * @throws RequestError link_unknown, link_expired, link_revoked; link_incomplete: this browser has to open the link first
   */
  async function visited(headers: Headers, id: string): Promise<LivingLink> {
    if (!isId(id)) throw new RequestError("link_unknown");
    const { shareReading } = await stores();
    const token = readCookie(headers.get("cookie"), shareCookie(id));
    const found = await shareReading({ id, token, address: addressOf(headers) });
    if ("link" in found) return found.link;
    throw new RequestError(REASONS[found.fault]);
  }

  async function hashed(passcode: string, { id }: Person): Promise<string> {
    try {
      return await (await stores()).passwords.hash(passcode, knownPerson(id));
    } catch (error) {
      throw busyOr(error);
    }
  }

  return {
    make: makeShare,
    list: listShares,
    revokeOne: revokeShare,
    revokeMany: revokeShares,
    open: openShare,
    visited,
  };
}

export type Sharing = ReturnType<typeof createSharing>;
