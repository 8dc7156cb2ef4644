import { exports } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { exportApi } from "@/lib/wire/api/exports";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(exportApi, {
  GET: async ({ actor, params }) => ({ data: await exports.find(actor, params.exportId) }),
  DELETE: async ({ actor, params }) => ({ data: await exports.remove(actor, params.exportId) }),
});
