import { backfills } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { backfillsApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(backfillsApi, {
  GET: ({ actor }) => backfills.list(actor),
  POST: async ({ actor, body }) => ({ data: await backfills.begin(actor, body) }),
});
