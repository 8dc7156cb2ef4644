import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { tokensApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(tokensApi, {
  async GET({ actor, query }) {
    return { data: { tokens: await identity.tokens.list(actor, { everybody: query.of === "everybody" }) } };
  },
  POST: async ({ actor, body }) => ({ data: await identity.tokens.create(actor, body) }),
});
