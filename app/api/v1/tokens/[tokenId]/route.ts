import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ tokenId: string }> };

/** Revokes a token; programs that use it are refused from their next request on. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor, "ends_access");
  const { tokenId } = await params;
  await identity.tokens.revoke(actor, tokenId);
  return noStore({ data: { id: tokenId } });
});

const refused = wrongMethod("DELETE");

export { refused as GET, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
