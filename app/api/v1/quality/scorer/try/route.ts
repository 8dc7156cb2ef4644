import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { triedScorerApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(triedScorerApi, {
  POST: async ({ actor, body }) => ({ data: await quality.scorer.tryOn(actor, body.callId) }),
});
