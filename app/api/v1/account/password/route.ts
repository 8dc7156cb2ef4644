import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { changePasswordSchema, type DoneAnswer } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** Changes one's own password; `count` other sessions ended. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const given = await readChange(request, actor, changePasswordSchema, "ends_access");
  const answer: DoneAnswer = { data: { count: await identity.account.changePassword(actor, request.headers, given) } };
  return noStore(answer);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
