import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { changeAccountSchema } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** Changes one's own name. */
export const PATCH = route(async (request) => {
  const actor = await actorOf(request.headers);
  const { name } = await readChange(request, actor, changeAccountSchema);
  return noStore(await identity.signIn.answer(await identity.account.rename(actor, name)));
});

const refused = wrongMethod("PATCH");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as POST, refused as PUT };
