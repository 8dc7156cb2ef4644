import { views } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { viewApi } from "@/lib/wire/api/views";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(viewApi, {
  PATCH: async ({ actor, params, body }) => ({ data: await views.change(actor, params.viewId, body) }),
  DELETE: async ({ actor, params }) => ({ data: await views.remove(actor, params.viewId) }),
});
