import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import type { DoneAnswer } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ sessionId: string }> };

/** Ends one of one's own sessions; the id `others` ends all but the one that asks. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor, "ends_access");
  const answer: DoneAnswer = { data: { count: await identity.account.endSession(actor, (await params).sessionId) } };
  return noStore(answer);
});

const refused = wrongMethod("DELETE");

export { refused as GET, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
