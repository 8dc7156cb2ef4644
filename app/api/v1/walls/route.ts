import { actorOf } from "@/lib/server/actor";
import { walls } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { wallClaimSchema } from "@/lib/wire/walls-contract";

export const dynamic = "force-dynamic";

/** Every screen that has a pass. */
export const GET = route(async (request) => {
  return noStore(await walls.list(await actorOf(request.headers)));
});

/** Lets the screen that shows this code in. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const wanted = await readChange(request, actor, wallClaimSchema);
  return noStore({ data: await walls.claim(actor, wanted) }, 201);
});

const refused = wrongMethod("GET, HEAD, POST");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as PUT };
