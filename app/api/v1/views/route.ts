import { views } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { viewsApi } from "@/lib/wire/api/views";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(viewsApi, {
  GET: ({ actor, query }) => views.list(actor, query.page ?? null),
  POST: async ({ actor, body }) => ({ data: await views.save(actor, body) }),
});
