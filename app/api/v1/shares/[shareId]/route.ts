import { actorOf } from "@/lib/server/actor";
import { sharing } from "@/lib/server/features";
import { requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ shareId: string }> };

/** Ends a link for good; whoever has it open is out with their next poll. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor);
  const { shareId } = await params;
  return noStore({ data: { revoked: await sharing.revokeOne(actor, shareId) } });
});

const refused = wrongMethod("DELETE");

export { refused as GET, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
