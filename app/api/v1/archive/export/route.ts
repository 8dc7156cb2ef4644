import { exports } from "@/lib/server/features";
import { download } from "@/lib/server/http/download";
import { serve } from "@/lib/server/http/serve";
import { archiveExportApi } from "@/lib/wire/api/exports";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archiveExportApi, {
  POST: async ({ actor, body: { format, ids = null, ...question } }) =>
    download(await exports.stream(actor, { format, ids, question })),
});
