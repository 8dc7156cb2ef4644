import { actorOf } from "@/lib/server/actor";
import { walls } from "@/lib/server/features";
import { readChange, requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { wallChangeSchema } from "@/lib/wire/walls-contract";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ wallId: string }> };

/** Renames a screen, sets it up anew, asks it to reload. */
export const PATCH = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  const wanted = await readChange(request, actor, wallChangeSchema);
  return noStore({ data: await walls.change(actor, (await params).wallId, wanted) });
});

/** Ends a screen's pass for good. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor);
  return noStore({ data: await walls.revoke(actor, (await params).wallId) });
});

const refused = wrongMethod("PATCH, DELETE");

export { refused as GET, refused as OPTIONS, refused as POST, refused as PUT };
