import { exports } from "@/lib/server/features";
import { download } from "@/lib/server/http/download";
import { serve } from "@/lib/server/http/serve";
import { callExportApi } from "@/lib/wire/api/exports";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(callExportApi, {
  POST: async ({ actor, params, body }) => download(await exports.call(actor, params.callId, body.format)),
});
