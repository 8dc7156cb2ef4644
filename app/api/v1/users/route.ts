import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { inviteUserSchema } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** The people who may sign in; `?search=` part of a name or an address. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const search = new URL(request.url).searchParams.get("search")?.trim().slice(0, 200);
  return noStore(await identity.users.list(actor, search ? search : null));
});

/** Invites somebody; the answer has their link, which is told once. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  return noStore(await identity.users.invite(actor, await readChange(request, actor, inviteUserSchema)), 201);
});

const refused = wrongMethod("GET, HEAD, POST");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as PUT };
