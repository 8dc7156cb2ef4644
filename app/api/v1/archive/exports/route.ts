import { exports } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { exportsApi } from "@/lib/wire/api/exports";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(exportsApi, {
  GET: async ({ actor }) => ({ data: { exports: await exports.list(actor) } }),
  POST: async ({ actor, body: { format, ids = null, ...question } }) => ({
    data: await exports.begin(actor, { format, ids, question }),
  }),
});
