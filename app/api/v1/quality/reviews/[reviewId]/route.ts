import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { reviewApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(reviewApi, {
  GET: async ({ actor, params: { reviewId } }) => ({ data: await quality.reviews.find(actor, reviewId) }),
  PATCH: async ({ actor, params: { reviewId }, body }) => ({
    data: await quality.reviews.change(actor, reviewId, body),
  }),
});
