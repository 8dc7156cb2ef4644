import { actorOf } from "@/lib/server/actor";
import { sharing } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { RequestError } from "@/lib/wire/request-error";
import { newShareSchema, shareFilterSchema } from "@/lib/wire/sharing-contract";

export const dynamic = "force-dynamic";

/** Links the person made, or everybody's for an admin: `callId`, `state` and `search` narrow them. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const filter = shareFilterSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!filter.success) {
    throw new RequestError("invalid_request", { message: "The filters here are callId, state and search." });
  }
  return noStore(await sharing.list(actor, filter.data));
});

/** Makes a link; its secret is in this answer and nowhere else. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const wanted = await readChange(request, actor, newShareSchema);
  return noStore({ data: await sharing.make(actor, wanted) }, 201);
});

const refused = wrongMethod("GET, HEAD, POST");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as PUT };
