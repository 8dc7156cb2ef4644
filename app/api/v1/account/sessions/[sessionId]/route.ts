import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { accountSessionApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(accountSessionApi, {
  DELETE: async ({ actor, params }) => ({
    data: { count: await identity.account.endSession(actor, params.sessionId) },
  }),
});
