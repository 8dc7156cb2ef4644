import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ userId: string }> };

/** A new invitation or reset link, told once; earlier ones of this user end. */
export const POST = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor);
  return noStore(await identity.users.makeLink(actor, (await params).userId), 201);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
