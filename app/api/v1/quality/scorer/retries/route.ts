import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { scorerRetriesApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(scorerRetriesApi, {
  POST: async ({ actor }) => ({ data: await quality.scorer.retry(actor) }),
});
