import { identity } from "@/lib/server/features";
import { wrongMethod } from "@/lib/server/http/errors";
import { redirectTo, route } from "@/lib/server/http/route";
import { ownPath } from "@/lib/wire/own-path";

export const dynamic = "force-dynamic";

/** Sends the browser to the sign-in provider; `next` is where it comes back to. */
export const GET = route(async (request) => {
  return redirectTo(await identity.singleSignOn.begin(ownPath(new URL(request.url).searchParams.get("next"))));
});

const refused = wrongMethod("GET");

// Next would answer HEAD by running GET.
export { refused as DELETE, refused as HEAD, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
