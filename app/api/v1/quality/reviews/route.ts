import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { reviewsApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(reviewsApi, {
  GET: async ({ actor, query }) => ({ data: await quality.reviews.list(actor, query) }),
  POST: async ({ actor, body: { callId } }) => ({ data: await quality.reviews.add(actor, callId) }),
});
