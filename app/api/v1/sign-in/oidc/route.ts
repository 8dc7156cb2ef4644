import { identity } from "@/lib/server/features";
import { redirectTo } from "@/lib/server/http/route";
import { serve } from "@/lib/server/http/serve";
import { oidcApi } from "@/lib/wire/api/identity";
import { ownPath } from "@/lib/wire/own-path";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(oidcApi, {
  GET: async ({ query }) => redirectTo(await identity.singleSignOn.begin(ownPath(query.next))),
});
