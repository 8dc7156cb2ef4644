import { backfills } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { backfillApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(backfillApi, {
  GET: async ({ actor, params }) => ({ data: await backfills.find(actor, params.backfillId) }),
  PATCH: async ({ actor, params, body }) => ({ data: await backfills.change(actor, params.backfillId, body.state) }),
});
