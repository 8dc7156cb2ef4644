import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { withCookies } from "@/lib/server/http/with-cookies";
import { useLinkSchema } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** Uses the link: sets the password, or makes the first admin, and signs in. */
export const POST = route(async (request) => {
  const given = await readChange(request, { kind: "anonymous" }, useLinkSchema);
  const { actor, cookies } = await identity.oneTimeLinks.enter(request.headers, given);
  return withCookies(await identity.signIn.answer(actor), cookies);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
