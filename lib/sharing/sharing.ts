import "server-only";
import type { Actor, Person, ShareGrant } from "@/lib/access/actor";
import { busyOr } from "@/lib/access/busy";
import { can } from "@/lib/access/can";
import { cookie, readCookie, shareCookie } from "@/lib/access/cookies";
import { isId } from "@/lib/access/secrets";
import { knownPerson } from "@/lib/access/turns";
import { access } from "@/lib/server/access";
import { type Answer, callAnswer } from "@/lib/server/answers";
import { authorizeCall, subjectOf, viewFor } from "@/lib/server/audience";
import { authorize } from "@/lib/server/authorize";
import { addressOf } from "@/lib/server/client";
import { earshot } from "@/lib/server/earshot";
import { type ErrorAnswer, errorOf } from "@/lib/server/error-mapping";
import type { ErrorReason } from "@/lib/wire/contract";
import { MAX_CALL_MESSAGES, sharePagePath } from "@/lib/wire/paths";
import { RequestError } from "@/lib/wire/request-error";
import type { ListedShare, MadeShare, NewShare, SharedAnswer, ShareList } from "@/lib/wire/sharing-contract";
import type { ShareRefusal } from "./opening";
import { grantNow, seesAll } from "./reading";
import type { LivingLink, ShareFilter, ShareLink } from "./rows";
import { sharedCall } from "./shared-call";
import { MOST_SHARES_PER_PERSON } from "./store";

const REASONS: Record<ShareRefusal | "incomplete", ErrorReason> = {
  unknown: "link_unknown",
  expired: "link_expired",
  revoked: "link_revoked",
  incomplete: "link_incomplete",
  passcode_required: "passcode_required",
  passcode_wrong: "passcode_wrong",
  too_many: "too_many_attempts",
};

/**
 * A new link to a call that the actor may share. Nobody shares more than they see themselves.
 * @throws RequestError also when the call cannot be read
 */
export async function makeShare(actor: Actor, wanted: NewShare): Promise<MadeShare> {
  const { callId, label, grant, hours, passcode } = wanted;
  const result = await authorizeCall(actor, "call.share", callId);
  if (result.kind === "fault") {
    const { reason, retryAfterMs } = errorOf(result.fault);
    throw new RequestError(reason, { retryAfterMs });
  }
  // Their view of every call: what they asked to see of this one is for them, for a while.
  if (!grant.masked && !seesAll(await viewFor(actor))) throw new RequestError("not_permitted", { message: NOT_SEEN });
  const maker = personOf(actor);
  const { shares, change } = await access();
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

const NOT_SEEN = "Your role sees calls masked, so a link you make can show them masked only.";
const FULL = `Nobody has more than ${MOST_SHARES_PER_PERSON} links that work. Revoke some that are not needed any more.`;

/** Links the actor made; an admin's list has everybody's. */
export async function listShares(actor: Actor, filter: Omit<ShareFilter, "createdById">): Promise<ShareList> {
  await authorize(actor, "shares.manage");
  const { shares } = await access();
  const all = mayManageAll(actor);
  const { links, more } = await shares.list({ ...filter, createdById: all ? undefined : personOf(actor).id });
  return { data: { shares: links.map(listed) }, meta: { more, all } };
}

/** Ends one link for good. Ending one that has ended already changes nothing. */
export async function revokeShare(actor: Actor, id: string): Promise<number> {
  await authorize(actor, "shares.manage");
  const makerId = await (await access()).shares.makerOf(id);
  if (makerId === null || !(mayManageAll(actor) || makerId === personOf(actor).id))
    throw new RequestError("link_unknown");
  return revoke(actor, { id });
}

/** Ends every link of a call or of a person; of these, somebody who is not an admin ends only their own. */
export async function revokeShares(actor: Actor, which: { callId: string } | { createdById: string }): Promise<number> {
  await authorize(actor, "shares.manage");
  const own = mayManageAll(actor) ? {} : { createdById: personOf(actor).id };
  if ("createdById" in which && which.createdById !== personOf(actor).id) await authorize(actor, "shares.manage_all");
  return revoke(actor, { ...which, ...own });
}

async function revoke(actor: Actor, which: { id?: string; callId?: string; createdById?: string }): Promise<number> {
  const { shares, change } = await access();
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
export async function openShare(
  headers: Headers,
  id: string,
  given: { secret: string; passcode: string | null },
): Promise<{ cookie: string; expiresAt: string }> {
  const { shares, shareOpening, audit, change, nowMs } = await access();
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
 * The call of a link for a browser that was let in. Asks the database each time.
 * @throws RequestError link_unknown, link_expired, link_revoked; link_incomplete: this browser has to open the link first
 */
export async function sharedAnswer(headers: Headers, id: string): Promise<Answer<SharedAnswer>> {
  const link = await visitedLink(headers, id);
  const unread = await requireMakersRight(link);
  if (unread !== null) return unread;
  const { callId, expiresAt } = link;
  const grant = grantNow(link.grant, await viewFor(link.maker));
  const answer = await callAnswer(actorOfLink({ ...link, grant }), callId, {
    messages: MAX_CALL_MESSAGES,
    form: "read",
  });
  if (answer.kind === "error") return answer;
  const make = (): SharedAnswer => {
    const whole = answer.make();
    const { demo, settled } = whole.meta;
    const meta = { demo, sharedBy: link.maker.name, expiresAt: expiresAt.toISOString(), grant, settled };
    return { data: sharedCall(whole, grant), meta };
  };
  return { ...answer, make, body: earshot().bodies(`share:${id}`, answer.body.etag, make) };
}

async function visitedLink(headers: Headers, id: string): Promise<LivingLink> {
  if (!isId(id)) throw new RequestError("link_unknown");
  const { shareReading } = await access();
  const token = readCookie(headers.get("cookie"), shareCookie(id));
  const found = await shareReading({ id, token, address: addressOf(headers) });
  if ("link" in found) return found.link;
  throw new RequestError(REASONS[found.fault]);
}

/**
 * A link ends with its maker's right to share its call: of the agents and campaigns they may still see.
 * @returns why that cannot be told, or null: they may
 */
async function requireMakersRight({ id, maker, callId }: LivingLink): Promise<ErrorAnswer | null> {
  if (maker.scope === null) return null;
  const result = await earshot().live.call(callId, `share:${id}`);
  if (result.kind === "fault") return errorOf(result.fault);
  const verdict = can(maker, "call.share", subjectOf(result.view));
  if (!verdict.allowed) throw new RequestError("link_revoked");
  return null;
}

const actorOfLink = ({ id, callId, grant }: { id: string; callId: string; grant: ShareGrant }): Actor => ({
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

async function hashed(passcode: string, { id }: Person): Promise<string> {
  try {
    return await (await access()).passwords.hash(passcode, knownPerson(id));
  } catch (error) {
    throw busyOr(error);
  }
}

function listed({ createdAt, expiresAt, lastOpenedAt, ...link }: ShareLink): ListedShare {
  return {
    ...link,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
  };
}
