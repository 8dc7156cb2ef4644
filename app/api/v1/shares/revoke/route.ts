import { actorOf } from "@/lib/server/actor";
import { sharing } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { revokeSharesSchema } from "@/lib/wire/sharing-contract";

export const dynamic = "force-dynamic";

/** Ends every link of a call or of a person. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const which = await readChange(request, actor, revokeSharesSchema);
  return noStore({ data: { revoked: await sharing.revokeMany(actor, which) } });
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
