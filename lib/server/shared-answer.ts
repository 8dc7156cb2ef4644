import "server-only";
import { can } from "@/lib/access/can";
import { actorOfLink, grantNow, type LivingLink, sharedCall } from "@/lib/sharing";
import { MAX_CALL_MESSAGES } from "@/lib/wire/paths";
import { RequestError } from "@/lib/wire/request-error";
import type { SharedAnswer } from "@/lib/wire/sharing-contract";
import { type Answer, callAnswer } from "./answers";
import { subjectOf, viewFor } from "./audience";
import { earshot } from "./earshot";
import { type ErrorAnswer, errorOf } from "./error-mapping";
import { sharing } from "./features";

/**
 * The call of a link for a browser that was let in. Asks the database each time.
 * @throws RequestError link_unknown, link_expired, link_revoked; link_incomplete: this browser has to open the link first
 */
export async function sharedAnswer(headers: Headers, id: string): Promise<Answer<SharedAnswer>> {
  const link = await sharing.visited(headers, id);
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
