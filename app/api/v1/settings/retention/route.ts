import { serve } from "@/lib/server/http/serve";
import { retentionLoss } from "@/lib/server/stored-settings";
import { retentionApi } from "@/lib/wire/api/settings";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(retentionApi, {
  GET: async ({ actor, query }) => ({ data: await retentionLoss(actor, query) }),
});
