import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange, requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { changeUserSchema, type DoneAnswer } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ userId: string }> };

/** Changes a user's name, role, scope or status. */
export const PATCH = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  const changes = await readChange(request, actor, changeUserSchema);
  return noStore(await identity.users.change(actor, (await params).userId, changes));
});

/** Deletes a user for good. */
export const DELETE = route(async (request, { params }: Context) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor);
  await identity.users.remove(actor, (await params).userId);
  const answer: DoneAnswer = { data: { count: 1 } };
  return noStore(answer);
});

const refused = wrongMethod("PATCH, DELETE");

export { refused as GET, refused as OPTIONS, refused as POST, refused as PUT };
