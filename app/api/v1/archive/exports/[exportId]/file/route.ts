import { exports } from "@/lib/server/features";
import { download } from "@/lib/server/http/download";
import { serve } from "@/lib/server/http/serve";
import { exportFileApi } from "@/lib/wire/api/exports";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(exportFileApi, {
  GET: async ({ actor, params }) => download(await exports.fetchFile(actor, params.exportId)),
});
