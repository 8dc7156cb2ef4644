import { backfills } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { backfillPriceApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(backfillPriceApi, {
  GET: async ({ actor, query }) => ({ data: await backfills.price(actor, query) }),
});
