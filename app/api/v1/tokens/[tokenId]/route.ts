import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { tokenApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(tokenApi, {
  async DELETE({ actor, params }) {
    await identity.tokens.revoke(actor, params.tokenId);
    return { data: { id: params.tokenId } };
  },
});
