import { identity } from "@/lib/server/features";
import { redirectTo } from "@/lib/server/http/route";
import { serve } from "@/lib/server/http/serve";
import { oidcCallbackApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(oidcCallbackApi, {
  /** The one GET that changes something: the protocol has it so. */
  async GET({ request }) {
    return redirectTo(await identity.singleSignOn.finish(request.headers, new URL(request.url).search));
  },
});
