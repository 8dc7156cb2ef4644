import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { rubricsApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(rubricsApi, {
  GET: async ({ actor }) => ({ data: await quality.rubrics.list(actor) }),
  POST: async ({ actor, body: { definition } }) => ({ data: await quality.rubrics.add(actor, definition) }),
});
