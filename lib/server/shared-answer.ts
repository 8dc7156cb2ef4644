import "server-only";
import { can, type Subject } from "@/lib/access/can";
import { actorOfLink, grantNow, type LivingLink, sharedCall } from "@/lib/sharing";
import { MAX_CALL_MESSAGES } from "@/lib/wire/paths";
import { RequestError } from "@/lib/wire/request-error";
import type { SharedAnswer } from "@/lib/wire/sharing-contract";
import type { Answer } from "./answer";
import { answerOf } from "./answers";
import { seeCall, viewFor } from "./audience";
import { earshot } from "./earshot";
import { errorOf } from "./error-mapping";
import { sharing } from "./features";

/**
 * The call of a link for a browser that was let in.
 * @throws RequestError link_unknown, link_expired, link_revoked; link_incomplete: this browser has to open the link first
 */
export async function sharedAnswer(headers: Headers, id: string): Promise<Answer<SharedAnswer>> {
  const link = await sharing.visited(headers, id);
  const { callId, expiresAt, maker } = link;
  const grant = grantNow(link.grant, await viewFor(maker));
  const seen = await seeCall(actorOfLink({ ...link, grant }), "call.read", callId, makersRight(link));
  if (seen.kind === "fault") return errorOf(seen.fault);
  const answer = await answerOf(seen, { messages: MAX_CALL_MESSAGES, form: "read" });
  if (answer.kind === "error") return answer;
  const make = (): SharedAnswer => {
    const whole = answer.make();
    const { demo, settled, archived } = whole.meta;
    const talkKept = archived?.hasTalk !== false;
    const meta = { demo, sharedBy: maker.name, expiresAt: expiresAt.toISOString(), grant, settled, talkKept };
    return { data: sharedCall(whole, grant), meta };
  };
  return { ...answer, make, body: earshot().bodies(`share:${id}`, answer.body.etag, make) };
}

/** A link ends with its maker's right to share its call: of the agents and campaigns they may still see. */
function makersRight({ maker }: LivingLink): ((subject: Subject) => void) | null {
  if (maker.scope === null) return null;
  return (subject) => {
    if (!can(maker, "call.share", subject).allowed) throw new RequestError("link_revoked");
  };
}
