import { identity } from "@/lib/server/features";
import { wrongMethod } from "@/lib/server/http/errors";
import { redirectTo, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

/**
 * Where the provider sends the browser back to. The one GET that changes something: the protocol has it so, and it works
 * only in the browser that holds the sealed attempt, once.
 */
export const GET = route(async (request) =>
  redirectTo(await identity.singleSignOn.finish(request.headers, new URL(request.url).search)),
);

const refused = wrongMethod("GET");

export { refused as DELETE, refused as HEAD, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
