import { archive } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { archivePassageApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archivePassageApi, {
  GET: ({ actor, params, query }) => archive.passage(actor, params.callId, query),
});
