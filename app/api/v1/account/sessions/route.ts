import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

/** Where one is signed in. */
export const GET = route(async (request) => noStore(await identity.account.sessions(await actorOf(request.headers))));

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
