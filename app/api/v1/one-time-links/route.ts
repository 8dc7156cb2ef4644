import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { inspectLinkSchema } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** What a link that works once is for. A POST, so that its secret stands in no address; looking does not use it. */
export const POST = route(async (request) => {
  const { token } = await readChange(request, { kind: "anonymous" }, inspectLinkSchema);
  return noStore(await identity.oneTimeLinks.inspect(request.headers, token));
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
